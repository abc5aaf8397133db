// Operations that read insights with their work: lists, one, the matrix, what says the same. Thin: what lists are is decided in core.
import { textsOf } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import {
  alikeTo,
  CANDIDATES_MAX,
  type InsightFilter,
  isAsked,
  type ListPlace,
  pageOfInsights,
  stepsFrom,
} from '@lotse/core/insights'
import { wordsOf } from '@lotse/core/understand'
import {
  type InsightPoint,
  type InsightStep,
  insightSorts,
  insightSteps,
  type OperationQuery,
  type WorkedInsight,
} from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import type { RecordFilter } from '../adapters/store/atlas-library.ts'
import { evidenceOf } from '../adapters/store/insight-evidence.ts'
import { insightPulse, namesSharing } from '../adapters/store/insight-facts.ts'
import { changesOfWork, decisionsOf } from '../adapters/store/insight-work.ts'
import type { Db } from '../adapters/store/members.ts'
import { insightsUnder, withOrigins } from '../atlas/insights.ts'
import { type Caller, may } from '../base/auth.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { integerId } from '../base/ids.ts'
import { type Api, type Call, read } from '../base/operation.ts'
import { isOwnUnit, ownersAsked } from '../base/ownership.ts'
import { type Asking, factsOf, type InsightFact } from './facts.ts'
import { numbersOf } from './numbers.ts'
import { showChange, showDecision, showEvidence, showWork } from './presenter.ts'
import type { Reaches } from './reach.ts'
import { subjectOf } from './subject.ts'

const SHOWN_MAX = 100
/** More points than this nobody tells apart. */
const POINTS_MAX = 10_000
/** So many without a place are named beside the matrix. */
const BESIDE_MAX = 100
const RANKED = { by: 'rank', descending: false, group: null } as const
/** Of what is typed so many words are looked for, by so many letters of their beginning: endings are no difference. */
const SOUGHT_WORDS_MAX = 12
const SOUGHT_LETTERS = 5

/** Registers the operations. @param reaches - how many customers were met where. */
export function insightRoutes(api: Api, reaches: Reaches): void {
  listRoute(api, reaches)
  matrixRoute(api, reaches)
  alikeRoute(api, reaches)
  pulseRoute(api)
  oneRoute(api, reaches)
}

type Narrowing = Omit<OperationQuery<'getInsightMatrix'>, 'x' | 'y'>
/** Who asks, and when. */
type By = Pick<Call<'listInsightWork'>, 'db' | 'caller' | 'now'>

/** Insights that are asked for, with what they are narrowed by besides. */
export async function insightsAsked(
  { db, caller, now }: By,
  query: Narrowing,
  { owners, ...more }: Pick<Asking, 'reaches' | 'language'> & Pick<RecordFilter, 'owners'>,
) {
  const { find, uses, sort, at, under } = query
  const { workspaceId } = caller
  const ids = await insightsUnder(db, workspaceId, under)
  const words = find === undefined ? [] : wordsOf(find)
  const facts = await factsOf({ db, now, workspaceId, ...more }, { words, owners, uses, sort, at, ids })
  return { ...facts, filter: await filterOf({ db, caller, now }, query) }
}

async function filterOf({ db, caller, now }: By, query: Narrowing) {
  const { status, priority, evidence, department, addressee, escalated, waitingDays } = query
  const mine = caller.memberId ?? 0
  const memberOf = (id: string) => (id === 'mine' ? mine : integerId(id))
  const filter: InsightFilter = {
    status,
    priority,
    evidence,
    departments: department === 'several' ? department : await ownersAsked(db, caller, department),
    addressee: addressee === undefined || addressee === 'none' ? addressee : memberOf(addressee),
    escalatedTo: escalated === undefined ? undefined : memberOf(escalated),
    waitingSince: waitingDays === undefined ? undefined : now - waitingDays * DAY_MS,
  }
  return filter
}

