// A journey as large as maps are meant to carry: 60 steps, 25 lanes, 1,500 filled places. Made through the API, in a few changes.
import { keysBetween } from '@lotse/core/atlas'
import type { AtlasEdit, Json } from '@lotse/protocol'
import type { Page } from 'playwright-core'

export const STEPS = 60
export const LANES = 25
const PHASES = 6
const EDITS_A_CHANGE = 900
const ITEMS = 40

/** What lanes show: mostly words, a curve, and things of the library. */
const laneTypes = Array.from({ length: LANES }, (_, n) => {
  if (n === 0) return 'emotion'
  return n % 4 === 1 ? 'touchpoint' : 'text'
})

const words = [
  'Sucht im Katalog nach dem passenden Zelt',
  'Vergleicht Preise',
  'Liest Bewertungen anderer Kunden und fragt im Chat',
  'Legt in den Warenkorb',
  'Zahlt',
]

/** Makes the journey. @returns its id. */
export async function makeLargeMap(page: Page, origin: string): Promise<string> {
  const edits = editsOf('large')
  for (let from = 0; from < edits.length; from += EDITS_A_CHANGE) {
    const response = await page.request.post('/api/v1/atlas/changes', {
      headers: { origin },
      data: { id: `large-${from}`, edits: edits.slice(from, from + EDITS_A_CHANGE) },
    })
    if (!response.ok()) throw new Error(`${response.status()} ${await response.text()}`)
  }
  return 'large'
}

function editsOf(journey: string): AtlasEdit[] {
  const edits: AtlasEdit[] = []
  const make =
    (kind: 'journey' | 'phase' | 'step' | 'lane' | 'cell' | 'feeling' | 'touchpoint' | 'placement') =>
    (id: string, fields: Readonly<Record<string, Json>>) => {
      const inLibrary = kind === 'journey' || kind === 'touchpoint'
      edits.push({ do: 'make', id, kind, journey: inLibrary ? null : journey, fields })
    }
  const de = (text: string) => ({ de: text })
  make('journey')(journey, { name: de('Große Reise'), state: 'asIs' })
  for (let n = 0; n < ITEMS; n++) make('touchpoint')(`t${n}`, { name: de(`Touchpoint ${n}`), state: 'live' })
  keysBetween(null, null, PHASES).forEach((order, n) => {
    make('phase')(`p${n}`, { name: de(`Phase ${n + 1}`), order })
  })
  keysBetween(null, null, STEPS).forEach((order, n) => {
    make('step')(`s${n}`, { name: de(`Schritt ${n + 1}`), phase: `p${Math.floor((n * PHASES) / STEPS)}`, order })
  })
  keysBetween(null, null, LANES).forEach((order, n) => {
    make('lane')(`l${n}`, { name: de(`Zeile ${n + 1}`), type: laneTypes[n] ?? 'text', order })
  })
  for (let s = 0; s < STEPS; s++) for (const [l, type] of laneTypes.entries()) fill(make, { s, l, type })
  return edits
}

type Make = (kind: 'cell' | 'feeling' | 'placement') => (id: string, fields: Readonly<Record<string, Json>>) => void

function fill(make: Make, { s, l, type }: { s: number; l: number; type: string }): void {
  const at = { step: `s${s}`, lane: `l${l}` }
  if (type === 'emotion') make('feeling')(`f${s}`, { step: `s${s}`, value: Math.round(Math.sin(s / 3) * 4) / 2 })
  else if (type === 'touchpoint')
    make('placement')(`x${s}-${l}`, { ...at, item: `t${(s * 7 + l) % ITEMS}`, order: 'V' })
  else make('cell')(`c${s}-${l}`, { ...at, text: { de: words[(s + l * 3) % words.length] ?? '' } })
}
