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
  weakPassword: 'Dieses Passwort ist zu leicht zu erraten. Besser sind ein paar Wörter, die nicht zusammengehören.',
  wrongCode:
    'Dieser Code ist falsch oder schon benutzt. Warten Sie auf den nächsten; prüfen Sie, ob die Uhr Ihres Telefons stimmt.',
  codeNeeded: 'Neben dem Passwort ist ein Code nötig.',
  factorRequired: 'Dieser Arbeitsbereich verlangt einen zweiten Faktor. Richten Sie ihn zuerst in Ihrem Konto ein.',
  stale: 'Dafür ist ein frischer Nachweis nötig, dass Sie es sind. Es wurde nichts geändert.',
  boundSession:
    'Sie haben sich über einen Anbieter angemeldet. Melden Sie sich dafür mit eigenem Passwort oder Passkey an.',
  passkeyRefused:
    'Dieser Passkey ist hier nicht bekannt, oder es hat zu lange gedauert. Bitte versuchen Sie es erneut.',
  providerRefused: 'Der Anbieter hat Sie hier nicht eingelassen. Bitte beginnen Sie neu.',
  providerUnreachable:
    'Der Anbieter antwortet nicht. Versuchen Sie es gleich noch einmal, oder melden Sie sich anders an.',
  memberElsewhere:
    'Dieses Mitglied gehört auch zu Arbeitsbereichen, die Sie nicht verwalten. Es muss den Link selbst per Mail anfordern.',
  notOwner: 'Das gehört einer anderen Einheit. Ändern können es deren Mitglieder; lesen dürfen Sie es.',
  unitNameTaken:
    'So heißt hier schon eine Einheit dieser Art. Nehmen Sie einen anderen Namen oder holen Sie die archivierte zurück.',
  unitRing: 'Eine Einheit kann nicht unter sich selbst stehen. Wählen Sie eine andere.',
  unitUnknown: 'Diese Einheit gibt es nicht mehr oder sie ist archiviert. Laden Sie neu und wählen Sie eine andere.',
  unitNeeded: 'Sagen Sie dazu, welcher Ihrer Einheiten das gehören soll.',
  lastAdmin: 'Ein Arbeitsbereich braucht mindestens einen Admin. Machen Sie zuerst jemand anderen dazu.',
  alreadyMember: 'Diese Person ist schon Mitglied. Ihre Rollen ändern Sie in der Liste der Mitglieder.',
  invitationWaits: 'Für diese Adresse wartet schon eine Einladung. Senden Sie sie unter „Einladungen“ erneut.',
  pictureInvalid:
    'Das lässt sich nicht als Bild zeigen. Speichern Sie es als PNG, JPEG, WebP oder GIF, höchstens 5 MB groß.',
  pictureUnknown: 'Dieses Bild gibt es hier nicht mehr. Wählen Sie es noch einmal aus.',
  pictureTooMany: 'Für weitere Bilder ist kein Platz mehr. Entfernen Sie welche; nach 30 Tagen ist wieder Platz.',
  notFound:
    'Das gibt es nicht, oder nicht in diesem Arbeitsbereich. Vielleicht wurde es entfernt oder zusammengeführt.',
  conflict: 'Jemand hat das inzwischen geändert. Laden Sie neu, um den neuesten Stand zu sehen.',
  outOfReach:
    'Die Bedingung fragt nach etwas, das hier nicht bekannt ist. Nehmen Sie nur Merkmale, Kennungen und Merkmale der Firma.',
  invalid: 'Im Formular fehlt etwas oder ist nicht verwendbar. Bitte prüfen Sie die markierten Felder.',
  tooLarge: 'Das ist größer, als der Server annimmt. Bitte kürzen Sie es.',
  fileUnreadable:
    'Diese Datei lässt sich nicht lesen. Nehmen Sie CSV, JSON-Zeilen oder eine Excel-Datei (.xlsx) ohne Passwort.',
  importState: 'Dieser Import ist schon weiter. Laden Sie neu, um zu sehen, wo er steht.',
  unmapped: 'Für diese Quelle ist noch nichts zugeordnet. Ordnen Sie auf ihrer Seite zuerst die Werte zu.',
  insightState:
    'Der Insight steht inzwischen woanders. Sehen Sie ihn noch einmal an und wählen Sie einen anderen Schritt.',
  insightReason: 'Sagen Sie, warum, damit andere die Entscheidung verstehen.',
  insightDepartment: 'Für diesen Insight ist kein Fachbereich zuständig. Benennen Sie zuerst einen.',
  insightPerson: 'Hier entscheidet ein Mensch. Melden Sie sich dafür in der Konsole an.',
  insightApprover: 'Dieser Fachbereich hat festgelegt, wer freigibt. Fragen Sie eine dieser Personen.',
  insightReleased:
    'Dieser Insight ist nicht freigegeben, oder die Freigabe wurde zurückgenommen. Lassen Sie ihn zuerst freigeben.',
  insightValue: 'Dieser Wert liegt nicht auf der Skala. Wählen Sie einen, den die Skala hat.',
  insightScales: 'Nach diesen Skalen und Formeln ließe sich nichts bewerten. Was gefunden wurde: {{detail}}',
  insightUndo:
    'Seither ist etwas geschehen, darum lässt sich das nicht mehr zurücknehmen. Ändern Sie es auf anderem Weg.',
  insightEvidence: 'Mehr Belege gehen hier nicht. Fassen Sie zusammen, was bekannt ist.',
  unavailable: 'Der Server kann das im Moment nicht. Bitte versuchen Sie es gleich noch einmal.',
  offline:
    'Der Server ist nicht erreichbar. Prüfen Sie, ob Lotse läuft und Ihr Netz funktioniert. Es geht nichts verloren.',
  template: 'Die Vorlage lässt sich so nicht ausfüllen. Was gefunden wurde: {{detail}}',
  other: 'Der Server hat das abgelehnt: {{title}}.',
  bug: 'In der Konsole ist etwas schiefgegangen. Laden Sie die Seite neu; geschieht es wieder, sagen Sie es Ihrem Admin.',
}
