// German words for refusals: what happened, and what to do next.
import type { problem as english } from '../en/problem.ts'
import type { Same } from '../same.ts'

/** One text per refusal that the console explains. */
export const problem: Same<typeof english> = {
  authMissing: 'Sie sind nicht mehr angemeldet. Bitte melden Sie sich erneut an.',
  wrongPassword: 'E-Mail oder Passwort stimmt nicht. Prüfen Sie beides; Groß- und Kleinschreibung zählt.',
  forbidden: 'Ihre Rolle darf das nicht. Fragen Sie einen Admin des Arbeitsbereichs.',
  tooManyTries: 'Zu viele Versuche. Bitte warten Sie eine Minute und versuchen Sie es dann erneut.',
  linkInvalid: 'Dieser Link ist ungültig oder schon benutzt. Starten Sie den Server neu, um einen neuen zu erhalten.',
  notFound:
    'Das gibt es nicht, oder nicht in diesem Arbeitsbereich. Vielleicht wurde es entfernt oder zusammengeführt.',
  conflict: 'Jemand hat das inzwischen geändert. Laden Sie neu, um den neuesten Stand zu sehen.',
  invalid: 'Im Formular fehlt etwas oder ist nicht verwendbar. Bitte prüfen Sie die markierten Felder.',
  tooLarge: 'Das ist größer, als der Server annimmt. Bitte kürzen Sie es.',
  unavailable: 'Der Server kann das im Moment nicht. Bitte versuchen Sie es gleich noch einmal.',
  offline:
    'Der Server ist nicht erreichbar. Prüfen Sie, ob Lotse läuft und Ihr Netz funktioniert. Es geht nichts verloren.',
  other: 'Der Server hat das abgelehnt: {{title}}.',
  bug: 'In der Konsole ist etwas schiefgegangen. Laden Sie die Seite neu; geschieht es wieder, sagen Sie es Ihrem Admin.',
}
