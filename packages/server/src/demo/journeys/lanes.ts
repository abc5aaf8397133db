// What the lanes of the demo's maps are called. Words alone.
import type { LanePlan } from './plan.ts'
import type { Words } from './words.ts'

/** The name of each sort of lane. */
export const laneNames: Readonly<Record<Exclude<LanePlan, `emotion:${string}`> | 'emotion', Words>> = {
  behind: 'Hinter den Kulissen | Behind the scenes',
  image: 'Bilder | Pictures',
  emotion: 'Gefühl | Feeling',
  persona: 'Wer | Who',
  touchpoint: 'Wo wir uns begegnen | Where we meet',
  channel: 'Kanäle | Channels',
  need: 'Was Kunden brauchen | What customers need',
  process: 'Abläufe im Haus | Processes in the house',
  application: 'Applikationen | Applications',
  data: 'Daten | Data',
  insight: 'Was wir wissen | What we know',
  measure: 'Maßnahmen | Measures',
  metric: 'Kennzahlen | Metrics',
  live: 'Jetzt hier | Here now',
  owner: 'Zuständig | In charge',
  handover: 'Übergabe | Handover',
}
