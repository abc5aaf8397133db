// Operations on customers. Each reads as a sentence; rows come from the store, words from the presenter.
import { Problem } from '@lotse/core/base'
import { eventNames } from '@lotse/core/listen'
import type { Customer } from '@lotse/protocol'
import {
  consentsOf,
  formerIdsOf,
  identitiesOf,
  mergesOf,
  notesOf,
  runsOf,
  statesOf,
  survivorOf,
} from '../adapters/store/customers.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { type Before, identifyEvents, type Whose } from '../adapters/store/timeline.ts'
import { refuseAction } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { bigId } from '../base/ids.ts'
import { type Api, effect, read } from '../base/operation.ts'
import type { Acceptor } from '../listen/acceptor.ts'
import { consentHistory } from './consent-history.ts'
import { customerListRoutes } from './customer-lists.ts'
import { type CustomerRows, showConsent, showCustomer, traitHistory } from './customer-presenter.ts'
import { timelineOf } from './timeline.ts'

/** Events from which the history of traits is told. */
const IDENTIFY_MAX = 500

/** Registers the operations. */
export function customerRoutes(api: Api, acceptor: Acceptor): void {
  customerListRoutes(api)

  read(api, 'getCustomer', ({ db, caller, params }) => wholeCustomer(db, caller.workspaceId, params.id))

  read(api, 'listTraitHistory', async ({ db, caller, params }) => {
    const whose = await whoseTimeline(db, caller.workspaceId, params.id)
    const events = await identifyEvents(db, whose, IDENTIFY_MAX)
    return { items: traitHistory(events, await sourceNames(db, caller.workspaceId)) }
  })

  read(api, 'listConsentHistory', async ({ db, caller, params, query: { cursor, limit } }) => {
    const whose = await whoseTimeline(db, caller.workspaceId, params.id)
    const placed = await consentHistory(db, whose, { before: beforeOf(cursor), limit: limit + 1 })
    return pageOf(placed, { limit, show: ({ item }) => item, place: ({ at, key }) => [at, key] })
  })

  read(api, 'getTimeline', async ({ db, caller, params, query }) => {
    const whose = await whoseTimeline(db, caller.workspaceId, params.id)
    const { cursor, limit, name, ...asked } = query
    if (name !== undefined && asked.kind !== 'event') refuseAction(caller, 'personal.read')
    const sources = await sourceNames(db, caller.workspaceId)
    const terms = { ...asked, name, before: beforeOf(cursor), limit: limit + 1, sources, reader: caller.memberId }
    const placed = await timelineOf(db, whose, terms)
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
    // Who wrote it down belongs to the proof.
    const p = caller.memberId === null ? { token: String(caller.tokenId) } : { member: String(caller.memberId) }
    await acceptor.accept([{ ...origin, ...named, messageId, occurredAt: now, body: { s: statement, p } }])
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

async function rowsOf(db: Db, workspaceId: number, ids: readonly number[]): Promise<CustomerRows[]> {
  const identities = new Map<number, Awaited<ReturnType<typeof identitiesOf>>>(ids.map((id) => [id, []]))
  for (const row of await identitiesOf(db, workspaceId, ids)) identities.get(row.customer_id)?.push(row)
  const states = await statesOf(db, workspaceId, ids)
  return ids.map((id) => ({ id, state: states.get(id), identities: identities.get(id) ?? [] }))
}

/** A customer with everything that is stored of them. @throws Problem `not_found`. */
export async function wholeCustomer(db: Db, workspaceId: number, text: string): Promise<Customer> {
  const id = await knownCustomer(db, workspaceId, text)
  const formerIds = await formerIdsOf(db, id)
  const [rows] = await rowsOf(db, workspaceId, [id])
  if (!rows) throw new Error('a customer has no rows')
  const ids = [id, ...formerIds]
  const [merges, consents, runs, notes] = await Promise.all([
    mergesOf(db, workspaceId, ids),
    consentsOf(db, workspaceId, id),
    runsOf(db, workspaceId, ids),
    notesOf(db, workspaceId, id),
  ])
  return showCustomer({ ...rows, formerIds, merges, consents, runs, notes })
}
