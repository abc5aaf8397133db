// Where the boxes and lines of the layers stand: a column for each layer, boxes near what they were reached through, insights in a band beneath. Pure.
import type { LayerInsight } from '@lotse/protocol'
import { type Hanger, hangersOf, type LayerNode, type Tier, tierOf, tiers } from './impact.ts'

/** Sizes in pixels. */
export const BOX = { width: 184, height: 40, gap: 8 } as const
const BETWEEN = 52
/** Between the layers and the insights beneath, with the heading of these. */
const BAND_GAP = 28
const BAND_HEAD = 24
/** Insights beneath one layer. */
export const HUNG_MAX = 8
/** More boxes than these in a column tell nobody anything: the list has them all. */
export const COLUMN_MAX = 14

/** A box. */
export type Box = { readonly node: LayerNode; readonly x: number; readonly y: number }
/** A line from what was reached first to what was reached through it. */
export type Line = { readonly from: string; readonly to: string; readonly path: string }
/** A column. `more`: how many did not fit. */
export type Column = { readonly tier: Tier; readonly x: number; readonly boxes: readonly Box[]; readonly more: number }
/** An insight beneath the layer that it hangs at. */
export type Hung = { readonly insight: LayerInsight; readonly x: number; readonly y: number }
/** The band beneath all layers. `y`: where it begins; `more`: how many insights did not fit. */
export type Band = { readonly y: number; readonly hung: readonly Hung[]; readonly more: number }
/** The whole drawing. `band`: null where nothing hangs. */
export type Drawing = {
  readonly columns: readonly Column[]
  readonly lines: readonly Line[]
  readonly band: Band | null
  readonly width: number
  readonly height: number
}

/** Lays the layers out, what carries at the left, and the insights across them beneath. */
export function drawnLayers(nodes: readonly LayerNode[], insights: readonly LayerInsight[] = []): Drawing {
  const present = tiers.filter((tier) => nodes.some(({ kind }) => tierOf(kind) === tier))
  const tallest = Math.max(
    0,
    ...present.map((tier) => Math.min(COLUMN_MAX, nodes.filter(({ kind }) => tierOf(kind) === tier).length)),
  )
  const height = tallest * (BOX.height + BOX.gap) - (tallest > 0 ? BOX.gap : 0)
  const placed = new Map<string, Box>()
  const from = present.indexOf(tierOf(nodes[0]?.kind ?? 'touchpoint'))
  // From the column of what is looked at outwards, so that what something was reached through mostly has its place.
  const outwards = present.map((_, at) => at).toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from))
  const columns = new Map(
    outwards.map((at) => [
      at,
      columnOf({ tier: present[at] ?? 'contact', x: at * (BOX.width + BETWEEN), height }, nodes, placed),
    ]),
  )
  const { band, lines } = bandBeneath(hangersOf(nodes, insights), placed, height)
  return {
    columns: present.flatMap((_, at) => columns.get(at) ?? []),
    lines: [...linesBetween(placed), ...lines],
    band,
    width: Math.max(0, present.length * (BOX.width + BETWEEN) - BETWEEN),
    height: Math.max(height, ...(band?.hung ?? []).map(({ y }) => y + BOX.height)),
  }
}

/** Each insight stands beneath the first layer that it hangs at. */
function bandBeneath(
  insights: readonly Hanger[],
  placed: ReadonlyMap<string, Box>,
  height: number,
): { readonly band: Band | null; readonly lines: readonly Line[] } {
  const y = height + BAND_GAP
  const used = new Map<number, number>()
  const lines: Line[] = []
  const hung = insights.flatMap(({ insight, ids }): Hung[] => {
    const from = ids.flatMap((id) => placed.get(id) ?? [])
    const x = from[0]?.x
    const at = x === undefined ? 0 : (used.get(x) ?? 0)
    if (x === undefined || at >= HUNG_MAX) return []
    used.set(x, at + 1)
    const one = { insight, x, y: y + BAND_HEAD + at * (BOX.height + BOX.gap) }
    for (const box of from) lines.push({ from: box.node.id, to: insight.id, path: pathBetween(box, one) })
    return [one]
  })
  return { band: insights.length === 0 ? null : { y, hung, more: insights.length - hung.length }, lines }
}

function columnOf(
  { tier, x, height }: { readonly tier: Tier; readonly x: number; readonly height: number },
  nodes: readonly LayerNode[],
  placed: Map<string, Box>,
): Column {
  const own = nodes.filter(({ kind }) => tierOf(kind) === tier)
  const parentY = ({ through }: LayerNode) => placed.get(through ?? '')?.y ?? height / 2
  // What is nearest, and where customers are, is shown first; where it stands follows from where it hangs.
  const weight = ({ far, here }: LayerNode) => far * 1e9 - (here ?? 0)
  const shown = own
    .toSorted((a, b) => weight(a) - weight(b))
    .slice(0, COLUMN_MAX)
    .toSorted((a, b) => parentY(a) - parentY(b))
  const used = shown.length * (BOX.height + BOX.gap) - BOX.gap
  const boxes = shown.map((node, at) => ({ node, x, y: (height - used) / 2 + at * (BOX.height + BOX.gap) }))
  for (const box of boxes) placed.set(box.node.id, box)
  return { tier, x, boxes, more: own.length - boxes.length }
}

function linesBetween(placed: ReadonlyMap<string, Box>): Line[] {
  return [...placed.values()].flatMap((to) => {
    const from = placed.get(to.node.through ?? '')
    return from === undefined ? [] : [{ from: from.node.id, to: to.node.id, path: pathBetween(from, to) }]
  })
}

type Spot = Pick<Box, 'x' | 'y'>

function pathBetween(from: Spot, to: Spot): string {
  const middle = BOX.height / 2
  if (from.x === to.x) {
    const [x, out] = [from.x + BOX.width, from.x + BOX.width + BETWEEN / 2]
    return `M${x},${from.y + middle} C${out},${from.y + middle} ${out},${to.y + middle} ${x},${to.y + middle}`
  }
  const [left, right] = from.x < to.x ? [from, to] : [to, from]
  const [x1, x2] = [left.x + BOX.width, right.x]
  const bend = (x1 + x2) / 2
  return `M${x1},${left.y + middle} C${bend},${left.y + middle} ${bend},${right.y + middle} ${x2},${right.y + middle}`
}
