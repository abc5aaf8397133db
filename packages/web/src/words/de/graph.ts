// Deutsche Wörter einer Journey als Graph aus Schritten und Wegen.
import type * as en from '../en/graph.ts'
import type { Same } from '../same.ts'

/** Der Graph. */
export const graph: Same<typeof en.graph> = {
  title: 'Ablauf von „{{name}}“',
  howTo:
    'Pfeiltasten bewegen, mit Umschalt den Kasten. Eingabe benennt um, C zieht einen Weg zu einem anderen Schritt, Strg Eingabe fügt einen Schritt an, Entf entfernt ihn, die Leertaste zeigt Einzelheiten.',
  howToRead: 'Pfeiltasten bewegen. Die Leertaste zeigt Einzelheiten.',
  anew: 'Neu anordnen: nimmt zurück, was von Hand gelegt wurde',
  howToGo: 'Pfeiltasten bewegen.',
  details: 'Einzelheiten des Schritts (Leertaste)',
  connect: 'Verbinden',
  stop: 'Nicht verbinden',
  rename: 'Umbenennen (Eingabe)',
  remove: 'Schritt entfernen (Entf)',
  connecting:
    'Von „{{name}}“: Wählen Sie den Schritt, zu dem es weitergeht, mit einem Klick oder mit Pfeiltasten und Eingabe. Escape bricht ab.',
  implied: 'Noch hat niemand Wege gezogen: Jeder Schritt führt zum nächsten.',
  drawOut: 'Diese Wege ziehen',
  start: 'Hier beginnen Journeys',
  end: 'Hier enden Journeys',
  leadsTo: 'führt zu {{names}}',
  leadsNowhere: 'führt nirgendwohin',
  way: '{{from}} → {{to}}',
  none: 'Noch keine Schritte',
  noneText:
    'Hier stehen Schritte und die Wege zwischen ihnen, z. B. von „Vergleichen“ zu „Auswählen“ und wieder zurück.',
  first: 'Ersten Schritt anlegen',
  ways: 'Wege',
  on: 'Führt zu',
  from: 'Kommt von',
  noWays: 'Kein Weg führt hierher oder weiter.',
  impliedHere: 'Durch die Reihenfolge der Schritte; niemand hat ihn gezogen.',
  newWay: 'Neuer Weg zu',
  chooseStep: 'Schritt wählen …',
  away: 'Weg entfernen',
  awayOf: 'Weg zu „{{name}}“ entfernen',
  openWay: 'Weg',
  label: 'Wann er gegangen wird',
  labelHint: 'Wenige Wörter, die am Weg stehen, z. B. „Karte abgelehnt“.',
  share: 'Erwarteter Anteil',
  shareHint: 'Wie viele von 100, die den Schritt verlassen, diesen Weg gehen.',
  within: 'Innerhalb von',
  withinHint: 'Wer länger braucht, ist zu spät.',
  unit: 'Einheit',
  units: { m: 'Minuten', h: 'Stunden', d: 'Tagen' },
  notThat: 'Schreiben Sie eine Zahl von 0 bis {{most}}.',
}