function listRoute(api: Api, reaches: Reaches): void {
  read(api, 'listInsightWork', async (call) => {
    const { db, caller, query } = call
    const { cursor, limit, order, direction, groupBy, folded, each, language, ...narrowing } = query
    const { insights, filter } = await insightsAsked(call, narrowing, {
      reaches,
      language: order === 'name' ? language : undefined,
    })
    const page = pageOfInsights(insights, {
      filter,
      order: { by: order, descending: direction === 'down', group: groupBy ?? null },
      after: placeIn(cursor),
      limit,
      folded,
      each,
    })
    const byId = new Map(insights.map((fact) => [fact.id, fact]))
    const facts = page.items.flatMap(({ id }) => byId.get(id) ?? [])
    return {
      items: await workedInsights(db, caller.workspaceId, facts),
      next: page.next === null ? null : cursorAt(page.next),
      total: page.total,
      groups: page.groups.map((group) => ({ ...group })),
    }
  })
}

/** Insights as they are answered, in the order in which they come. */
export async function workedInsights(
  db: Db,
  workspaceId: number,
  facts: readonly InsightFact[],
): Promise<WorkedInsight[]> {
  const ids = facts.map(({ id }) => id)
  const records = await withOrigins(db, workspaceId, ids.length === 0 ? [] : await recordsById(db, workspaceId, ids))
  const byId = new Map(records.map((record) => [record.id, record]))
  return facts.flatMap((fact) => {
    const record = byId.get(fact.id)
    return record === undefined ? [] : [{ ...record, work: showWork(fact) }]
  })
}

/** Values of a place are written with their kind, because numbers in it may be broken ones, and none known. */
const written = (value: string | number | null): string =>
  value === null ? '' : typeof value === 'number' ? `n${value}` : `t${value}`

function unwritten(text: string): string | number | null {
  if (text.startsWith('t')) return text.slice(1)
  const number = Number(text.slice(1))
  return text.startsWith('n') && Number.isFinite(number) ? number : null
}

const cursorAt = ({ group, keys: [first, second], id }: ListPlace): string =>
  cursorOf([written(group), written(first), written(second), id])

function placeIn(cursor: string | undefined): ListPlace | undefined {
  const position = positionOf(cursor, 'string', 'string', 'string', 'string')
  if (position === undefined) return undefined
  const [group, first, second, id] = position
  return { group: unwritten(group), keys: [unwritten(first), unwritten(second)], id }
}

const sortOf = (text: string | null): InsightPoint['sort'] => insightSorts.find((one) => one === text) ?? null

function matrixRoute(api: Api, reaches: Reaches): void {
  read(api, 'getInsightMatrix', async (call) => {
    const { x, y, ...narrowing } = call.query
    const { insights, filter, scales } = await insightsAsked(call, narrowing, { reaches })
    const valueOn = (fact: InsightFact, axis: string) => onAxis(fact, axis, scales.reach)
    const wanted = insights.filter((fact) => isAsked(fact, filter))
    const points = wanted.flatMap((fact) => {
      const [across, up] = [valueOn(fact, x), valueOn(fact, y)]
      return across === null || up === null ? [] : [pointOf(fact, across, up)]
    })
    const items = points.slice(0, POINTS_MAX)
    const placeless = wanted.filter((fact) => valueOn(fact, x) === null || valueOn(fact, y) === null)
    const first = pageOfInsights(placeless, { filter: {}, order: RANKED, after: undefined, limit: BESIDE_MAX }).items
    const byId = new Map(placeless.map((fact) => [fact.id, fact]))
    const beside = first.flatMap(({ id }) => {
      const fact = byId.get(id)
      return fact === undefined ? [] : [{ ...shownPoint(fact), x: valueOn(fact, x), y: valueOn(fact, y) }]
    })
    return { items, without: placeless.length, beside, whole: items.length === points.length }
  })
}

function pulseRoute(api: Api): void {
  read(api, 'getInsightPulse', async ({ db, caller: { workspaceId } }) => ({
    pulse: await insightPulse(db, workspaceId),
  }))
}

