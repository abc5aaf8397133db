// Lanes that a map keeps but does not show: which they are, and the edits that hide and show them. Pure.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import type { Layout } from './layout.ts'
import type { Spot } from './spots.ts'

/** Whether a lane is hidden. */
const isHidden = ({ fields }: AtlasRecord): boolean => fields['hidden'] === true

/** The hidden lanes, in the order in which they would stand. */
export const hiddenLanes = ({ map }: Layout): AtlasRecord[] => map.lanes.filter(isHidden)

/** The lane in which a place is; none in the rows of phases and steps. */
export const laneAt = ({ rows, rowAt }: Layout, { row }: Spot): AtlasRecord | undefined =>
  rows[rowAt.get(row) ?? -1]?.lane ?? undefined

/** Hides a lane. What stands in it stays. */
export const hiding = ({ id }: AtlasRecord): AtlasEdit[] => [{ do: 'set', id, field: 'hidden', value: true }]

/** Shows lanes again, where they stood. */
export const showing = (lanes: readonly AtlasRecord[]): AtlasEdit[] =>
  lanes.map(({ id }) => ({ do: 'set', id, field: 'hidden', value: null }))
