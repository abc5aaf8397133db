// Which rows of a list are selected. Pure.

/** The selected ids, and from where Shift extends. */
export type Selection = { readonly ids: ReadonlySet<string>; readonly anchor: string | null }

/** Nothing is selected. */
export const nothingSelected: Selection = { ids: new Set(), anchor: null }

/** Selects a row or takes it out; Shift then extends from it. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/**
 * Selects everything from the anchor to a row.
 *
 * @param order - ids as they stand in the list.
 */
export function extended(selection: Selection, order: readonly string[], to: string): Selection {
  const { ids, anchor } = selection
  const [from, end] = [order.indexOf(anchor ?? to), order.indexOf(to)]
  if (from < 0 || end < 0) return toggled(selection, to)
  const between = order.slice(Math.min(from, end), Math.max(from, end) + 1)
  return { ids: new Set([...ids, ...between]), anchor: anchor ?? to }
}

/** Selects all of these, or nothing when all are selected already. */
export function allOrNone({ ids }: Selection, order: readonly string[]): Selection {
  return order.every((id) => ids.has(id)) ? nothingSelected : { ids: new Set(order), anchor: null }
}
