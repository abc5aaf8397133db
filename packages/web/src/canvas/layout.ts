// Where everything of a map stands, in pixels at full size: columns of steps under their phases, rows of lanes as high as their content needs. Pure.
import { handoverWords, type JourneyMap, journeyMap, ownersAt, type UnitName, wordsOfOwner } from '@lotse/core/atlas'
import type { AtlasRecord, laneTypes } from '@lotse/protocol'
import { textIn } from './texts.ts'

/** What a lane shows. */
export type LaneType = (typeof laneTypes)[number]

/** A column: a step, or the empty room of a phase without any. */
type Column = { readonly id: string; readonly phase: AtlasRecord; readonly step: AtlasRecord | null }

/** A row. `top` counts from the top of the map. */
export type Row = {
  readonly id: string
  readonly lane: AtlasRecord | null
  readonly type: LaneType | 'phases' | 'steps'
  readonly top: number
  readonly height: number
}

/** A phase over its columns, by their numbers; `to` is the first one behind it. */
export type Band = { readonly phase: AtlasRecord; readonly from: number; readonly to: number }

/** A map laid out. */
export type Layout = {
  readonly map: JourneyMap
  readonly columns: readonly Column[]
  readonly bands: readonly Band[]
  /** Phases, steps, then the lanes. */
  readonly rows: readonly Row[]
  readonly columnPx: number
  readonly headPx: number
  readonly width: number
  readonly height: number
  readonly columnAt: ReadonlyMap<string, number>
  readonly rowAt: ReadonlyMap<string, number>
  /** What the lane of hand-overs says by itself, by step; nothing where it is not there. */
  readonly handovers: ReadonlyMap<string, string>
}

/** How wide a step and the names of lanes are. */
type Widths = { readonly columnPx: number; readonly headPx: number }

const COLUMN_PX_MIN = 136
const COLUMN_PX_MAX = 200
const HEAD_PX = 148
const HEAD_PX_NARROW = 96
/** Below this the names of lanes make room. */
const NARROW_PX = 600

/** Widths for a window: a few steps share its room, many scroll. */
export function widthsFor(windowPx: number, columns: number): Widths {
  const headPx = windowPx < NARROW_PX ? HEAD_PX_NARROW : HEAD_PX
  const share = Math.floor((windowPx - headPx) / Math.max(1, columns))
  return { headPx, columnPx: Math.max(COLUMN_PX_MIN, Math.min(COLUMN_PX_MAX, share)) }
}

/** Of rows that stay on top. */
export const PHASES_PX = 36
export const STEPS_PX = 52
/** Where the lanes begin. */
export const LANES_TOP_PX = PHASES_PX + STEPS_PX

const LINE_PX = 18
const CHIP_PX = 28
/** Of the sign before what reads as a sentence. */
const SIGN_PX = 18
/** Of what reads as a sentence: room around its lines. */
const CARD_PAD_PX = 14
const PAD_PX = 16
const ROW_PX_MIN = 44
const CURVE_PX = 112
/** Of a lane in which pictures stand. */
const PICTURE_PX = 132
const LINES_MAX = 10
/** Of a letter, narrow and wide ones together. */
const LETTER_PX = 6.4

/** The lane of a curve of feelings. */
export const isCurve = (type: Row['type']): boolean => type === 'emotion'

/** For which window, what units are called (lanes that name them are as high as that needs), and how much room there is between heads and lanes. */
type Room = { readonly windowPx?: number; readonly unitName?: UnitName; readonly overPx?: number }

/** Lays out the records of a journey as they read in a language. */
export function layoutOf(
  records: Iterable<AtlasRecord>,
  language: string,
  { windowPx = 0, unitName = () => undefined, overPx = 0 }: Room = {},
): Layout {
  const all = [...records]
  const map = journeyMap(all)
  const known = new Map(all.map((one) => [one.id, one]))
  const columns: Column[] = []
  const bands: Band[] = []
  for (const { phase, steps } of map.phases) {
    const from = columns.length
    if (steps.length === 0) columns.push({ id: `empty:${phase.id}`, phase, step: null })
    for (const step of steps) columns.push({ id: step.id, phase, step })
    bands.push({ phase, from, to: columns.length })
  }
  const widths = widthsFor(windowPx, columns.length)
  const lanes = map.lanes.filter(({ fields }) => fields['hidden'] !== true)
  const rows: Row[] = [
    { id: 'phases', lane: null, type: 'phases', top: 0, height: PHASES_PX },
    { id: 'steps', lane: null, type: 'steps', top: PHASES_PX, height: STEPS_PX },
  ]
  const handovers = lanes.some(({ fields }) => fields['type'] === 'handover')
    ? handoverWords({ map, records: known, unitName })
    : NO_WORDS
  let top = LANES_TOP_PX + overPx
  for (const lane of lanes) {
    const height = heightOf(map, lane, { language, columnPx: widths.columnPx, known, unitName, handovers })
    rows.push({ id: lane.id, lane, type: lane.fields['type'] as LaneType, top, height })
    top += height
  }
  return {
    map,
    columns,
    bands,
    rows,
    ...widths,
    width: widths.headPx + columns.length * widths.columnPx,
    height: top,
    columnAt: new Map(columns.map(({ id }, at) => [id, at])),
    rowAt: new Map(rows.map(({ id }, at) => [id, at])),
    handovers,
  }
}