/** The value of an insight on an axis; on that of the reach, what was counted comes first. */
function onAxis({ inputs, scores, reach }: InsightFact, axis: string, reachKey: string | null): number | null {
  const [kind, key = ''] = axis.split('.', 2)
  if (kind === 'input' && key === reachKey) return reach?.value ?? null
  const values: Readonly<Record<string, number | null>> = kind === 'score' ? scores : inputs
  return Object.hasOwn(values, key) ? (values[key] ?? null) : null
}

const pointOf = (fact: InsightFact, x: number, y: number): InsightPoint => ({ ...shownPoint(fact), x, y })

function shownPoint({ id, row, standing, reach, charge }: InsightFact): Omit<InsightPoint, 'x' | 'y'> {
  const { name, sort, version } = row
  const shown = { id, name: textsOf(name ?? undefined), sort: sortOf(sort), status: standing.status, version }
  return { ...shown, size: reach?.value ?? null, departmentId: charge.unit === null ? null : String(charge.unit) }
}

function alikeRoute(api: Api, reaches: Reaches): void {
  read(api, 'listAlikeInsights', async ({ db, caller: { workspaceId }, query: { text, except, limit }, now }) => {
    const words = [...new Set(wordsOf(text).map((word) => [...word].slice(0, SOUGHT_LETTERS).join('')))]
    if (words.length === 0) return { items: [] }
    const sought = { words: words.slice(0, SOUGHT_WORDS_MAX), except, limit: CANDIDATES_MAX }
    const candidates = (await namesSharing(db, workspaceId, sought)).map(({ id, name }) => ({
      id,
      names: Object.values(textsOf(name ?? undefined)),
    }))
    const alike = alikeTo(text, candidates, limit)
    const ids = alike.map(({ id }) => id)
    const { insights } = await factsOf({ db, reaches, now, workspaceId }, { words: [], ids })
    const byId = new Map(insights.map((fact) => [fact.id, fact]))
    const items = alike.flatMap(({ id, likeness }) => {
      const fact = byId.get(id)
      if (fact === undefined) return []
      const { row, standing } = fact
      const shown = { id, name: textsOf(row.name ?? undefined), sort: sortOf(row.sort), status: standing.status }
      return [{ ...shown, likeness: Math.min(1, likeness) }]
    })
    return { items }
  })
}

function oneRoute(api: Api, reaches: Reaches): void {
  read(api, 'getInsightWork', async ({ db, caller, params: { id }, now }) => {
    const { workspaceId } = caller
    const subject = await subjectOf({ db, reaches, now, workspaceId }, id)
    const [shown] = await workedInsights(db, workspaceId, [subject.fact])
    if (shown === undefined) throw new Problem('not_found')
    const evidence = await evidenceOf(db, workspaceId, { insight: id })
    const queries = evidence.flatMap(({ query }) => query ?? [])
    const beside = {
      numbers: await numbersOf(db, workspaceId, queries, now),
      freshDays: subject.scales.freshDays,
    }
    return {
      ...shown,
      decisions: (await decisionsOf(db, workspaceId, { insight: id, limit: SHOWN_MAX })).map(showDecision),
      evidence: evidence.map((row) => showEvidence(row, beside)),
      changes: (await changesOfWork(db, workspaceId, { insight: id, limit: SHOWN_MAX })).map(showChange),
      steps: await stepsOf({ db, caller }, subject),
    }
  })
}

/** The steps that the caller may take from where an insight stands; a ticket is opened by what opens tickets. */
async function stepsOf(
  { db, caller }: { readonly db: Db; readonly caller: Caller },
  { fact, filter }: Awaited<ReturnType<typeof subjectOf>>,
): Promise<InsightStep[]> {
  const own = await isOwnUnit(db, caller, fact.charge.unit)
  const decides =
    caller.memberId !== null &&
    fact.charge.unit !== null &&
    (filter.approvers.length === 0 || filter.approvers.includes(caller.memberId))
  const atFilter: readonly InsightStep[] = ['accept', 'defer', 'reject']
  return stepsFrom(fact.standing).filter(
    (step) =>
      step !== 'openTicket' && may(caller, insightSteps[step].allow, own) && (decides || !atFilter.includes(step)),
  )
}
