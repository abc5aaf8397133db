// Deutsche Wörter für Segmente: wer zu einem gehört.
import type * as en from '../en/segments.ts'
import type { Same } from '../same.ts'

/** Die Bedingung eines Segments. */
export const segments: Same<typeof en.segments> = {
  title: 'Wer dazu gehört',
  note: 'Kunden, für die das gilt',
  none: 'Noch sagt keine Bedingung, wer dazu gehört.',
  keep: 'Bedingung speichern',
  beyond:
    'Ein Segment fragt nach dem, was von einem Kunden bekannt ist: Merkmale, Kennungen, Merkmale der Firma. Ereignisse, Zählungen und Uhrzeiten können hier nicht stehen.',
  measure:
    'Journeys, die das Segment nennen, zählen es einzeln, sobald sie neu gemessen werden. Ein Durchlauf gehört dazu, wenn der Kunde bei seinem ersten Besuch dazu gehörte.',
}
