// Where the picture's nodes stand and how its bands run, in pixels. Pure; decides nothing about what is shown.
import { type Band, type Column, CUSTOMERS, columns, type Node, type Picture } from './model.ts'

/** A node's box. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A band as it is drawn: a curve of a width. Zero is drawn as a hair, so that one sees that there is a way. */
export type Curve = { readonly id: string; readonly band: Band; readonly path: string; readonly width: number }

/** The picture in pixels. */
export type Layout = {
  readonly height: number
  readonly circle: { readonly x: number; readonly y: number; readonly radius: number }
  readonly boxes: ReadonlyMap<string, Box>
  readonly curves: readonly Curve[]
}

/** Narrower than this the picture is told as lists. */
export const WIDTH_MIN = 860

const NODE_HEIGHT = 42
const PITCH = 54
const PITCH_MAX = 72
const HEIGHT_MIN = 270
const RADIUS = 66
/** The widest band of a stage; the others are as much narrower as they carry less. */
const BAND_MAX = 26
const BAND_MIN = 1.5
const HAIR = 0.75
const GAP = 1.5

/** Left edge and width of each column as shares of the whole width. */
const places: Readonly<Record<Column, readonly [left: number, width: number]>> = {
  source: [0, 0.16],
  flow: [0.445, 0.2],
  channel: [0.7, 0.155],
  result: [0.888, 0.112],
}
/** The circle's middle as a share of the whole width. */
export const CIRCLE_AT = 0.305
/** The left edge of each column as a share of the whole width. */
export const placeOf: Readonly<Record<Column, number>> = {
  source: places.source[0],
  flow: places.flow[0],
  channel: places.channel[0],
  result: places.result[0],
}

/**
 * Lays the picture out.
 *
 * @param width - of the room in pixels, at least {@link WIDTH_MIN}.
 */
export function layoutOf({ nodes, bands }: Picture, width: number): Layout {
  const groups = new Map(columns.map((column) => [column, nodes.filter((node) => node.column === column)]))
  const most = Math.max(...[...groups.values()].map(({ length }) => length))
  const height = Math.max(HEIGHT_MIN, most * PITCH)
  const circle = { x: Math.round(width * CIRCLE_AT), y: height / 2, radius: RADIUS }
  const boxes = new Map([...groups].flatMap(([column, group]) => boxesOf(column, group, { width, height })))
  return { height, circle, boxes, curves: curvesOf(bands, { boxes, circle }) }
}

/** Results stand apart, goals on top, so that their bands pass above the channels rather than behind them. */
const RESULTS = { from: 0.12, to: 0.88 }

function middlesOf(column: Column, count: number, height: number): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index)
  if (column === 'result')
    return all.map((index) => height * (RESULTS.from + ((RESULTS.to - RESULTS.from) * index) / Math.max(1, count - 1)))
  const pitch = Math.min(PITCH_MAX, height / Math.max(1, count))
  return all.map((index) => height / 2 + (index - (count - 1) / 2) * pitch)
}

function boxesOf(column: Column, group: readonly Node[], room: { width: number; height: number }): [string, Box][] {
  const [left, share] = places[column]
  const middles = middlesOf(column, group.length, room.height)
  return group.map(({ id }, index) => {
    const middle = middles[index] ?? 0
    const box = { x: Math.round(room.width * left), y: Math.round(middle - NODE_HEIGHT / 2) }
    return [id, { ...box, width: Math.floor(room.width * share), height: NODE_HEIGHT }]
  })
}

type Stage = Pick<Layout, 'boxes' | 'circle'>
type Side = 'out' | 'in'

function curvesOf(bands: readonly Band[], stage: Stage): Curve[] {
  const widths = new Map(bands.map((band) => [band, widthOf(band, bands)]))
  const ends = { out: endsOf(bands, 'out', { ...stage, widths }), in: endsOf(bands, 'in', { ...stage, widths }) }
  return bands.flatMap((band) => {
    const [from, to] = [ends.out.get(band), ends.in.get(band)]
    if (from === undefined || to === undefined) return []
    const middle = (from.x + to.x) / 2
    const path = `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`
    return [{ id: `${band.from} ${band.to}`, band, path, width: widths.get(band) ?? HAIR }]
  })
}

const stageOf = ({ from, to }: Band): string => `${from.split(':')[0]} ${to.split(':')[0]}`

/** Widths are shares of the largest band of the same stage: events, entries, messages and results are different things. */
function widthOf(band: Band, bands: readonly Band[]): number {
  if (band.value === 0) return HAIR
  const largest = Math.max(...bands.filter((other) => stageOf(other) === stageOf(band)).map(({ value }) => value))
  return Math.max(BAND_MIN, (BAND_MAX * band.value) / largest)
}

type End = { readonly x: number; readonly y: number }

/** Where bands leave or meet their nodes: side by side, in the order of what stands at their other ends. */
function endsOf(
  bands: readonly Band[],
  side: Side,
  { boxes, circle, widths }: Stage & { readonly widths: ReadonlyMap<Band, number> },
): Map<Band, End> {
  const ends = new Map<Band, End>()
  const here = (band: Band) => (side === 'out' ? band.from : band.to)
  const there = (band: Band) => (side === 'out' ? band.to : band.from)
  const heightAt = (id: string) => (id === CUSTOMERS ? circle.y : (boxes.get(id)?.y ?? 0))
  for (const id of new Set(bands.map(here))) {
    const place = sideOf(id, side, { boxes, circle })
    if (place === undefined) continue
    const own = bands.filter((band) => here(band) === id).sort((a, b) => heightAt(there(a)) - heightAt(there(b)))
    const total = own.reduce((sum, band) => sum + (widths.get(band) ?? 0) + GAP, -GAP)
    const squeeze = Math.min(1, place.room / total)
    let y = place.y - (total * squeeze) / 2
    for (const band of own) {
      const width = (widths.get(band) ?? 0) * squeeze
      ends.set(band, { x: place.x, y: round(y + width / 2) })
      y += width + GAP * squeeze
    }
  }
  return ends
}

const round = (value: number): number => Math.round(value * 10) / 10

function sideOf(id: string, side: Side, { boxes, circle }: Stage): (End & { readonly room: number }) | undefined {
  // Under the circle's rim, so that no gap shows between a band and the circle.
  if (id === CUSTOMERS)
    return { x: circle.x + (side === 'out' ? 0.6 : -0.6) * circle.radius, y: circle.y, room: circle.radius * 1.5 }
  const box = boxes.get(id)
  if (box === undefined) return undefined
  return { x: side === 'out' ? box.x + box.width : box.x, y: box.y + box.height / 2, room: box.height - 8 }
}
