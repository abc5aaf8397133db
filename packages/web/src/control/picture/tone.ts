// Which colour a band has: that of its source, of sending, of holding back, of a good or a bad result. Pure.
import { type Band, CUSTOMERS, type Picture } from './model.ts'

/** Colours of sources, told apart by people who see fewer colours too; then they begin again. */
export const SOURCE_TONES = 6

/** The name of a band's colour, for the style sheet. */
export function toneOf(band: Band, { nodes }: Picture): string {
  if (band.to === CUSTOMERS) {
    const index = nodes.filter(({ column }) => column === 'source').findIndex(({ id }) => id === band.from)
    return `source-${(Math.max(0, index) % SOURCE_TONES) + 1}`
  }
  if (band.from === CUSTOMERS) return 'enter'
  return band.tone === 'plain' ? 'send' : band.tone
}
