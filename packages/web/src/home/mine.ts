// Which flows are the reader's own: those that one of their units owns. Pure.

/**
 * Flows with whether they are the reader's own, own ones first, else in their order.
 *
 * @param owners - the owning unit of each flow.
 * @param units - the reader's.
 */
export function mineFirst<Flow extends { readonly id: string }>(
  flows: readonly Flow[],
  owners: ReadonlyMap<string, string | null>,
  units: readonly { readonly id: string }[],
): readonly (Flow & { readonly mine: boolean })[] {
  const own = new Set(units.map(({ id }) => id))
  const marked = flows.map((flow) => ({ ...flow, mine: own.has(owners.get(flow.id) ?? '') }))
  return [...marked.filter(({ mine }) => mine), ...marked.filter(({ mine }) => !mine)]
}
