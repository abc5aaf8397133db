// German words of the installation's health: what was looked at, what was found, what to do, and what the figures for monitoring mean.
import type * as en from '../en/health.ts'
import type { Same } from '../same.ts'

/** Words of the page. */
export const health: Same<typeof en.health> = {
  title: 'Zustand',
  lead: 'Lotse sieht nach sich selbst. Wo Sie gebraucht werden, steht, was zu tun ist.',
  looked: 'Nachgesehen',
  again: 'Neu nachsehen',
  state: { well: 'In Ordnung', look: 'Ansehen', wrong: 'Braucht Sie' },
  whole: {
    well: 'Alles ist in Ordnung.',
    look: 'Alles läuft. Einiges sollten Sie ansehen.',
    wrong: 'Etwas braucht Sie jetzt.',
  },
  topic: {
    settings: 'Einrichtung',
    database: 'Datenbank',
    disk: 'Festplatte',
    clock: 'Uhr',
    members: 'Mitglieder',
    engine: 'Entscheidungen',
    mail: 'Mailserver',
    messages: 'Nachrichten',
    jobs: 'Aufräumen',
    backups: 'Sicherungen',
  },
  found: {
    settings_well: 'Kunden erreichen diesen Server unter {{address}}.',
    address_local:
      'Links in Mails führen zu {{address}}; das erreicht nur dieser Rechner. Setzen Sie LOTSE_URL auf die öffentliche Adresse.',
    secret_readable: 'Andere Benutzer dieses Rechners können {{file}} lesen. Schließen Sie sie aus: chmod 600 {{file}}',
    dkim_missing:
      'Der Signaturschlüssel {{file}} fehlt, deshalb kann keine Mail signiert werden. Setzen Sie LOTSE_DKIM_KEY auf die richtige Datei.',
    database_well: 'PostgreSQL {{version}}, {{bytes}}.',
    database_unsafe:
      'In PostgreSQL ist {{settings}} ausgeschaltet: Ein Stromausfall kann angenommene Ereignisse kosten. Schalten Sie es in postgresql.conf ein.',
    autovacuum_off:
      'PostgreSQL räumt nicht von selbst auf, mit der Zeit wird alles langsamer. Schalten Sie autovacuum ein.',
    connections_short:
      '{{used}} von {{most}} Verbindungen sind belegt. Ist keine mehr frei, werden Ereignisse abgewiesen. Erhöhen Sie max_connections.',
    transaction_long:
      '„{{name}}“ hält seit {{minutes}} min eine Transaktion offen. Entscheidungen warten dahinter. Beenden Sie die Sitzung in PostgreSQL.',
    snapshot_long:
      '„{{name}}“ liest seit {{hours}} h denselben Stand der Daten, gelöschte Zeilen sammeln sich an. Beenden Sie es, falls es vergessen wurde.',
    slot_idle:
      '{{slots}} Replikations-Slots werden nicht gelesen; PostgreSQL hebt sein Protokoll dafür auf, bis die Platte voll ist. Verbinden Sie die Replik oder löschen Sie die Slots.',
    rows_dead:
      'In der Tabelle {{table}} liegen {{rows}} gelöschte Zeilen ({{percent}} %). Führen Sie in PostgreSQL aus: vacuum {{table}}',
    ids_short:
      'Seit {{millions}} Millionen Transaktionen hat die Datenbank alte Zeilen nicht eingefroren; bei 2.000 bleibt sie stehen. Führen Sie aus: vacuum freeze',
    disk_well: '{{bytes}} frei in {{folder}}.',
    disk_full:
      'Nur {{bytes}} frei in {{folder}}. Ist sie voll, werden Ereignisse abgewiesen. Schaffen Sie jetzt Platz.',
    disk_soon_full:
      '{{bytes}} frei in {{folder}}. Im Tempo der letzten Tage reicht das {{days}} Tage. Planen Sie mehr ein, oder bewahren Sie Ereignisse kürzer auf.',
    clock_well: 'Die Uhren dieses Rechners und der Datenbank stimmen überein.',
    clock_off:
      'Dieser Rechner und die Datenbank gehen um {{seconds}} s auseinander, Wartezeiten enden zur falschen Zeit. Lassen Sie beide einem Zeitserver folgen.',
    members_well: 'Mitglieder, die sich anmelden können: {{members}}.',
    members_none: 'Noch kann sich niemand anmelden. Starten Sie den Server und öffnen Sie den Link, den er ausgibt.',
    engine_well: 'Um alle Kunden kümmert sich jemand; das älteste Ereignis wartet {{seconds}} s.',
    engine_absent:
      'Um {{buckets}} von 256 Teilen der Kunden kümmert sich niemand. Läuft ein Server mit der Rolle engine?',
    engine_late:
      'Das älteste Ereignis wartet seit {{seconds}} s auf seine Entscheidung. Bleibt das so, starten Sie einen weiteren Server mit der Rolle engine.',
    inputs_aside:
      'Beiseite liegende Eingaben: {{inputs}}; eine Regel scheiterte an ihnen. Bessern Sie die Orchestrierung nach und wenden Sie sie unter „Ereignisse, Zurückgestellt“ erneut an.',
    mail_well: '{{host}} nimmt Mails an.',
    mail_absent: 'Kein Mailserver ist eingetragen, E-Mails warten. Setzen Sie LOTSE_SMTP_URL und LOTSE_MAIL_FROM.',
    mail_fails:
      '{{host}} lässt sich nicht nutzen, E-Mails warten. Er meldet: {{why}}. Prüfen Sie Name, Port, Benutzer und Passwort in LOTSE_SMTP_URL.',
    messages_well: 'Alle Nachrichten gehen rechtzeitig hinaus.',
    messages_late:
      '{{messages}} Nachrichten hätten vor fünf Minuten hinausgehen sollen. Läuft ein Server mit der Rolle dispatch?',
    messages_dead: '{{messages}} Nachrichten wurden aufgegeben. Unter „Nachrichten“ können Sie es erneut versuchen.',
    messages_unknown:
      'Von {{messages}} Nachrichten weiß niemand, ob sie hinausgingen. Entscheiden Sie unter „Nachrichten“.',
    messages_held:
      '{{messages}} Nachrichten sind seit einer Wiederherstellung angehalten, weil sie vielleicht schon hinausgingen. Entscheiden Sie unter „Nachrichten“.',
    jobs_well: 'Was nicht mehr gebraucht wird, wird rechtzeitig entfernt.',
    jobs_absent: 'Seit {{hours}} h wurde nicht aufgeräumt. Läuft ein Server mit der Rolle jobs?',
    backups_well: 'Die letzte entstand vor {{hours}} h: {{place}}',
    backups_none: 'Es gibt noch keine. Schalten Sie unten die nächtliche Sicherung ein.',
    backups_old: 'Die letzte ist {{hours}} h alt: {{place}}. Unten können Sie jede Nacht sichern lassen.',
    backups_failed: 'Die letzte ist gescheitert. Warum und was hilft, steht unten: {{fault}}',
  },
  metrics: {
    title: 'Für Ihre Überwachung',
    lead: 'Prometheus und andere lesen diese Zahlen von diesem Server unter /metrics.',
    lotse_events_accepted_total: 'Sicher gespeicherte Ereignisse. Plötzlicher Stillstand: Eine Quelle schweigt.',
    lotse_events_refused_total:
      'Beiseite gelegte Ereignisse, nach Grund. Ein Anstieg: Jemand hat geändert, was eine Quelle sendet.',
    lotse_accept_seconds: 'Wie lange das Speichern dauert. Über 1 s: Platte oder Datenbank bremsen.',
    lotse_engine_lag_seconds: 'Wie alt das älteste unentschiedene Ereignis ist. Lassen Sie sich ab 30 warnen.',
    lotse_engine_set_aside_total: 'Eingaben, bei denen eine Regel scheiterte. Alles über 0 sollten Sie ansehen.',
    lotse_messages_total:
      'Nachrichten nach Kanal und Zustand. Achten Sie auf den Anteil aufgegebener, abgewiesener und zurückgekommener.',
    lotse_send_seconds: 'Wie lange eine Übergabe an einen Anbieter dauert.',
    lotse_http_seconds: 'Wie lange Anfragen dauern, nach Pfad und Antwort.',
    lotse_database_connections: 'Belegte Verbindungen. Warten Anfragen auf eine, sind es zu wenige.',
  },
}
