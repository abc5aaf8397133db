// What is done to the whole of what one stands in: its step, its phase, its lane. Says the edits and where one stands afterwards. Pure.
import type { AtlasEdit } from '@lotse/protocol'
import { partOf } from './keys.ts'
import type { Layout } from './layout.ts'
import { HEAD, type Spot } from './spots.ts'
import {
  aside,
  doubledLane,
  doubledPhase,
  doubledStep,
  type Making,
  newLane,
  newPhase,
  newStep,
  stepAside,
} from './structure.ts'

/** What is to be done, and where one stands then. */
type Done = { readonly edits: readonly AtlasEdit[]; readonly spot: Spot }

const recordsAt = ({ columns, columnAt, rows, rowAt }: Layout, { row, col }: Spot) => ({
  column: columns[columnAt.get(col) ?? -1],
  lane: rows[rowAt.get(row) ?? -1]?.lane ?? undefined,
})

/** Moves what one stands in; up and down always its lane, left and right its step, in the row of phases the phase. */
export function shifted(layout: Layout, spot: Spot, by: 'left' | 'right' | 'up' | 'down'): Done {
  const { column, lane } = recordsAt(layout, spot)
  const way = by === 'left' || by === 'up' ? -1 : 1
  if (by === 'up' || by === 'down') return { spot, edits: lane ? aside(layout.map.lanes, lane, way) : [] }
  if (partOf(spot) === 'phase') {
    const phases = layout.map.phases.map(({ phase }) => phase)
    return { spot, edits: column ? aside(phases, column.phase, way) : [] }
  }
  return { spot, edits: column?.step ? stepAside(layout, column.step, way) : [] }
}

/** Puts something new behind what one stands in. */
export function inserted(layout: Layout, spot: Spot, making: Making): Done {
  const { column, lane } = recordsAt(layout, spot)
  const part = partOf(spot)
  if (part === 'lane') {
    const at = layout.map.lanes.findIndex(({ id }) => id === lane?.id) + 1
    const { id, edits } = newLane(layout, { at, type: 'text' }, making)
    return { edits, spot: { row: id, col: HEAD } }
  }
  const phaseAt = layout.map.phases.findIndex(({ phase }) => phase.id === column?.phase.id)
  if (part === 'phase' || column === undefined) {
    const { id, edits } = newPhase(layout, phaseAt + 1, making)
    return { edits, spot: { row: 'phases', col: `empty:${id}` } }
  }
  const at = (layout.map.phases[phaseAt]?.steps.findIndex(({ id }) => id === column.id) ?? -1) + 1
  const { id, edits } = newStep(layout, column.phase.id, at, making)
  return { edits, spot: { row: 'steps', col: id } }
}

/** Puts what one stands in there once more. */
export function duplicated(layout: Layout, spot: Spot, making: Making): Done {
  const { column, lane } = recordsAt(layout, spot)
  const part = partOf(spot)
  if (part === 'lane' && lane) {
    const { id, edits } = doubledLane(layout, lane, making)
    return { edits, spot: { row: id, col: HEAD } }
  }
  if (part === 'phase' && column) return { edits: doubledPhase(layout, column.phase, making).edits, spot }
  if (part === 'step' && column?.step) {
    const { id, edits } = doubledStep(layout, column.step, making)
    return { edits, spot: { row: spot.row, col: id } }
  }
  return { edits: [], spot }
}
