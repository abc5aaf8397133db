// What letting something go in a map comes to. Pure.
import type { AtlasEdit } from '@lotse/protocol'
import { bringing } from './contents.ts'
import type { Drop } from './drag.ts'
import { partOf } from './keys.ts'
import type { Layout } from './layout.ts'
import { HEAD, type Spot, sameSpot } from './spots.ts'
import { placedAt, stepTo } from './structure.ts'

/** The edits of what stands at one place being let go at another. */
export function contentDropped(layout: Layout, held: Spot, { spot }: Drop, journey: string): AtlasEdit[] {
  const free = spot.row !== 'phases' && spot.row !== 'steps' && spot.col !== HEAD && !spot.col.startsWith('empty:')
  return free && !sameSpot(held, spot) ? bringing(layout, held, spot, journey) : []
}

/** The edits of a step, a phase or a lane being let go elsewhere. */
export function wholeDropped(layout: Layout, held: Spot, { before }: Drop): AtlasEdit[] {
  const { map, columns, columnAt, rows, rowAt } = layout
  const part = partOf(held)
  if (part === 'lane') {
    const lane = rows[rowAt.get(held.row) ?? -1]?.lane
    const others = map.lanes.filter(({ id }) => id !== lane?.id)
    const next = rows[before]?.lane
    if (!lane || next?.id === lane.id) return []
    const at = next ? others.findIndex(({ id }) => id === next.id) : others.length
    return at === map.lanes.findIndex(({ id }) => id === lane.id) ? [] : placedAt(map.lanes, lane, at)
  }
  const column = columns[columnAt.get(held.col) ?? -1]
  if (column === undefined) return []
  // What is put before the first column of a phase while coming from the left belongs to the phase before.
  const from = columnAt.get(held.col) ?? 0
  const neighbour = columns[before > from ? before - 1 : before] ?? columns.at(-1)
  if (neighbour === undefined) return []
  if (part === 'phase') {
    const phases = map.phases.map(({ phase }) => phase)
    const at = phases.filter(({ id }) => id !== column.phase.id).findIndex(({ id }) => id === neighbour.phase.id)
    if (neighbour.phase.id === column.phase.id) return []
    return placedAt(phases, column.phase, before > from ? at + 1 : at)
  }
  if (column.step === null || neighbour.id === column.id) return []
  const others = (map.phases.find(({ phase }) => phase.id === neighbour.phase.id)?.steps ?? []).filter(
    ({ id }) => id !== column.id,
  )
  const beside = others.findIndex(({ id }) => id === neighbour.id)
  return stepTo(layout, column.step, neighbour.phase.id, beside < 0 ? 0 : before > from ? beside + 1 : beside)
}
