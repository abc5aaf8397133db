// Units in the order of their tree: each below the one it belongs to. Pure.
import type { Unit } from '@lotse/protocol'

/** A unit with how deep it stands; 0 at the top. */
export type Placed = { readonly unit: Unit; readonly depth: number }

/**
 * The tree as a list, children right below their parent, siblings in the order given.
 *
 * @param units - of one workspace; a parent that is not among them counts as none.
 */
export function treeOf(units: readonly Unit[]): readonly Placed[] {
  const ids = new Set(units.map(({ id }) => id))
  const childrenOf = (parent: string | null): readonly Unit[] =>
    units.filter(({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null) === parent)
  const below = (parent: string | null, depth: number): Placed[] =>
    childrenOf(parent).flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)])
  return below(null, 0)
}

/** The ids of a unit and of all below it. */
export function withinOf(units: readonly Unit[], id: string): ReadonlySet<string> {
  const inside = new Set([id])
  for (const { unit } of treeOf(units)) if (unit.parentId !== null && inside.has(unit.parentId)) inside.add(unit.id)
  return inside
}
