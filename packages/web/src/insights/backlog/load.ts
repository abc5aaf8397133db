// What lies before the departments that are looked at: how many wait, since when, how much is under way. Pure.
import type { DepartmentFilter, Unit } from '@lotse/protocol'

/** Of several departments together. `capacity`: null: nobody said, or not all of them. `median`: of one alone. */
export type Load = {
  readonly waiting: number
  readonly longest: string | null
  readonly median: string | null
  readonly underWay: number
  readonly capacity: number | null
}

/** A unit with all below it. */
export function withBelow(units: readonly Pick<Unit, 'id' | 'parentId'>[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (let grown = true; grown; ) {
    const before = found.size
    for (const { id: one, parentId } of units) if (parentId !== null && found.has(parentId)) found.add(one)
    grown = found.size > before
  }
  return found
}

/** What lies before some departments. @param filters - theirs alone. */
export function loadOf(filters: readonly DepartmentFilter[]): Load {
  const sum = (of: (filter: DepartmentFilter) => number) => filters.reduce((all, filter) => all + of(filter), 0)
  const waiting = filters.filter((filter) => filter.waiting > 0)
  const since = waiting.flatMap(({ longest }) => longest ?? []).toSorted()
  // What is inherited holds once for the unit that said it, not once for each below.
  const said = filters.filter(({ capacity, own }) => capacity !== null && own)
  const [alone] = waiting
  return {
    waiting: sum((filter) => filter.waiting),
    longest: since[0] ?? null,
    median: waiting.length === 1 ? (alone?.median ?? null) : null,
    underWay: sum(({ underWay }) => underWay),
    capacity: said.length === 0 ? null : said.reduce((all, { capacity }) => all + (capacity ?? 0), 0),
  }
}
