// Operations on customers. Each reads as a sentence; rows come from the store, words from the presenter.
import { Problem } from '@lotse/core/base'
import { eventNames } from '@lotse/core/listen'
import {
  consentsOf,
  customerByIdentity,
  formerIdsOf,
  identitiesOf,
  newestCustomers,
  notesOf,
  runsOf,
  statesOf,
  survivorOf,
} from '../adapters/store/customers.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import type { Before, Whose } from '../adapters/store/timeline.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { bigId } from '../base/ids.ts'
import { type Api, effect, read } from '../base/operation.ts'
import type { Acceptor } from '../listen/acceptor.ts'
import { type CustomerRows, showConsent, showCustomer, showSummary } from './customer-presenter.ts'
import { timelineOf } from './timeline.ts'

/** Registers the operations. */
export function customerRoutes(api: Api, acceptor: Acceptor): void {
  read(api, 'listCustomers', async ({ db, caller, query }) => {
    const { identity, cursor, limit } = query
    if (identity !== undefined) return { items: await withIdentity(db, caller.workspaceId, identity), next: null }
    const [before] = positionOf(cursor, 'number') ?? []
    const ids = await newestCustomers(db, caller.workspaceId, { before, limit: limit + 1 })
    const rows = await rowsOf(db, caller.workspaceId, ids)
    return pageOf(rows, { limit, show: showSummary, place: ({ id }) => [id] })
  })

  read(api, 'getCustomer', async ({ db, caller, params }) => {
    const { workspaceId } = caller
    const id = await knownCustomer(db, workspaceId, params.id)
    const formerIds = await formerIdsOf(db, id)
    const [rows] = await rowsOf(db, workspaceId, [id])
    if (!rows) throw new Error('a customer has no rows')
    const consents = await consentsOf(db, workspaceId, id)
    const runs = await runsOf(db, workspaceId, [id, ...formerIds])
    return showCustomer({ ...rows, formerIds, consents, runs, notes: await notesOf(db, workspaceId, id) })
  })

  read(api, 'getTimeline', async ({ db, caller, params, query }) => {
    const whose = await whoseTimeline(db, caller.workspaceId, params.id)
    const { cursor, limit } = query
    const sources = await sourceNames(db, caller.workspaceId)
    const placed = await timelineOf(db, whose, { before: beforeOf(cursor), limit: limit + 1, sources })
    return pageOf(placed, { limit, show: ({ item }) => item, place: ({ at, key }) => [at, key] })
  })

  effect(api, 'stateConsent', async ({ db, caller, params, body, now, effect: messageId }) => {
    const { workspaceId } = caller
    const customerId = await knownCustomer(db, workspaceId, params.id)
    const { wording, ...said } = body
    const statement = wording === undefined ? said : { ...said, wording }
    const origin = { workspaceId, customerId, sourceId: null, identifiers: [], history: false, clockCorrected: false }
    const named = {
      kind: 'consent',
      name: eventNames.consent,
      channel: caller.memberId === null ? 'api' : 'console',
    } as const
    await acceptor.accept([{ ...origin, ...named, messageId, occurredAt: now, body: { s: statement } }])
    const standing = await consentsOf(db, workspaceId, customerId)
    const mine = standing.find(({ channel, topic }) => channel === body.channel && topic === body.topic)
    if (!mine) throw new Error('a statement of consent was accepted and is not there')
    return showConsent(mine)
  })
}

/**
 * The customer with an id, or whom it was merged into.
 *
 * @throws Problem `not_found` where the workspace has none.
 */
export async function knownCustomer(db: Db, workspaceId: number, text: string): Promise<number> {
  const id = await survivorOf(db, workspaceId, bigId(text))
  if (id === undefined) throw new Problem('not_found')
  return id
}

/** A customer with all ids they ever had. @throws Problem `not_found`. */
export async function whoseTimeline(db: Db, workspaceId: number, text: string): Promise<Whose> {
  const id = await knownCustomer(db, workspaceId, text)
  return { workspaceId, ids: [id, ...(await formerIdsOf(db, id))] }
}

function beforeOf(cursor: string | undefined): Before | undefined {
  const position = positionOf(cursor, 'number', 'string')
  return position && { at: position[0], key: position[1] }
}

async function withIdentity(db: Db, workspaceId: number, identity: string) {
  const colon = identity.indexOf(':')
  const kind = identity.slice(0, colon)
  const id = await customerByIdentity(db, workspaceId, { kind, values: formsOf(kind, identity.slice(colon + 1)) })
  return id === undefined ? [] : (await rowsOf(db, workspaceId, [id])).map(showSummary)
}

/** The value as written, and in the form in which identifiers of its kind are kept. */
function formsOf(kind: string, value: string): string[] {
  const text = value.trim().normalize('NFC')
  if (kind === 'email') return [...new Set([text.toLowerCase(), value])]
  if (kind === 'phone') return [...new Set([text.replace(/[\s()/.-]/g, ''), value])]
  return [...new Set([text, value])]
}

async function rowsOf(db: Db, workspaceId: number, ids: readonly number[]): Promise<CustomerRows[]> {
  const identities = new Map<number, Awaited<ReturnType<typeof identitiesOf>>>(ids.map((id) => [id, []]))
  for (const row of await identitiesOf(db, workspaceId, ids)) identities.get(row.customer_id)?.push(row)
  const states = await statesOf(db, workspaceId, ids)
  return ids.map((id) => ({ id, state: states.get(id), identities: identities.get(id) ?? [] }))
}