const NO_WORDS: ReadonlyMap<string, string> = new Map()

/** Whether a thing of the library reads as a sentence, which wraps, rather than as a name. */
export const isSentence = (kind: AtlasRecord['kind']): boolean => kind === 'need' || kind === 'insight'

type Reading = {
  readonly language: string
  readonly columnPx: number
  readonly known: ReadonlyMap<string, AtlasRecord>
  readonly unitName: UnitName
  readonly handovers: ReadonlyMap<string, string>
}

function heightOf(map: JourneyMap, lane: AtlasRecord, reading: Reading): number {
  const { language, columnPx } = reading
  const { type, height } = lane.fields
  if (typeof height === 'number') return Math.max(ROW_PX_MIN, height * LINE_PX + PAD_PX)
  if (type === 'emotion') return CURVE_PX
  let most = ROW_PX_MIN
  for (const { id } of map.steps) {
    const cell = map.cell(id, lane.id)
    const own = cell === undefined ? '' : textIn(cell, 'text', language).text
    const text = saidAt(type, { map, step: id, own, reading })
    const chips = map.placed(id, lane.id).reduce((sum, one) => sum + chipHeight(one, reading), 0)
    const picture = typeof cell?.fields['image'] === 'string' ? PICTURE_PX : 0
    const inside = linesOf(text, columnPx) * LINE_PX + chips + picture
    if (inside + PAD_PX > most) most = inside + PAD_PX
  }
  return most
}

type Said = {
  readonly map: JourneyMap
  readonly step: string
  readonly own: string
  readonly reading: Reading
}

/** What a place says, with what its lane says by itself. */
function saidAt(type: unknown, { map, step, own, reading }: Said): string {
  if (type === 'owner') return wordsOfOwner(own, ownersAt({ map, ...reading, records: reading.known }, step))
  return type === 'handover' && own === '' ? (reading.handovers.get(step) ?? '') : own
}

function chipHeight({ fields }: AtlasRecord, { known, language, columnPx }: Reading): number {
  const item = known.get(String(fields['item']))
  if (item === undefined || !isSentence(item.kind)) return CHIP_PX
  const lines = linesOf(textIn(item, 'name', language).text, columnPx - PAD_PX - SIGN_PX)
  return Math.max(CHIP_PX, lines * LINE_PX + CARD_PAD_PX)
}

/** About how many lines a text takes in a cell. */
export function linesOf(text: string, columnPx: number): number {
  if (text === '') return 0
  const letters = (columnPx - PAD_PX) / LETTER_PX
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0)
  return Math.min(LINES_MAX, lines)
}

/** Numbers from `from` up to, not with, `to`. */
export type Span = { readonly from: number; readonly to: number }

/** What of a map is in sight. */
export type Sight = { readonly columns: Span; readonly rows: Span }

/** The window over a map, in pixels at full size. */
type Frame = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** Columns beyond each edge that are drawn, too. They come and go one by one, so that no frame of scrolling has much to draw. */
const AHEAD = 2

/** The columns and rows of lanes to be drawn. */
export function sightOf({ columns, rows, columnPx, headPx }: Layout, { left, top, width, height }: Frame): Sight {
  const first = Math.floor(left / columnPx) - AHEAD
  const last = Math.ceil((left + width - headPx) / columnPx) + AHEAD
  const from = Math.max(2, rowBelow(rows, top + LANES_TOP_PX) - 1)
  const to = Math.min(rows.length, rowBelow(rows, top + height) + 2)
  return {
    columns: { from: Math.max(0, Math.min(first, columns.length)), to: Math.max(0, Math.min(columns.length, last)) },
    rows: { from: Math.min(from, rows.length), to: Math.max(from, to) },
  }
}

/** The last row that begins above a height. */
export function rowBelow(rows: readonly Row[], y: number): number {
  let [low, high] = [0, rows.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows[middle]?.top ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** The column under a distance from the left edge of the map; -1: the names of lanes. */
export function columnUnder({ columns, columnPx, headPx }: Layout, x: number): number {
  return x < headPx ? -1 : Math.min(columns.length - 1, Math.floor((x - headPx) / columnPx))
}
