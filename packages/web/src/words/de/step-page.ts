// Deutsche Wörter der Seite eines Schritts und der Zahlen, wo etwas an mehreren Schritten steht.
import type * as en from '../en/step-page.ts'
import type { Same } from '../same.ts'

/** Ein Schritt auf seiner eigenen Seite. */
export const stepPage: Same<typeof en.stepPage> = {
  open: 'Seite des Schritts',
  onMap: 'Auf der Karte',
  around: 'Schritte daneben',
  before: 'Davor: {{name}}',
  after: 'Danach: {{name}}',
  figures: 'Zahlen des Schritts',
  ofStarted: '{{share}} von {{started}} begonnenen',
  ofReached: '{{share}} derer, die ankamen',
  completed: 'Hier abgeschlossen',
  repeated: 'Wiederholte Besuche',
  ofVisits_one: 'von einem Besuch',
  ofVisits_other: 'von {{formatted}} Besuchen',
  tail: '90 von 100 bis {{time}}',
  to: 'Wohin Kunden von hier gehen',
  toNote: 'nächster Schritt',
  toNobody: 'In dieser Zeit ging niemand von hier zu einem anderen Schritt.',
  from: 'Woher Kunden kommen',
  fromNote: 'Schritt davor',
  fromNobody: 'In dieser Zeit kam niemand von einem anderen Schritt.',
  way: 'Weg',
  runs: 'Durchläufe',
  share: 'Anteil derer, die von dort gingen',
  straysNote: 'nur an diesem Schritt',
  channels: 'Kanäle',
  channelsNote: 'Besuche dieses Schritts',
  noChannel: 'ohne Angabe',
  noAnswers:
    'Hier wurde in dieser Zeit niemand gefragt. Fügen Sie unten unter „Antworten von Kunden“ ein Ereignis hinzu, etwa „Survey Answered“ mit „csat“, und messen Sie die Journey neu.',
  unmeasured:
    'Diese Journey wird noch nicht gemessen. Binden Sie den Schritt unten an ein Ereignis, etwa „Bezahlen“ an „Order Completed“, und beginnen Sie auf der Karte unter „Einzelheiten der Journey“ zu messen.',
  strange: 'Dieser Schritt ist neuer als die gemessene Ausgabe. Messen Sie die Journey neu, um ihn mitzuzählen.',
  unbound:
    'An kein Ereignis gebunden: hier wird nicht gezählt. Nennen Sie unten ein Ereignis und messen Sie die Journey neu.',
  ownerOfJourney: 'Die Journey gehört',
  ownersHere: 'Touchpoints hier gehören',
  placed: 'Zahlen, Platz für Platz',
  placedNote:
    'Gezählt wird der ganze Schritt, auch was an anderen Touchpoints dort geschieht. Die Zeilen lassen sich nicht zusammenzählen: derselbe Kunde kann an mehreren stehen.',
  placedNone:
    'Steht noch an keinem Schritt. Platzieren Sie es auf der Karte einer Journey; dann stehen hier deren Zahlen.',
  placedMore: 'Gezeigt werden die ersten 200 Schritte.',
  place: 'Schritt',
  inJourney: 'Journey',
  answers: 'Antworten',
  answerOf: '{{kind}}: {{score}} ({{count}})',
  notCounted: 'nicht gemessen',
}
