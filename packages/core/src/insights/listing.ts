// Lists of insights (I26): narrowed, put in order, grouped, counted and cut into pages, all from the same facts. Reads nothing.
import {
  type EvidenceLevel,
  evidenceLevels,
  type InsightGrouping,
  type InsightState,
  insightStates,
  type Priority,
  priorities,
} from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { Charge } from './charge.ts'
import type { Known } from './evidence.ts'
import type { Reach, Scores } from './scores.ts'
import { waitingSince } from './states.ts'
import type { Inputs, Standing } from './work.ts'

/** An insight as lists see it. `name`: as it is put in order. `standing`: as of now. `inputs`: those that count. */
export type ListedInsight = {
  readonly id: string
  readonly name: string
  readonly sort: string | null
  readonly standing: Standing
  readonly priority: Priority | null
  readonly charge: Charge
  readonly addressee: number | null
  readonly escalatedTo: number | null
  readonly inputs: Inputs
  readonly scores: Scores
  readonly reach: Reach | null
  readonly known: Known
  readonly changedAt: Instant
}

/** What a list is narrowed to; what is undefined does not narrow. `departments`: units in charge; `none`: nobody is; `several`: it must be said who is. */
export type InsightFilter = {
  readonly status?: readonly InsightState[] | undefined
  readonly priority?: readonly (Priority | 'none')[] | undefined
  readonly departments?: readonly number[] | 'none' | 'several' | undefined
  readonly addressee?: number | 'none' | undefined
  readonly escalatedTo?: number | undefined
  readonly evidence?: readonly EvidenceLevel[] | undefined
  readonly waitingSince?: Instant | undefined
}

/**
 * The order of a list. `by`: `rank` (priority, then RICE), `name`, `status`, `waiting`, `reach`, `evidence`, `changed`, `score.KEY` or `input.KEY`. What is
 * not known comes last, whichever way round. `group`: groups come first, in an order of their own.
 */
export type InsightOrder = {
  readonly by: string
  readonly descending: boolean
  readonly group: InsightGrouping | null
}

/** A value that is put in order; null: not known. */
type Key = number | string | null
/** Where an insight stands in a list. */
export type ListPlace = { readonly group: Key; readonly keys: readonly [Key, Key]; readonly id: string }

/** A group with how many are in it. `key`: null for those that lack it. */
export type InsightGroup = { readonly key: string | null; readonly count: number }

/** A part of a list. `places`: of its items; `total`, `groups`: of the whole list. */
export type InsightPage = {
  readonly items: readonly ListedInsight[]
  readonly next: ListPlace | null
  readonly total: number
  readonly groups: readonly InsightGroup[]
}

/** The key of RICE in the scores, by which the rank goes on. */
const RANKING_SCORE = 'rice'

/** Whether an insight is one of those that are asked for. */
export function isAsked(one: ListedInsight, filter: InsightFilter): boolean {
  const { status, priority, addressee, escalatedTo, evidence, waitingSince: longest } = filter
  const since = waitingSince(one.standing)
  return (
    (status === undefined || status.includes(one.standing.status)) &&
    (priority === undefined || priority.includes(one.priority ?? 'none')) &&
    (addressee === undefined || (one.addressee ?? 'none') === addressee) &&
    (escalatedTo === undefined || one.escalatedTo === escalatedTo) &&
    (evidence === undefined || evidence.includes(one.known.level)) &&
    (longest === undefined || (since !== null && since <= longest)) &&
    isOf(one.charge, filter.departments)
  )
}

function isOf({ unit, why }: Charge, departments: InsightFilter['departments']): boolean {
  if (departments === undefined) return true
  if (departments === 'none') return why === 'nobody'
  return departments === 'several' ? why === 'several' : unit !== null && departments.includes(unit)
}

/**
 * Which part of a list is wanted. `after`: where the page before ended. `folded`: keys of groups that are counted and not listed (`none`: of those that lack
 * it). `each`: of each group so many alone; there is no next page then.
 */
export type InsightCut = {
  readonly after: ListPlace | undefined
  readonly limit: number
  readonly folded?: readonly string[] | undefined
  readonly each?: number | undefined
}

/** A page of a list, with exact counts of the whole. */
export function pageOfInsights(
  all: readonly ListedInsight[],
  { filter, order, ...cut }: { readonly filter: InsightFilter; readonly order: InsightOrder } & InsightCut,
): InsightPage {
  const asked = all.filter((one) => isAsked(one, filter)).map((one) => ({ one, place: placeOf(one, order) }))
  const sorted = asked.toSorted((a, b) => compare(a.place, b.place, order.descending))
  const { shown, next } = cutOf(sorted, order, cut)
  return {
    items: shown.map(({ one }) => one),
    next,
    total: asked.length,
    groups: order.group === null ? [] : groupsOf(sorted, order.group),
  }
}

