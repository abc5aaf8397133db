// Who else has a map open, and where. Pure.
import type { Spot } from './spots.ts'

/** Somebody else at a map. */
export type Guest = {
  readonly id: string
  readonly name: string
  readonly initials: string
  readonly hue: number
  /** What their colour follows. */
  readonly of: string
  readonly spot: Spot | null
}

const key = (row: string, col: string): string => `${row}/${col}`

/** Who stands where: of several at one place the first. */
export function guestsBySpot(guests: readonly Guest[]): ReadonlyMap<string, Guest> {
  return new Map(guests.flatMap((guest) => (guest.spot ? [[key(guest.spot.row, guest.spot.col), guest]] : [])))
}

/** The guest at a place. */
export const guestAt = (by: ReadonlyMap<string, Guest>, row: string, col: string): Guest | null =>
  by.get(key(row, col)) ?? null
