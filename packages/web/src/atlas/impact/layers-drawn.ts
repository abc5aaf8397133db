// Where the boxes and lines of the layers stand: a column for each layer, boxes near what they were reached through. Pure.
import { type LayerNode, type Tier, tierOf, tiers } from './impact.ts'

/** Sizes in pixels. */
export const BOX = { width: 184, height: 40, gap: 8 } as const
const BETWEEN = 52
/** More boxes than these in a column tell nobody anything: the list has them all. */
export const COLUMN_MAX = 14

/** A box. */
export type Box = { readonly node: LayerNode; readonly x: number; readonly y: number }
/** A line from what was reached first to what was reached through it. */
export type Line = { readonly from: string; readonly to: string; readonly path: string }
/** A column. `more`: how many did not fit. */
export type Column = { readonly tier: Tier; readonly x: number; readonly boxes: readonly Box[]; readonly more: number }
/** The whole drawing. */
export type Drawing = {
  readonly columns: readonly Column[]
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}

/** Lays the layers out, what carries at the left. */
export function drawnLayers(nodes: readonly LayerNode[]): Drawing {
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
  return {
    columns: present.flatMap((_, at) => columns.get(at) ?? []),
    lines: linesBetween(placed),
    width: Math.max(0, present.length * (BOX.width + BETWEEN) - BETWEEN),
    height,
  }
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

function pathBetween(from: Box, to: Box): string {
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
