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
  notOwner: 'Das gehört einer anderen Einheit. Ändern können es deren Mitglieder; lesen dürfen Sie es.',
  unitNameTaken:
    'So heißt hier schon eine Einheit dieser Art. Nehmen Sie einen anderen Namen oder holen Sie die archivierte zurück.',
  unitRing: 'Eine Einheit kann nicht unter sich selbst stehen. Wählen Sie eine andere.',
  unitUnknown: 'Diese Einheit gibt es nicht mehr oder sie ist archiviert. Laden Sie neu und wählen Sie eine andere.',
  unitNeeded: 'Sagen Sie dazu, welcher Ihrer Einheiten das gehören soll.',
  lastAdmin: 'Ein Arbeitsbereich braucht mindestens einen Admin. Machen Sie zuerst jemand anderen dazu.',
  alreadyMember: 'Diese Person ist schon Mitglied. Ihre Rollen ändern Sie in der Liste der Mitglieder.',
  invitationWaits: 'Für diese Adresse wartet schon eine Einladung. Senden Sie sie unter „Einladungen“ erneut.',
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
