// Operations on events of a workspace: list, tail, one event, names, schema, volumes. Each reads as a sentence.
import { Problem } from '@lotse/core/base'
import type { OperationQuery } from '@lotse/protocol'
import { type EventFilter, eventAt, type LogPlace } from '../adapters/store/event-list.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { type Caller, may, refuseAction } from '../base/auth.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { DOWNLOAD_PAGE, download } from '../base/download.ts'
import { instantOf, integerId } from '../base/ids.ts'
import { type Api, read, stream } from '../base/operation.ts'
import { whoseTimeline } from '../understand/customer-routes.ts'
import { isOpenName } from '../understand/masking.ts'
import { eventColumns } from './event-columns.ts'
import { showEvent, showEventDetail } from './event-presenter.ts'
import { schemaOf } from './event-schema.ts'
import { searchEvents } from './event-search.ts'
import { createTails } from './event-tail.ts'
import { namesOf, volumesOf } from './event-volumes.ts'
import { namesIn } from './naming.ts'

/** Registers the operations. */
export function eventRoutes(api: Api): void {
  listRoutes(api)
  tailRoute(api)

  read(api, 'listEventNames', async ({ db, caller, query, now }) => ({
    items: await namesOf(db, caller.workspaceId, { find: query.find ?? '', now }),
    next: null,
  }))

  read(api, 'getEventSchema', async ({ world, db, caller, query, now }) => {
    const sources = await sourceNames(db, caller.workspaceId)
    const plain = may(caller, 'personal.read')
    const schema = await schemaOf(world.pool, caller.workspaceId, { name: query.name, now, sources, plain })
    if (!schema) throw new Problem('not_found')
    return schema
  })

  read(api, 'getEventVolumes', async ({ db, caller, query, now }) =>
    volumesOf(db, caller.workspaceId, { ...query, sourceId: sourceIdOf(query.source), now }),
  )
}

function listRoutes(api: Api): void {
  read(api, 'listEvents', ({ db, caller, query }) => eventsPage(db, caller, query))

  download(api, 'exportEvents', async ({ db, caller, query }) => {
    const { format: _, language: __, ...wanted } = query
    const { workspaceId } = caller
    const filter = await filterOf(db, caller, wanted)
    return {
      file: 'events',
      columns: eventColumns,
      page: async (cursor) => {
        const before = placeOf(cursor)
        const { rows, stopped } = await searchEvents(db, workspaceId, { filter, before, limit: DOWNLOAD_PAGE })
        const names = await namesIn(db, workspaceId, rows)
        const last = rows.length === DOWNLOAD_PAGE ? rows.at(-1) : stopped?.place
        return {
          items: rows.map((row) => showEventDetail(row, names, !may(caller, 'personal.read'))),
          next: last ? cursorOf([last.txid, last.seq]) : null,
        }
      },
    }
  })

  read(api, 'getEvent', async ({ db, caller, params }) => {
    const [bucket = '', txid = '', seq = ''] = params.id.split('-')
    if (Number(bucket) > 255 || !Number.isSafeInteger(Number(seq)) || BigInt(txid) > XID_MAX)
      throw new Problem('not_found')
    const row = await eventAt(db, caller.workspaceId, { bucket: Number(bucket), txid, seq: Number(seq) })
    if (!row) throw new Problem('not_found')
    return showEventDetail(row, await namesIn(db, caller.workspaceId, [row]), !may(caller, 'personal.read'))
  })
}

/** The largest number of a writer. */
const XID_MAX = 2n ** 63n - 1n

function tailRoute(api: Api): void {
  const tails = createTails(api.world)
  stream(
    api,
    'watchEvents',
    async ({ db, caller, query }, events) => {
      const filter = await filterOf(db, caller, query)
      const after = writerOf(events.lastEventId) ?? query.after ?? null
      events.onClose(
        tails.watch(caller.workspaceId, { filter, after, tell: (place, tail) => events.send('events', place, tail) }),
      )
    },
    async ({ db, caller, query }) => void (await filterOf(db, caller, query)),
  )
}

const writerOf = (id: string | null): string | undefined => (id !== null && /^\d{1,19}$/.test(id) ? id : undefined)

async function eventsPage(db: Db, caller: Caller, query: OperationQuery<'listEvents'>) {
  const { cursor, limit } = query
  const filter = await filterOf(db, caller, query)
  const found = await searchEvents(db, caller.workspaceId, { filter, before: placeOf(cursor), limit: limit + 1 })
  const shown = found.rows.slice(0, limit)
  const names = await namesIn(db, caller.workspaceId, shown)
  const last = found.rows.length > limit ? shown.at(-1) : found.stopped?.place
  return {
    items: shown.map((row) => showEvent(row, names)),
    next: last ? cursorOf([last.txid, last.seq]) : null,
    searchedTo: found.stopped ? instantOf(found.stopped.at) : null,
    place: found.horizon,
  }
}

function placeOf(cursor: string | undefined): LogPlace | undefined {
  const position = positionOf(cursor, 'string', 'number')
  if (!position) return undefined
  const [txid, seq] = position
  if (writerOf(txid) === undefined)
    throw new Problem('request.invalid', { field: 'cursor', detail: 'the cursor is not one of this list' })
  return { txid, seq }
}

type Wanted = Pick<OperationQuery<'listEvents'>, 'name' | 'source' | 'channel' | 'customer' | 'property'> & {
  readonly since?: string | undefined
  readonly until?: string | undefined
}

/** @throws Problem `auth.forbidden` for who asks for a value that would be masked; `not_found` for a customer there is none of. */
async function filterOf(
  db: Db,
  caller: Caller,
  { name, source, channel, customer, property, since, until }: Wanted,
): Promise<EventFilter> {
  const equals = property === undefined ? undefined : propertyOf(property)
  if (equals && !isOpenName(equals.path)) refuseAction(caller, 'personal.read')
  const customers = customer === undefined ? undefined : (await whoseTimeline(db, caller.workspaceId, customer)).ids
  return {
    name,
    sourceId: sourceIdOf(source),
    channel,
    customers,
    property: equals,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  }
}

const sourceIdOf = (source: string | undefined): number | undefined =>
  source === undefined ? undefined : source === 'own' ? 0 : integerId(source)

function propertyOf(text: string): { readonly path: string; readonly value: string } {
  const at = text.indexOf('=')
  return { path: text.slice(0, at), value: text.slice(at + 1) }
}
