// Finds and counts customers by everything people filter by: the database narrows, rules decide. Bounds the time of one request.
import { type CompiledCondition, compileCondition, parseCondition } from '@lotse/core/base'
import { allOf, narrow, narrowSearch, narrowWhole } from '@lotse/core/understand'
import type { OperationQuery } from '@lotse/protocol'
import {
  type CustomerRow,
  type Looked,
  nextCustomers,
  type Order,
  type Place,
} from '../adapters/store/customer-pages.ts'
import { countAtOnce, customersNamed, extentOf, meetsAnybody, type Search } from '../adapters/store/customer-search.ts'
import { workspaceZone } from '../adapters/store/customers.ts'
import { withFewOfSource } from '../adapters/store/source-people.ts'
import { integerId } from '../base/ids.ts'
import type { World } from '../base/world.ts'
import { type Matching, matching } from './matching.ts'

/** The filters of a list of customers, as the API takes them. */
export type Filters = Omit<OperationQuery<'countCustomers'>, 'cursor'>

/** A search ready to run. `rest`: what the database cannot tell and is tested on each customer. */
export type Quest = { readonly world: World; readonly search: Search; readonly rest: Matching | null }

/** After this long a page, and a piece of a count, is answered with what there is, and where to go on. */
const PAGE_PATIENCE_MS = 200
const COUNT_PATIENCE_MS = 1200
const LOOK_FIRST = 200
const LOOK_MAX = 2000
/** Histories are larger than states. */
const LOOK_MAX_WITH_HISTORY = 500

/**
 * Makes filters ready.
 *
 * @throws Problem `condition.syntax`, `condition.too_complex`, `condition.pattern_invalid`, `condition.out_of_reach`.
 */
export async function questOf(world: World, workspaceId: number, filters: Filters): Promise<Quest> {
  const { find, cond, flow, step, source, since } = filters
  const condition = cond === undefined ? undefined : compileCondition(parseCondition(cond))
  const narrowed = condition && narrow(condition.condition)
  const search: Search = {
    workspaceId,
    by: narrowed?.by ?? 'always',
    words: find === undefined ? undefined : await wordsFor(world, workspaceId, find),
    flow,
    step,
    source: source === undefined ? undefined : integerId(source),
    since: since === undefined ? undefined : Date.parse(since),
  }
  const rest = condition && !narrowed?.exact ? await matchingOf(world, workspaceId, condition) : null
  return { world, search: await withFewOfSource(world.db, search), rest }
}

async function wordsFor(world: World, workspaceId: number, find: string): Promise<Search['words']> {
  const text = find.trim().normalize('NFC')
  const value = text.slice(text.indexOf(':') + 1)
  const forms = new Set([text, text.toLowerCase(), text.replace(/[\s()/.-]/g, ''), value])
  const whole = narrowWhole(text)
  const isWhole = whole && (await meetsAnybody(world.db, { workspaceId, by: whole }))
  return {
    by: isWhole ? whole : allOf([narrowSearch(text)]),
    found: await customersNamed(world.db, workspaceId, [...forms]),
  }
}

async function matchingOf(world: World, workspaceId: number, condition: CompiledCondition): Promise<Matching> {
  const zone = await workspaceZone(world.db, workspaceId)
  return { pool: world.pool, condition, now: world.clock.now(), zone }
}

/** Looks at the next customers, and keeps those who meet the search. */
async function look({ world, search, rest }: Quest, order: Order): Promise<Looked> {
  const looked = await nextCustomers(world.db, search, order)
  return rest === null ? looked : { ...looked, rows: await matching(looked.rows, rest) }
}

/** A page: those found, and behind whom the next one begins; null where nobody is left. */
export type FoundPage = { readonly rows: readonly CustomerRow[]; readonly next: Order['after'] | null }

/**
 * The next page of a search.
 *
 * @returns at most `limit`; fewer, and a place to go on, where looking took its time.
 */
export async function findPage(quest: Quest, order: Order): Promise<FoundPage> {
  const until = performance.now() + PAGE_PATIENCE_MS
  const place = placing(order.sort)
  const found: CustomerRow[] = []
  let after = order.after
  for (let limit = firstLook(quest, order.limit); ; limit = Math.min(limit * 2, mostAtOnce(quest))) {
    const { rows, last, end } = await look(quest, { ...order, after, limit })
    found.push(...rows)
    const over = found[order.limit - 1]
    if (found.length > order.limit && over) return { rows: found.slice(0, order.limit), next: place(over) }
    if (end || last === undefined) return { rows: found, next: null }
    after = place(last)
    if (performance.now() > until) return { rows: found, next: after }
  }
}

const firstLook = ({ rest }: Quest, wanted: number): number => (rest === null ? wanted + 1 : LOOK_FIRST)

const mostAtOnce = ({ rest }: Quest): number =>
  (rest?.condition.aggregates.size ?? 0) > 0 ? LOOK_MAX_WITH_HISTORY : LOOK_MAX

/** The sort values of a customer. */
const placing =
  (sort: Order['sort']) =>
  ({ id, first_at, last_at }: Place): readonly [number, number] => [sort.endsWith('last') ? last_at : first_at, id]

/** Where counting stands: behind which id, of how many, between which ids. */
export type CountPlace = readonly [after: number, of: number, first: number, last: number]
/** A piece of a count. `examined`: about how many were looked through in all; `next` null: everybody was. */
export type CountPiece = {
  readonly count: number
  readonly examined: number
  readonly of: number
  readonly next: CountPlace | null
}

/** Counts on from a place: at once where the database alone can tell, else as far as one request may take. */
export async function countPiece(quest: Quest, place: CountPlace | undefined): Promise<CountPiece> {
  const [from, of, first, end] = place ?? (await wholeOf(quest))
  const whole = place === undefined && quest.rest === null ? await countAtOnce(quest.world.db, quest.search) : undefined
  if (whole !== undefined) return { count: whole, examined: of, of, next: null }
  const until = performance.now() + COUNT_PATIENCE_MS
  const limit = mostAtOnce(quest)
  let count = 0
  for (let after = from; ; ) {
    const looked = await look(quest, { sort: 'id', after: [0, after], limit })
    count += looked.rows.length
    if (looked.end || looked.last === undefined) return { count, examined: of, of, next: null }
    after = looked.last.id
    const examined = Math.min(of, Math.round((of * (after - first + 1)) / (end - first + 1)))
    if (performance.now() > until) return { count, examined, of, next: [after, of, first, end] }
  }
}

async function wholeOf({ world, search }: Quest): Promise<CountPlace> {
  const { of, first, last } = await extentOf(world.db, search.workspaceId)
  return [0, of, first, last]
}
