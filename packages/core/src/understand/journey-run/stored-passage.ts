// The short form in which a stored state keeps a passage, because every input reads and writes all of them. Loses nothing; counts nothing.
import type { Instant } from '../../base/index.ts'
import type { Passage } from './passage.ts'
import type { Visit } from './runs.ts'

type Rest = Omit<Passage, 'edition' | 'visits' | 'clock' | 'before' | 'missed' | 'idle'>

/** What a visit says besides its step and its time: the channel, and whatever else there may be. */
type By = string | readonly [channel: string, ...more: unknown[]]

/** A visit of which is not known what else it says. */
type AnyVisit = readonly [step: string, at: Instant, channel: string, ...more: unknown[]]

/**
 * A passage in numbers; who reads it needs no edition. `clock`, `idle`: since the last visit. `steps`, `bys`: each once. `visits`: of each, one after the
 * other, which step by what (the place of the step, and for each place before its own among the `bys` as many as there are steps), and the time since the one
 * before. `rest`: what else a passage says.
 */
export type StoredPassage = readonly [
  edition: number,
  clock: Instant,
  before: Instant,
  missed: number,
  idle: number | null,
  steps: readonly string[],
  bys: readonly By[],
  visits: readonly number[],
  rest?: Rest,
]

/** Passages as they are stored, by journey. Those that were stored before there was a short form stand as they are kept. */
export type StoredWays = Readonly<Record<string, StoredPassage | Passage>>

/** The short form of passages. */
export function shortWays(ways: Readonly<Record<string, Passage>>): StoredWays {
  const short: Record<string, StoredPassage> = {}
  for (const [journey, passage] of Object.entries(ways)) short[journey] = shortPassage(passage)
  return short
}

/** Reads passages in either form. */
export function readWays(stored: StoredWays): Record<string, Passage> {
  const ways: Record<string, Passage> = {}
  for (const [journey, passage] of Object.entries(stored))
    ways[journey] = isShort(passage) ? readPassage(passage) : passage
  return ways
}

const isShort = (stored: StoredPassage | Passage): stored is StoredPassage => Array.isArray(stored)

/** A passage in its short form. */
export function shortPassage(passage: Passage): StoredPassage {
  const { edition, visits, clock, before, missed, idle, ...rest } = passage
  const steps = stepsOf(visits)
  const bys: By[] = []
  const numbers: number[] = []
  let last = 0
  for (const visit of visits) {
    const [step, at] = visit
    numbers.push(steps.indexOf(step) + steps.length * placeAmong(bys, visit), at - last)
    last = at
  }
  const since = idle === null ? null : idle - last
  const more: [Rest?] = Object.keys(rest).length > 0 ? [rest] : []
  return [edition, clock - last, before, missed, since, steps, bys, numbers, ...more]
}

function stepsOf(visits: readonly Visit[]): string[] {
  const steps: string[] = []
  for (const [step] of visits) if (!steps.includes(step)) steps.push(step)
  return steps
}

/** Where by what a visit came stands; at the end where it is new. */
function placeAmong(bys: By[], visit: AnyVisit): number {
  const [, , channel, ...more] = visit
  const place = bys.findIndex((by) => (more.length === 0 ? by === channel : isSame(by, channel, more)))
  return place === -1 ? bys.push(more.length === 0 ? channel : [channel, ...more]) - 1 : place
}

function isSame(by: By, channel: string, more: readonly unknown[]): boolean {
  return (
    typeof by !== 'string' &&
    by[0] === channel &&
    by.length === more.length + 1 &&
    more.every((one, index) => one === by[index + 1])
  )
}

/** A passage as it is kept, from its short form. */
export function readPassage(stored: StoredPassage): Passage {
  const [edition, clock, before, missed, idle, steps, bys, numbers, rest] = stored
  const visits: Visit[] = []
  let at = 0
  for (let index = 0; index < numbers.length; index += 2) {
    const place = numbers[index] ?? 0
    at += numbers[index + 1] ?? 0
    const step = steps[place % steps.length] ?? ''
    const by = bys[Math.floor(place / steps.length)] ?? ''
    visits.push(typeof by === 'string' ? [step, at, by] : readMore([step, at, ...by]))
  }
  return { edition, visits, clock: clock + at, before, missed, idle: idle === null ? null : idle + at, ...rest }
}

const readMore = (visit: AnyVisit): Visit => visit as Visit
