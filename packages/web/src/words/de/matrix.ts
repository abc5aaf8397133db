// Deutsche Wörter der Matrizen des Atlas.
import type * as en from '../en/matrix.ts'
import type { Same } from '../same.ts'

/** Was sich wo trifft, gezählt. */
export const matrix: Same<typeof en.matrix> = {
  title: 'Matrizen',
  of: 'Matrix',
  journey: 'Journey',
  names: {
    journey_touchpoint: 'Journeys × Touchpoints',
    journey_channel: 'Journeys × Kanäle',
    journey_process: 'Journeys × Prozesse',
    journey_application: 'Journeys × Applikationen',
    journey_persona: 'Journeys × Personas',
    journey_insight: 'Journeys × Insights',
    phase_touchpoint: 'Phasen × Touchpoints',
    phase_need: 'Phasen × Bedürfnisse',
    phase_insight: 'Phasen × Insights',
    step_touchpoint: 'Schritte × Touchpoints',
    step_application: 'Schritte × Applikationen',
    step_dataObject: 'Schritte × Daten',
    touchpoint_channel: 'Touchpoints × Kanäle',
    touchpoint_product: 'Touchpoints × Produkte',
    touchpoint_brand: 'Touchpoints × Marken',
    owner_journey: 'Fachbereiche × Journeys',
    owner_phase: 'Fachbereiche × Phasen',
  },
  means: {
    journey:
      'Gezählt sind die Stellen, an denen es steht: dort platziert, als Kanal eines Touchpoints oder verknüpft mit dem, was dort platziert ist; Insights auch, wo sie es betreffen.',
    phase:
      'Gezählt sind die Stellen, an denen es steht: dort platziert, als Kanal eines Touchpoints oder verknüpft mit dem, was dort platziert ist; Insights auch, wo sie es betreffen.',
    step: 'Eine 1 heißt: am Schritt platziert, als Kanal seines Touchpoints oder verknüpft mit dem, was dort platziert ist.',
    touchpoint: 'Eine 1 heißt: Der Touchpoint nennt es.',
    owner: 'Gezählt sind Touchpoints, die einem Fachbereich, einem Team oder einer Region gehören und dort stehen.',
  },
  total: 'Summe',
  cell_one: '{{formatted}} Stelle: {{row}}, {{column}}',
  cell_other: '{{formatted}} Stellen: {{row}}, {{column}}',
  behind: '{{row}} × {{column}}',
  none: 'Hier trifft sich noch nichts',
  noneText:
    'Eine Matrix zeigt, was wo steht, z. B. „Im Web-Shop kaufen“ × „Bestellbestätigung“. Platzieren Sie Touchpoints in einer Journey oder wählen Sie eine andere Matrix.',
  notWhole: 'Es gibt mehr, als hier Platz hat. Grenzen Sie es ein oder laden Sie die Datei: Sie enthält alles.',
}
