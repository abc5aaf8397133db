// Operations on live figures, and the streams of Mission Control and of a customer's timeline. One asker per question, many listeners.
import type { LiveSnapshot, TimelineItem } from '@lotse/protocol'
import { runsOf } from '../adapters/store/customers.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { arrivedEvents, latestMessages, type Whose } from '../adapters/store/timeline.ts'
import { may } from '../base/auth.ts'
import { type Api, read, stream } from '../base/operation.ts'
import { createPoller, type Poller } from '../base/poller.ts'
import type { EventStream } from '../base/sse.ts'
import type { World } from '../base/world.ts'
import { whoseTimeline } from '../understand/customer-routes.ts'
import { placeEvent, placeMessage, placeRun } from '../understand/timeline.ts'
import { createMotions } from './motion.ts'
import { createPhotographer } from './snapshot.ts'
import { createLagProbe, type LagProbe, statsOf } from './stats.ts'

const EVERY_MS = 1000
/** Events a listener gets at once when it comes without having listened before. */
const FIRST_EVENTS = 20
/** Events of one customer that a look sees; more than this between two looks are seen by loading the timeline anew. */
const EVENTS_MAX = 200
const MESSAGES_MAX = 50
const RESUMED_EVENTS_MAX = 1000
/** Writers overlap: an event with a smaller number may become visible a little later. Who comes back gets these again. */
const OVERLAP = 50

/** Registers the operations. */
export function liveRoutes(api: Api): void {
  const lagMs = createLagProbe(api.world)
  read(api, 'getStats', ({ db, caller }) => statsOf(db, caller.workspaceId, lagMs))
  const motions = createMotions(api.world)
  read(api, 'getMotion', ({ caller, query }) => motions(caller.workspaceId, query.span))
  workspaceStream(api, lagMs)
  customerStream(api)
}

function workspaceStream(api: Api, lagMs: LagProbe): void {
  const { world } = api
  const pollers = new Map<number, Poller<LiveSnapshot>>()
  const pollerOf = (workspaceId: number): Poller<LiveSnapshot> =>
    kept(pollers, workspaceId, (onIdle) =>
      createPoller({ ask: createPhotographer(world, workspaceId, lagMs), everyMs: EVERY_MS, log: world.log, onIdle }),
    )
  stream(api, 'watchWorkspace', async ({ caller }, events) => {
    // A snapshot is the whole picture: who comes back needs the newest alone, and not even that where it is what they saw last.
    const seesCustomers = may(caller, 'customers.read')
    const show = (snapshot: LiveSnapshot) => {
      if (idOf(snapshot) === events.lastEventId) return
      events.send('snapshot', idOf(snapshot), seesCustomers ? snapshot : withoutCustomers(snapshot))
    }
    const poller = pollerOf(caller.workspaceId)
    if (poller.latest) show(poller.latest)
    events.onClose(poller.listen(show))
  })
}

/** Who may not see customers sees how many, never who. */
const withoutCustomers = (snapshot: LiveSnapshot): LiveSnapshot => ({
  ...snapshot,
  recent: snapshot.recent.map((event) => ({ ...event, customerId: null })),
  decisions: snapshot.decisions.map((decision) => ({ ...decision, customerId: null })),
})

const idOf = (snapshot: LiveSnapshot): string => String(Date.parse(snapshot.at))

/** The poller under a key; one that has gone idle is forgotten, so that the map holds only what is listened to. */
function kept<K, T>(pollers: Map<K, Poller<T>>, key: K, create: (onIdle: () => void) => Poller<T>): Poller<T> {
  const standing = pollers.get(key)
  if (standing) return standing
  const made = create(() => void pollers.delete(key))
  pollers.set(key, made)
  return made
}

/** An entry with the number of its event in the log; messages and runs have none. */
type Seen = { readonly seq: number | null; readonly item: TimelineItem }

function customerStream(api: Api): void {
  const { world } = api
  const pollers = new Map<string, Poller<readonly Seen[]>>()
  const pollerOf = (whose: Whose): Poller<readonly Seen[]> =>
    kept(pollers, `${whose.workspaceId} ${whose.ids.join(' ')}`, (onIdle) =>
      createPoller({
        ask: () => lookAt(world, whose, { after: 0, limit: EVENTS_MAX }),
        everyMs: EVERY_MS,
        log: world.log,
        onIdle,
      }),
    )
  stream(
    api,
    'watchCustomer',
    async ({ db, caller, params }, events) => {
      const whose = await whoseTimeline(db, caller.workspaceId, params.id)
      const last = seqOf(events.lastEventId)
      const now = await lookAt(world, whose, { after: 0, limit: EVENTS_MAX })
      const missed = last === null ? newestEvents(now) : await missedEvents(world, whose, last)
      const show = teller(events, now)
      show([...missed, ...now.filter(({ seq }) => seq === null)])
      events.onClose(pollerOf(whose).listen(show))
    },
    async ({ db, caller, params }) => void (await whoseTimeline(db, caller.workspaceId, params.id)),
  )
}

const SEQ = /^\d{1,15}$/
const seqOf = (id: string | null): number | null => (id !== null && SEQ.test(id) ? Number(id) : null)

/** The newest of a customer, oldest first. */
async function lookAt(
  { db }: Pick<World, 'db'>,
  whose: Whose,
  range: { readonly after: number; readonly limit: number },
): Promise<Seen[]> {
  const sources = await sourceNames(db, whose.workspaceId)
  const events = await arrivedEvents(db, whose, range)
  const messages = await latestMessages(db, whose, { before: undefined, limit: MESSAGES_MAX })
  const runs = await runsOf(db, whose.workspaceId, whose.ids)
  const others = [...messages.map(placeMessage), ...runs.flatMap(placeRun)].sort((a, b) => a.at - b.at)
  return [
    ...events.toReversed().map((row) => ({ seq: row.seq, item: placeEvent(row, sources).item })),
    ...others.map(({ item }) => ({ seq: null, item })),
  ]
}

const newestEvents = (seen: readonly Seen[]): Seen[] => seen.filter(({ seq }) => seq !== null).slice(-FIRST_EVENTS)

async function missedEvents(world: Pick<World, 'db'>, whose: Whose, last: number): Promise<Seen[]> {
  const range = { after: Math.max(0, last - OVERLAP), limit: RESUMED_EVENTS_MAX }
  return (await lookAt(world, whose, range)).filter(({ seq }) => seq !== null)
}

/**
 * Sends what a listener has not seen: events that were not there before, and messages and runs that are new or have changed.
 *
 * @param known - events in it are sent only by the first call; they were there when the listener came.
 */
function teller(events: EventStream, known: readonly Seen[]): (seen: readonly Seen[]) => void {
  let last = 0
  let shown = new Map<string, string>()
  const send = ({ seq, item }: Seen) => {
    last = Math.max(last, seq ?? 0)
    events.send('item', String(last), item)
  }
  return (seen) => {
    const first = shown.size === 0
    const looks = new Map(seen.map(({ seq, item }) => [item.id, seq === null ? JSON.stringify(item) : '']))
    for (const one of seen) if (first || shown.get(one.item.id) !== looks.get(one.item.id)) send(one)
    // What has left the window does not come back, so it need not be remembered.
    shown = first ? new Map([...known.map(({ item }): [string, string] => [item.id, '']), ...looks]) : looks
  }
}
