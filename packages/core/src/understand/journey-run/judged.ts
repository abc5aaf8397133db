// How well a run fits what was designed, and where it strayed. Knows no counters and keeps nothing but what it would work out again.
import { type Alignment, align } from '../fitness/index.ts'
import { type JourneyEdition, moveKey } from './edition.ts'
import { type JourneyRun, type Stay, staysOf, type Visit } from './runs.ts'

/** The ways in which runs stray from what was designed. */
export const strayKinds = ['skipped', 'unexpected', 'again', 'late', 'channel'] as const
export type StrayKind = (typeof strayKinds)[number]

/** One place where a run strayed (K3). `visit`: where it shows; of a skipped step that of the step which came instead. */
export type Stray = { readonly what: StrayKind; readonly step: string; readonly visit: Visit }

/** A run against the design. `fitness`: 1 where everything was as designed. */
export type Judged = { readonly fitness: number; readonly strays: readonly Stray[] }

/** Of longer runs the beginning is judged. */
const JUDGED_MAX = 100
/** Ways are few and customers many: alignments of an edition are kept, for up to so many ways. */
const KEPT_MAX = 5000

/** A way that somebody took, stay after stay, with its alignments: `open`: as far as it went; `whole`: where it was all. */
type Trodden = {
  readonly step: string
  readonly before: Trodden | null
  readonly next: Map<string, Trodden>
  readonly depth: number
  open?: Alignment
  whole?: Alignment
}

type Kept = { readonly root: Trodden; size: number }
const kept = new WeakMap<JourneyEdition, Kept>()

const begun = (step: string, before: Trodden | null): Trodden => ({
  step,
  before,
  next: new Map(),
  depth: before === null ? 0 : before.depth + 1,
})

/** Judges a run. One that dropped out is looked at as far as it went; that it stopped is told by its end (K2). */
export function judge({ visits, end }: JourneyRun, edition: JourneyEdition): Judged {
  const way = troddenBy(visits, 0, edition)
  const { fitness, cost, moves } = alignmentOf(way, end === 'completed', edition)
  const strays = cost > 0 ? offTheWay(staysOf(visits), moves) : []
  if (edition.within.size > 0) addLate(strays, visits, edition)
  for (const visit of visits) if (isForeign(visit, edition)) strays.push(foreign(visit))
  return { fitness, strays }
}

/** What the next visit of a run that is under way changed. `fitness`: by how much. `gone`, `come`: strays. */
export type Rejudged = { readonly fitness: number; readonly gone: readonly Stray[]; readonly come: readonly Stray[] }

const SAME: readonly Stray[] = []

/**
 * Judges a run once more by its last visit: the same as the difference of judging it with and without.
 *
 * @param visits - with the last one.
 * @param from - where among them the run begins.
 * @param arrived - when the stay before the last visit began.
 */
export function judgeNext(
  visits: readonly Visit[],
  { from, arrived, ends }: { readonly from: number; readonly arrived: number; readonly ends: boolean },
  edition: JourneyEdition,
): Rejudged {
  const visit = visits.at(-1) ?? NO_VISIT
  const last = visits.at(-2) ?? NO_VISIT
  const come: Stray[] = []
  if (isForeign(visit, edition)) come.push(foreign(visit))
  if (last[0] === visit[0] && !ends) return { fitness: 0, gone: SAME, come }
  const limit = last[0] === visit[0] ? undefined : edition.within.get(moveKey(last[0], visit[0]))
  if (limit !== undefined && visit[1] - arrived > limit) come.push({ what: 'late', step: visit[0], visit })
  const before = alignmentOf(troddenBy(visits, from, edition, 1), false, edition)
  const after = alignmentOf(troddenBy(visits, from, edition), ends, edition)
  const fitness = inThousandths(after.fitness) - inThousandths(before.fitness)
  if (before.cost === 0 && after.cost === 0) return { fitness, gone: SAME, come }
  const run = visits.slice(from)
  const gone = before.cost > 0 ? offTheWay(staysOf(run.slice(0, -1)), before.moves) : SAME
  const stands = after.cost > 0 ? offTheWay(staysOf(run), after.moves) : SAME
  const same = sharedBy(gone, stands)
  come.push(...stands.slice(same))
  return { fitness, gone: gone.slice(same), come }
}

/** How many strays two lists have in common at their beginning. */
function sharedBy(one: readonly Stray[], other: readonly Stray[]): number {
  let shared = 0
  for (; shared < one.length; shared++) {
    const [a, b] = [one[shared], other[shared]]
    if (a?.visit !== b?.visit || a?.step !== b?.step || a?.what !== b?.what) break
  }
  return shared
}

const NO_VISIT: Visit = ['', 0, '']
const THOUSANDTHS = 1000

/** Fitness as it is counted. */
export function inThousandths(fitness: number): number {
  return Math.round(fitness * THOUSANDTHS)
}

function offTheWay(stays: readonly Stay[], moves: Alignment['moves']): Stray[] {
  const strays: Stray[] = []
  const seen = new Set<string>()
  for (const { what, step, index } of moves) {
    const visit = (stays[index] ?? stays.at(-1))?.first
    if (what === 'skipped') {
      if (visit) strays.push({ what, step, visit })
      continue
    }
    if (what === 'extra' && visit) strays.push({ what: seen.has(step) ? 'again' : 'unexpected', step, visit })
    seen.add(step)
  }
  return strays
}

/** Adds the stays that began later than designed after the one before. */
function addLate(strays: Stray[], visits: readonly Visit[], { within }: JourneyEdition): void {
  let first: Visit | undefined
  for (const visit of visits) {
    if (first?.[0] === visit[0]) continue
    const limit = first && within.get(moveKey(first[0], visit[0]))
    if (first && limit !== undefined && visit[1] - first[1] > limit)
      strays.push({ what: 'late', step: visit[0], visit })
    first = visit
  }
}

const isForeign = (visit: Visit, { channels }: JourneyEdition): boolean =>
  channels.size > 0 && channels.get(visit[0])?.has(visit[2]) === false

const foreign = (visit: Visit): Stray => ({ what: 'channel', step: visit[0], visit })

/** The stays of visits as a way; no further than runs are judged. `over`: whether there were more. @param without - so many at the end. */
function troddenBy(visits: readonly Visit[], from: number, edition: JourneyEdition, without = 0) {
  const ways = waysOf(edition)
  let way = ways.root
  for (let index = from; index < visits.length - without; index++) {
    const step = visits[index]?.[0] ?? ''
    // The root has no step of its own, and no step is called nothing.
    if (step === way.step) continue
    if (way.depth === JUDGED_MAX) return { way, over: true }
    const known = way.next.get(step)
    if (known) way = known
    else {
      const next = begun(step, way)
      way.next.set(step, next)
      ways.size += 1
      way = next
    }
  }
  return { way, over: false }
}

function waysOf(edition: JourneyEdition): Kept {
  const known = kept.get(edition)
  if (known && known.size < KEPT_MAX) return known
  const ways: Kept = { root: begun('', null), size: 0 }
  kept.set(edition, ways)
  return ways
}

type Judgeable = { readonly way: Trodden; readonly over: boolean }

function alignmentOf({ way, over }: Judgeable, completed: boolean, { graph }: JourneyEdition): Alignment {
  const whole = completed && !over
  const known = whole ? way.whole : way.open
  if (known) return known
  const steps: string[] = []
  for (let at = way; at.before !== null; at = at.before) steps.push(at.step)
  const alignment = align(steps.reverse(), graph, whole)
  if (whole) way.whole = alignment
  else way.open = alignment
  return alignment
}