type Placed = { readonly one: ListedInsight; readonly place: ListPlace }

function cutOf(
  sorted: readonly Placed[],
  { group, descending }: InsightOrder,
  { after, limit, folded = [], each }: InsightCut,
): { readonly shown: readonly Placed[]; readonly next: ListPlace | null } {
  const hidden = new Set(folded)
  const open = group === null ? sorted : sorted.filter(({ one }) => !hidden.has(groupKey(one, group) ?? 'none'))
  if (each !== undefined && group !== null) return { shown: firstOfEach(open, group, each), next: null }
  const rest = after === undefined ? open : open.filter(({ place }) => compare(place, after, descending) > 0)
  const shown = rest.slice(0, limit)
  return { shown, next: rest.length > limit ? (shown.at(-1)?.place ?? null) : null }
}

function firstOfEach(sorted: readonly Placed[], group: InsightGrouping, each: number): readonly Placed[] {
  const counts = new Map<string | null, number>()
  return sorted.filter(({ one }) => {
    const key = groupKey(one, group)
    const before = counts.get(key) ?? 0
    counts.set(key, before + 1)
    return before < each
  })
}

function groupsOf(sorted: readonly { readonly one: ListedInsight }[], group: InsightGrouping): InsightGroup[] {
  const counts = new Map<string | null, number>()
  for (const { one } of sorted) {
    const key = groupKey(one, group)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}

/** To which group an insight belongs. */
export function groupKey(one: ListedInsight, group: InsightGrouping): string | null {
  const textOf = (id: number | null) => (id === null ? null : String(id))
  const keys: { readonly [G in InsightGrouping]: () => string | null } = {
    status: () => one.standing.status,
    priority: () => one.priority,
    department: () => textOf(one.charge.unit),
    addressee: () => textOf(one.addressee),
    sort: () => one.sort,
    evidence: () => one.known.level,
  }
  return keys[group]()
}

const rankIn = <T>(list: readonly T[], one: T | null): number | null => {
  const at = one === null ? -1 : list.indexOf(one)
  return at < 0 ? null : at
}

function groupRank(one: ListedInsight, group: InsightGrouping): Key {
  if (group === 'status') return rankIn(insightStates, one.standing.status)
  if (group === 'priority') return rankIn(priorities, one.priority)
  if (group === 'evidence') return rankIn(evidenceLevels, one.known.level)
  if (group === 'department') return one.charge.unit
  return group === 'addressee' ? one.addressee : one.sort
}

/** Where an insight stands in a list of this order. */
export function placeOf(one: ListedInsight, { by, group }: InsightOrder): ListPlace {
  return { group: group === null ? null : groupRank(one, group), keys: keysOf(one, by), id: one.id }
}

function keysOf(one: ListedInsight, by: string): readonly [Key, Key] {
  const [kind, key = ''] = by.split('.', 2)
  if (kind === 'score') return [ownOf(one.scores, key), null]
  if (kind === 'input') return [ownOf(one.inputs, key), null]
  const keys: Readonly<Record<string, () => readonly [Key, Key]>> = {
    // RICE counts down while priorities count up, so that the first is the first.
    rank: () => [rankIn(priorities, one.priority), minus(ownOf(one.scores, RANKING_SCORE))],
    name: () => [one.name, null],
    status: () => [rankIn(insightStates, one.standing.status), one.standing.since],
    waiting: () => [waitingSince(one.standing), null],
    reach: () => [one.reach?.value ?? null, null],
    evidence: () => [rankIn(evidenceLevels, one.known.level), null],
    changed: () => [one.changedAt, null],
  }
  return keys[kind ?? '']?.() ?? [null, null]
}

const minus = (value: number | null): number | null => (value === null ? null : -value)

const ownOf = (values: Readonly<Record<string, number | null>>, key: string): number | null =>
  Object.hasOwn(values, key) ? (values[key] ?? null) : null

/** Groups in their order, then the keys, in the order or against it, what is not known last; then ids, so that no two stand at one place. */
function compare(a: ListPlace, b: ListPlace, descending: boolean): number {
  return (
    compareKeys(a.group, b.group, false) ||
    compareKeys(a.keys[0], b.keys[0], descending) ||
    compareKeys(a.keys[1], b.keys[1], descending) ||
    (a.id === b.id ? 0 : a.id < b.id ? -1 : 1)
  )
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  const up = a < b ? -1 : 1
  return descending ? -up : up
}
