// What stands under each other in a list: rows, and the headings of their groups. Pure.
import type { GroupHead, ListGroups } from './shape.ts'

/** A line: the row of an item by its place, or the heading of a group. */
export type Line =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'head'; readonly head: GroupHead }

/**
 * The lines of a list.
 *
 * @param whole - there are no more rows to come, so that groups behind the last one are known to be folded.
 */
export function linesOf<Item>(
  items: readonly Item[],
  groups: ListGroups<Item> | undefined,
  whole: boolean,
): readonly Line[] {
  if (groups === undefined) return items.map((_, index) => ({ kind: 'row', index }))
  const { heads, of } = groups
  const at = new Map(heads.map(({ id }, place) => [id, place]))
  const lines: Line[] = []
  let next = 0
  const headsTo = (end: number) => {
    for (; next < end; next++) {
      const head = heads[next]
      if (head !== undefined) lines.push({ kind: 'head', head })
    }
  }
  for (const [index, item] of items.entries()) {
    headsTo((at.get(of(item)) ?? -1) + 1)
    lines.push({ kind: 'row', index })
  }
  if (whole) headsTo(heads.length)
  return lines
}
