// Deutsche Wörter zur Seite, auf der Kunden wählen, wozu ihnen geschrieben wird.
import type * as en from '../en/preferences.ts'
import type { Same } from '../same.ts'

/** Themen, Texte und Aussehen der Auswahlseite. */
export const preferences: Same<typeof en.preferences> = {
  topics: 'Themen',
  none: 'Noch ist kein Thema beschrieben',
  noneText:
    'Einem Thema stimmt ein Kunde zu, und zu einem Thema schreibt jede Orchestrierung, etwa „Newsletter“ oder „Angebote“. Auf ihrer Seite wählen Kunden unter den Themen.',
  add: 'Thema hinzufügen',
  describe: 'Beschreiben',
  undescribed: 'nicht beschrieben',
  notOffered: 'nicht angeboten',
  granted_one: '{{formatted}} Kunde hat zugestimmt',
  granted_other: '{{formatted}} Kunden haben zugestimmt',
  requested_one: '{{formatted}} hat noch nicht bestätigt',
  requested_other: '{{formatted}} haben noch nicht bestätigt',
  editTopic: 'Thema „{{key}}“',
  key: 'Kennung',
  keyHint: 'So heißt es in Orchestrierungen und Quellen, etwa newsletter. Sie bleibt, wie sie ist.',
  keyTaken: 'Ein Thema mit dieser Kennung gibt es schon. Wählen Sie eine andere.',
  name: 'Name',
  text: 'Ein Satz dazu',
  offered: 'Auf der Seite anbieten',
  offeredHint: 'Wer früher zugestimmt hat, sieht es in jedem Fall und kann sich davon abmelden.',
  save: 'Thema speichern',
  saved: '„{{name}}“ ist gespeichert.',
  moved: '„{{name}}“ steht an anderer Stelle.',
  removed: '„{{name}}“ ist nicht mehr beschrieben. Was Kunden gewählt haben, bleibt.',
  up: '„{{name}}“ nach oben',
  down: '„{{name}}“ nach unten',
  edit: '„{{name}}“ bearbeiten',
  remove: '„{{name}}“ entfernen',
  texts: 'Texte der Seite',
  textsHint:
    'Ein leeres Feld behält den Text, der grau darin steht. Aus {workspace} wird der Name, den Ihre Kunden kennen.',
  part: { title: 'Überschrift', ask: 'Frage über den Themen', saved: 'Nach dem Speichern' },
  saveTexts: 'Texte speichern',
  textsSaved: 'Die Texte sind gespeichert und stehen auf der Seite.',
  look: 'Wie Kunden es sehen',
  page: 'Seite',
  pages: {
    preferences: 'Themen wählen',
    saved: 'Auswahl gespeichert',
    unsubscribe: 'Abmelden',
    unsubscribed: 'Abgemeldet',
    confirm: 'Anmeldung bestätigen',
    confirmed: 'Anmeldung bestätigt',
  },
  lookHint:
    'Kunden kommen über die Links in ihren E-Mails hierher, in der Sprache ihres Browsers. Knöpfe bewirken in dieser Ansicht nichts.',
}
