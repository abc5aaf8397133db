// Which units things may be given to, and what units are called. Pure.
import type { Me, Reach, Unit } from '@lotse/protocol'
import { treeOf } from '../settings/unit-tree.ts'

/** Somebody's own units, as far as they matter here. */
export type OwnUnits = Me['units']

/**
 * The units that something may belong to, in the order of their tree.
 *
 * @param reach - of the caller's right; who reaches own things alone keeps to their units.
 */
export function unitsFor(
  units: readonly Unit[],
  { reach, own }: { readonly reach: Reach | undefined; readonly own: OwnUnits },
): readonly { readonly unit: Unit; readonly depth: number }[] {
  const standing = treeOf(units.filter(({ archivedAt }) => archivedAt === null))
  return reach === 'all' ? standing : standing.filter(({ unit }) => own.some(({ id }) => id === unit.id))
}

/** The unit that something new is given to before anybody chooses: the only one its maker belongs to. */
export function usualOwner(own: OwnUnits): string | null {
  const direct = own.filter((unit) => unit.direct)
  return direct.length === 1 ? (direct[0]?.id ?? null) : null
}

/** Whether somebody loses the right to change a thing once it belongs to a unit, or to nobody. */
export function losesIt(reach: Reach | undefined, own: OwnUnits, to: string | null): boolean {
  return reach !== 'all' && !own.some(({ id }) => id === to)
}
