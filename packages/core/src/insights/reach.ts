// How many were met where an insight arose (I22): of counters of measured steps, what is sure of steps, phases, journeys and what stands there. Counts nothing itself.

/** What was counted at a step of a journey that is measured: runs that came there, and runs that began there. `phase`: where it stands now. */
export type CountedStep = {
  readonly journey: string
  readonly step: string
  readonly phase: string | null
  readonly reached: number
  readonly started: number
}

/** Something of the library that stands at a step. */
export type PlacedItem = { readonly item: string; readonly step: string }

/** How many were met at steps, phases, journeys and library records that are measured. */
export type ReachBook = ReadonlyMap<string, number>

/**
 * How many were met, by where: at a step those who came; in a phase, and at what stands at several steps, as many as at the most visited one, for the same
 * customers may have come to the others; on a journey all who began.
 */
export function reachBook(steps: readonly CountedStep[], placed: readonly PlacedItem[]): ReachBook {
  const book = new Map<string, number>()
  const atLeast = (id: string, count: number) => void book.set(id, Math.max(book.get(id) ?? 0, count))
  const began = new Map<string, number>()
  for (const { journey, step, phase, reached, started } of steps) {
    atLeast(step, reached)
    if (phase !== null) atLeast(phase, reached)
    began.set(journey, (began.get(journey) ?? 0) + started)
  }
  const counted = new Map(steps.map(({ step, reached }) => [step, reached]))
  for (const { item, step } of placed) {
    const reached = counted.get(step)
    if (reached !== undefined) atLeast(item, reached)
  }
  for (const [journey, count] of began) atLeast(journey, count)
  return book
}

/** How many were met at any of these places, at least; null where none is measured. */
export function countedAt(places: readonly string[], book: ReachBook): number | null {
  const counts = places.flatMap((place) => book.get(place) ?? [])
  return counts.length === 0 ? null : counts.reduce((most, count) => Math.max(most, count), 0)
}
