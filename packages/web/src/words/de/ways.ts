// German words of the ways to reach customers: how mail and webhooks are set up, tests, keys.
import type * as en from '../en/ways.ts'
import type { Same } from '../same.ts'

/** Words of the page. */
export const ways: Same<typeof en.ways> = {
  title: 'Kanäle',
  lead: 'So erreichen Nachrichten Ihre Kunden. Eingerichtet wird das von dem, der den Server betreibt; hier sehen Sie, was gilt, und probieren es aus.',
  email: 'E-Mail',
  emailAbsent: 'Kein Mailserver ist eingerichtet',
  emailAbsentText:
    'E-Mails warten im Postausgang, bis es einen gibt. Setzen Sie LOTSE_SMTP_URL und LOTSE_MAIL_FROM und starten Sie den Server neu.',
  server: 'Mailserver',
  protection: {
    tls: 'von Anfang an verschlüsselt',
    starttls: 'immer verschlüsselt (STARTTLS)',
    offered: 'verschlüsselt, wo der Server es anbietet',
    none: 'unverschlüsselt',
  },
  from: 'Absender',
  signed: 'Signatur (DKIM)',
  signedAs: '{{domain}}, Selektor {{selector}}',
  unsigned: 'Keine. Viele Anbieter halten unsignierte Mails für Spam; setzen Sie LOTSE_DKIM_DOMAIN.',
  pace: 'Tempo',
  paceFree_one: 'eine Verbindung, ohne Grenze',
  paceFree_other: '{{formatted}} Verbindungen, ohne Grenze',
  paceLimited: 'höchstens {{perSecond}} je Sekunde',
  test: 'Test an mich senden',
  webhook: 'Webhooks',
  webhookText:
    'Jeder Aufruf ist signiert, wie Standard Webhooks es beschreibt. Aufgerufen werden nur öffentliche Adressen.',
  allowed: 'Erlaubt, obwohl nicht öffentlich',
  url: 'Adresse',
  urlHint: 'Sie bekommt einen signierten Aufruf der Art lotse.test.',
  call: 'Test senden',
  accepted: '{{to}} hat ihn in {{ms}} ms angenommen.',
  later: '{{to}} möchte, dass Sie es später versuchen: {{why}}',
  refused: '{{to}} hat ihn abgelehnt: {{why}}',
  unknown: 'Ob {{to}} ihn angenommen hat, ist unbekannt: {{why}}',
  forbidden: '{{to}} ist keine öffentliche Adresse. Erlauben Sie sie mit LOTSE_WEBHOOK_ALLOW.',
  keys: 'Für Empfänger und Mailanbieter',
  keysText:
    'Am Geheimnis erkennt ein Empfänger, dass ein Aufruf von Ihnen ist. Unter der Adresse meldet Ihr Mailanbieter Rückläufer und Beschwerden.',
  reveal: 'Anzeigen',
  hide: 'Verbergen',
  secret: 'Geheimnis der Webhooks',
  report: 'Adresse für Meldungen',
}
