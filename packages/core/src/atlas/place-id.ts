// Ids of records that follow from where they stand, so that two people who begin one at once begin the same. Knows no records.

/** As long as an id may be; longer ones are folded. */
const ID_LENGTH_MAX = 60

/** The id of the cell of a step in a lane. */
export function cellIdOf(step: string, lane: string): string {
  return placedId('c', step, lane)
}

/** The id of what a persona feels at a step; null: the customer as such. */
export function feelingIdOf(step: string, persona: string | null): string {
  return placedId('f', step, persona ?? '')
}

/** The id of the way from one step to another. */
export function transitionIdOf(from: string, to: string): string {
  return placedId('t', from, to)
}

/** The id of the copy of a record in another journey: the same whenever it is copied there, so that what became of it can be told. */
export function copyIdOf(journey: string, record: string): string {
  return placedId('k', journey, record)
}

function placedId(sort: string, step: string, other: string): string {
  const whole = `${sort}.${step}.${other}`
  return whole.length <= ID_LENGTH_MAX ? whole : `${sort}.${folded(whole, 0x811c9dc5)}${folded(whole, 0x01000193)}`
}

/** FNV-1a (Fowler, Noll, Vo), begun with a seed. */
function folded(text: string, seed: number): string {
  let hash = seed
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash.toString(36).padStart(7, '0')
}
