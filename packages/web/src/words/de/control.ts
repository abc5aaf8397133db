// German words of Mission Control, flows and messages.
import type * as en from '../en/control.ts'
import type { Same } from '../same.ts'

/** Mission Control. */
export const control: Same<typeof en.control> = {
  title: 'Leitstand',
  needs: {
    title: 'Braucht Sie',
    none: 'Nichts steckt fest.',
    noneText: 'Was sich nicht von selbst bewegt, erscheint hier, mit dem Grund und dem nächsten Schritt.',
    since: 'seit {{time}}',
    message_dead_one: '{{formatted}} Nachricht konnte nicht gesendet werden',
    message_dead_other: '{{formatted}} Nachrichten konnten nicht gesendet werden',
    message_unknown_one: '{{formatted}} Nachricht kam vielleicht an, vielleicht nicht',
    message_unknown_other: '{{formatted}} Nachrichten kamen vielleicht an, vielleicht nicht',
    message_overdue_one: '{{formatted}} Nachricht ist überfällig',
    message_overdue_other: '{{formatted}} Nachrichten sind überfällig',
    message_held_one: '{{formatted}} Nachricht ist seit der Wiederherstellung angehalten',
    message_held_other: '{{formatted}} Nachrichten sind seit der Wiederherstellung angehalten',
    input_set_aside_one: '{{formatted}} Eingang wurde zurückgestellt, weil eine Regel fehlschlug',
    input_set_aside_other: '{{formatted}} Eingänge wurden zurückgestellt, weil eine Regel fehlschlug',
    events_refused_one: '{{formatted}} Ereignis wurde abgelehnt',
    events_refused_other: '{{formatted}} Ereignisse wurden abgelehnt',
    bucket_unowned_one: '{{formatted}} von 256 Abschnitten wird nicht bearbeitet',
    bucket_unowned_other: '{{formatted}} von 256 Abschnitten werden nicht bearbeitet',
    engine_behind: 'Die Verarbeitung ist im Verzug',
    flow_paused: 'Die Orchestrierung „{{flow}}“ ist angehalten',
    help: {
      message_dead:
        'Alle Versuche sind aufgebraucht. Sehen Sie den Grund an, beheben Sie ihn und versuchen Sie es erneut.',
      message_unknown:
        'Die Gegenstelle verstummte nach der Übergabe. Lotse versucht es mit demselben Schlüssel erneut.',
      message_overdue: 'Der Kanal antwortet langsam oder gar nicht. Lotse versucht es weiter.',
      message_held: 'Sie gingen vielleicht schon vorher hinaus. Geben Sie sie frei, oder verwerfen Sie sie.',
      input_set_aside: 'Die anderen Eingänge des Kunden liefen weiter. Wenden Sie ihn nach der Behebung erneut an.',
      events_refused:
        'Die Absender wissen davon. Sehen Sie die Gründe an, bessern Sie die Quelle, spielen Sie sie neu ein.',
      bucket_unowned: 'Eine Engine ist stehen geblieben. Andere übernehmen binnen 15 Sekunden.',
      engine_behind:
        'Es kommt mehr an, als bearbeitet wird. Nichts geht verloren; der Rückstand wird aufgeholt oder braucht eine weitere Engine.',
      flow_paused: 'Wer darin ist, bleibt, wo er ist, bis es weitergeht.',
    },
    act: {
      message_dead: 'Nachrichten ansehen',
      message_unknown: 'Nachrichten ansehen',
      message_held: 'Nachrichten ansehen',
      input_set_aside: 'Eingänge ansehen',
      events_refused: 'Ereignisse ansehen',
      flow_paused: 'Orchestrierung öffnen',
    },
  },
  recent: { none: 'Kein Ereignis in der letzten Minute.' },
  flows: {
    title: 'Orchestrierungen',
    none: 'Noch ist keine Orchestrierung veröffentlicht.',
    noneText:
      'Orchestrierungen reagieren auf Ereignisse: Sie warten, entscheiden und senden. Sobald eine läuft, sehen Sie hier, wer an welchem Schritt ist.',
    make: 'Neue Orchestrierung',
    figures: '{{entered}} begonnen · {{active}} jetzt darin · {{ended}} beendet',
  },
}
