// German words: links to a journey, and what people see who have one.
import type { shared as englishShared, sharing as englishSharing } from '../en/sharing.ts'
import type { Same } from '../same.ts'

/** Links anlegen und zurückziehen. */
export const sharing: Same<typeof englishSharing> = {
  share: 'Teilen',
  title: '„{{name}}“ teilen',
  text: 'Wer den Link hat, sieht diese Journey und sonst nichts aus Ihrem Arbeitsbereich, ohne Konto, immer auf dem neuesten Stand.',
  name: 'Für wen er ist',
  nameHint: 'Damit Sie es später wissen, z. B. „Agentur“.',
  ends: 'Endet',
  endsHint: 'Zurückziehen können Sie ihn jederzeit.',
  endless: 'endet nie',
  days_one: 'nach {{count}} Tag',
  days_other: 'nach {{count}} Tagen',
  rights: 'Was er erlaubt',
  may: { view: 'Ansehen', comment: 'Ansehen und kommentieren', embed: 'Auf anderen Seiten zeigen' },
  origins: 'Auf welchen Seiten',
  originsHint: 'Eine Adresse je Zeile, z. B. https://wiki.beispiel.de. Auf jeder anderen Seite bleibt der Rahmen leer.',
  originsWrong: '„{{text}}“ ist keine Adresse wie https://wiki.beispiel.de.',
  originsNeeded: 'Nennen Sie mindestens eine Seite, die die Journey zeigen darf.',
  originsMany: 'Höchstens zehn Seiten können es sein.',
  on: 'auf {{origins}}',
  embed: 'Für die Seite',
  embedText:
    'Diese Zeile in das HTML der Seite setzen. Sie zeigt die Journey dort zum Lesen, immer auf dem neuesten Stand.',
  lanes: 'Was zu sehen ist',
  lanesHint:
    'Zeilen ohne Haken lässt der Link weg, mit allem, was dort steht. Zeilen, die später dazukommen, zeigt er.',
  without_one: 'ohne {{formatted}} Zeile',
  without_other: 'ohne {{formatted}} Zeilen',
  opens: {
    comments: 'Kommentare Ihrer Leute zeigen',
    library: 'Auch zeigen, was die Bibliothek über Touchpoints und anderes sagt, nicht nur die Namen',
  },
  part: { comments: 'mit Kommentaren', library: 'mit Bibliothek' },
  password: 'Passwort (wenn Sie möchten)',
  passwordHint: 'Mindestens 8 Zeichen. Teilen Sie es auf anderem Weg mit als den Link.',
  make: 'Link anlegen',
  made: 'Der Link ist da',
  once: 'Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt.',
  another: 'Noch einen anlegen',
  list: 'Links zu dieser Journey',
  none: 'Noch keine.',
  withPassword: 'mit Passwort',
  until: 'bis {{date}}',
  neverOpened: 'nie geöffnet',
  opened_one: 'einmal geöffnet',
  opened_other: '{{formatted}}-mal geöffnet',
  state: { valid: 'Offen', ended: 'Abgelaufen', revoked: 'Zurückgezogen' },
  revoke: 'Zurückziehen',
  revokeAsk: 'Link „{{name}}“ zurückziehen?',
  revokeText:
    'Wer ihn hat, sieht ab sofort nichts mehr. Diesen Link gibt es dann nicht wieder; Sie können einen neuen anlegen.',
  revoked: 'Der Link „{{name}}“ ist zurückgezogen.',
}

/** Die Seite hinter einem Link. */
export const shared: Same<typeof englishShared> = {
  wait: 'Geteilte Journey',
  views: 'Ansichten der Journey',
  library: 'Was vorkommt',
  until: 'Offen bis {{date}}',
  ended: 'Dieser Link öffnet nichts',
  endedText:
    'Er wurde zurückgezogen, seine Zeit ist vorbei, oder es fehlt ein Zeichen. Bitten Sie den Absender um einen neuen.',
  passwordTitle: 'Diese Journey ist mit einem Passwort geteilt',
  passwordText: 'Wer Ihnen den Link geschickt hat, kennt es.',
  password: 'Passwort',
  wrong: 'Das ist nicht das Passwort. Achten Sie auf Groß- und Kleinschreibung.',
  open: 'Öffnen',
  own: 'In eigenem Fenster',
  name: 'Ihr Name',
  nameHint: 'Er steht an dem, was Sie schreiben.',
  nothing: 'In dieser Journey kommt nichts aus der Bibliothek vor.',
}
