// The live tail of a workspace's events: one asker however many look on, each with a filter and a place of their own. Nothing is lost
// unsaid: what does not fit is counted. Rule L75.
import { atPath } from '@lotse/core/base'
import type { EventBody } from '@lotse/core/listen'
import type { EventTail } from '@lotse/protocol'
import { arrivedWithin, type EventFilter, type LogEventRow, type Stretch } from '../adapters/store/event-list.ts'
import { logHorizon } from '../adapters/store/survey.ts'
import { instantOf } from '../base/ids.ts'
import { createPoller, type Poller } from '../base/poller.ts'
import type { World } from '../base/world.ts'
import { showEvent } from './event-presenter.ts'
import { namesIn } from './naming.ts'

const EVERY_MS = 1000
/** Entries of one bucket that a look reads; 256 buckets together hold far more than a second brings. */
const PER_BUCKET = 200
/** Events that one look shows: more cannot be read. */
const SHOWN_MAX = 60

/** What arrived between two writers, oldest first; `left`: entries that were not read. */
type Look = {
  readonly from: string
  readonly until: string
  readonly rows: readonly LogEventRow[]
  readonly left: number
}

/** Someone who looks on: what they want, where they are, and how they are told. */
export type Watcher = {
  readonly filter: EventFilter
  /** Where they were; null: from now on. */
  readonly after: string | null
  readonly tell: (place: string, tail: EventTail) => void
}

/** The tails of a process, one a workspace, each asleep while nobody looks on. */
export type Tails = { watch(workspaceId: number, watcher: Watcher): () => void }

/** Makes the tails. */
export function createTails(world: Pick<World, 'db' | 'pool' | 'clock' | 'log'>): Tails {
  const pollers = new Map<number, Poller<Look>>()
  const pollerOf = (workspaceId: number): Poller<Look> => {
    const standing = pollers.get(workspaceId)
    if (standing) return standing
    const ask = createLooks(world, workspaceId)
    const onIdle = () => void pollers.delete(workspaceId)
    const made = createPoller({ ask, everyMs: EVERY_MS, log: world.log, onIdle })
    pollers.set(workspaceId, made)
    return made
  }
  return {
    watch(workspaceId, watcher) {
      const hear = follow(world, workspaceId, watcher)
      return pollerOf(workspaceId).listen(hear)
    },
  }
}

/** Looks from where the look before ended. */
function createLooks(world: Pick<World, 'db' | 'pool'>, workspaceId: number): () => Promise<Look> {
  let at: string | undefined
  return async () => {
    const until = await logHorizon(world.pool)
    const from = at ?? until
    const look = await lookAt(world, workspaceId, { from, until })
    at = until
    return look
  }
}

async function lookAt(
  { db }: Pick<World, 'db'>,
  workspaceId: number,
  stretch: Stretch & { readonly until: string },
): Promise<Look> {
  if (BigInt(stretch.from) >= BigInt(stretch.until)) return { ...stretch, rows: [], left: 0 }
  return { ...stretch, ...(await arrivedWithin(db, workspaceId, { stretch, perBucket: PER_BUCKET })) }
}

/** Hears looks in their order; what lies between where the watcher was and the first look is read for them alone. */
function follow(
  world: Pick<World, 'db' | 'clock' | 'log'>,
  workspaceId: number,
  watcher: Watcher,
): (look: Look) => void {
  let place = watcher.after
  let work = Promise.resolve()
  const hear = async (look: Look) => {
    const at = place ?? look.from
    if (BigInt(at) < BigInt(look.from)) await show(await lookAt(world, workspaceId, { from: at, until: look.from }))
    await show(
      BigInt(at) <= BigInt(look.from)
        ? look
        : { ...look, rows: look.rows.filter(({ txid }) => BigInt(txid) >= BigInt(at)) },
    )
    place = BigInt(at) > BigInt(look.until) ? at : look.until
  }
  const show = async ({ rows, left, until }: Look) => {
    const fitting = rows.filter((row) => fits(row, watcher.filter))
    const shown = fitting.slice(-SHOWN_MAX)
    const dropped = fitting.length - shown.length + left
    if (shown.length === 0 && dropped === 0) return
    const names = await namesIn(world.db, workspaceId, shown)
    watcher.tell(until, { items: shown.map((row) => showEvent(row, names)), dropped, at: instantOf(world.clock.now()) })
  }
  return (look) => {
    work = work
      .then(() => hear(look))
      .catch((error: unknown) => world.log.warn({ err: error }, 'a look at the tail of events failed'))
  }
}

/** Whether an entry is what a watcher wants. The same as the list's query says in SQL. */
function fits(row: LogEventRow, { name, sourceId, channel, customers, property }: EventFilter): boolean {
  if (name !== undefined && row.name !== name) return false
  if (sourceId !== undefined && (row.source_id ?? 0) !== sourceId) return false
  if (channel !== undefined && row.channel !== channel) return false
  if (customers !== undefined && !customers.includes(row.customer_id)) return false
  return property === undefined || holds(JSON.parse(row.body) as EventBody, property)
}

function holds({ p, t }: EventBody, { path, value }: { readonly path: string; readonly value: string }): boolean {
  return [atPath(p, path), atPath(t, path)].some((found) => textOf(found) === value)
}

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)
