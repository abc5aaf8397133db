// Who is in charge of an insight, and whose filter holds for it (I18, I19): from what it concerns and how units stand under each other. Reads nothing.
import type { FilterMode } from '@lotse/protocol'

/** A department's filter. `approvers`: members who alone decide; none: all of the department whose role may. `capacity`: how many it can have under way. */
export type Filter = {
  readonly mode: FilterMode
  readonly approvers: readonly number[]
  readonly capacity: number | null
}

/** Where nothing was said, a person decides. */
export const FIRST_FILTER: Filter = { mode: 'person', approvers: [], capacity: null }

/** A unit and the one above it; null: none. */
export type Parents = ReadonlyMap<number, number | null>

/** `named`: the unit that was named; `owners`: those that own what the insight concerns; `own`: whose the insight is itself. */
export type Concerned = {
  readonly named: number | null
  readonly owners: readonly number[]
  readonly own: number | null
}

/** The unit in charge, and why; null: `several` own what it concerns and none is above the others, or `nobody` does. */
export type Charge = {
  readonly unit: number | null
  readonly why: 'named' | 'concerned' | 'own' | 'several' | 'nobody'
}

/** A unit and all above it, the nearest first. A ring, which cannot be, ends. */
export function lineOf(unit: number, parents: Parents): number[] {
  const line: number[] = []
  for (let at: number | null | undefined = unit; typeof at === 'number' && !line.includes(at); at = parents.get(at))
    line.push(at)
  return line
}

/** Who is in charge (I18). */
export function chargeOf({ named, owners, own }: Concerned, parents: Parents): Charge {
  if (named !== null) return { unit: named, why: 'named' }
  const distinct = [...new Set(owners)]
  const [first] = distinct
  if (first === undefined) return own === null ? { unit: null, why: 'nobody' } : { unit: own, why: 'own' }
  const lines = distinct.map((owner) => lineOf(owner, parents))
  const top = distinct.find((owner) => lines.every((line) => line.includes(owner)))
  return top === undefined ? { unit: null, why: 'several' } : { unit: top, why: 'concerned' }
}

/** The filter that holds for a unit: its own, else that of the nearest unit above it that has one (I19). */
export function filterFor(
  unit: number | null,
  filters: ReadonlyMap<number, Filter>,
  parents: Parents,
): { readonly filter: Filter; readonly of: number | null } {
  const of = unit === null ? undefined : lineOf(unit, parents).find((one) => filters.has(one))
  const filter = of === undefined ? undefined : filters.get(of)
  return filter === undefined || of === undefined ? { filter: FIRST_FILTER, of: null } : { filter, of }
}
