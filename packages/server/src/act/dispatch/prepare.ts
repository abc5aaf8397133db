// From claimed messages to rendered ones: checks consent, suppression and address at the last moment (M2), then fills the template.
import { addressOf, type EmailRequest, type MessageRequest, maySend, type SuppressReason } from '@lotse/core/act'
import { INSTANT_MAX, Problem } from '@lotse/core/base'
import type { OutgoingMessage } from '@lotse/core/ports'
import { type CustomerState, readState, stated } from '@lotse/core/understand'
import {
  type Recipient,
  recipientsOf,
  suppressedOf,
  suppressionKey,
  type WorkspaceFacts,
  workspacesOf,
} from '../../adapters/store/consent.ts'
import { forwardsOf } from '../../adapters/store/identity.ts'
import type { ClaimedMessage, Outcome } from '../../adapters/store/outbox.ts'
import type { World } from '../../base/world.ts'
import { barredOf } from '../../privacy/erasure/barred.ts'
import type { CompiledTemplate, TemplateBook, Unusable } from '../template/index.ts'
import { emailOf } from './email.ts'

/** A message that may leave. `leaveUnknown`: its author said "rather not than twice". */
export type Ready = {
  readonly claimed: ClaimedMessage
  readonly address: string | null
  readonly outgoing: OutgoingMessage
  readonly leaveUnknown: boolean
}

/** What becomes of claimed messages: those that may leave, and outcomes of those that may not. */
export type Prepared = { readonly ready: readonly Ready[]; readonly held: readonly Outcome[] }

type Tools = { readonly world: World; readonly book: TemplateBook }

/** Prepares claimed messages of one channel; everything is read after the claim, so a withdrawal before it is seen. */
export async function prepare(tools: Tools, claimed: readonly ClaimedMessage[]): Promise<Prepared> {
  const ready: Ready[] = []
  const held: Outcome[] = []
  const facts = await factsOf(tools, claimed)
  for (const message of claimed) {
    const one = await prepareOne(tools, message, facts)
    if ('state' in one) held.push(one)
    else ready.push(one)
  }
  return { ready, held }
}

/** What is known when a batch is prepared. `survivor`: the customer a merged one goes on as. */
type Facts = {
  readonly survivor: (customerId: number) => number
  readonly recipients: ReadonlyMap<number, Recipient>
  readonly workspaces: ReadonlyMap<number, WorkspaceFacts>
  readonly suppressed: ReadonlySet<string>
}

async function factsOf({ world }: Tools, claimed: readonly ClaimedMessage[]): Promise<Facts> {
  const emails = claimed.filter((m) => m.channel === 'email')
  const forwards = await forwardsOf(world.pool, distinct(emails.map((m) => m.customerId)))
  const survivor = (id: number): number => followed(forwards, id)
  const recipients = await recipientsOf(world.pool, distinct(emails.map((m) => survivor(m.customerId))), 'email')
  const workspaces = await workspacesOf(world.pool, distinct(emails.map((m) => m.workspaceId)))
  const addresses = emails.flatMap((m) => {
    const address = addressFor(recipients.get(survivor(m.customerId)))
    return address === null ? [] : [{ workspaceId: m.workspaceId, address }]
  })
  const suppressed = [await suppressedOf(world.pool, 'email', addresses), await barredOf(world, 'email', addresses)]
  return { survivor, recipients, workspaces, suppressed: new Set(suppressed.flatMap((set) => [...set])) }
}

const distinct = (ids: readonly number[]): number[] => [...new Set(ids)]

function followed(forwards: ReadonlyMap<number, number>, id: number): number {
  let at = id
  // Each merge leads to an older customer, so the way is finite.
  for (let next = forwards.get(at); next !== undefined; next = forwards.get(at)) at = next
  return at
}

/** Where mails to a customer go; null where no address is known. */
export function addressFor(recipient: Recipient | undefined): string | null {
  if (recipient === undefined) return null
  const named = stateOf(recipient)?.traits['email']
  const value = stated(named)
  return addressOf(recipient.identities, typeof value === 'string' ? value : null)
}

function stateOf(recipient: Recipient): CustomerState | null {
  return recipient.state === null ? null : readState(recipient.state)
}

async function prepareOne(tools: Tools, claimed: ClaimedMessage, facts: Facts): Promise<Ready | Outcome> {
  const request: MessageRequest = JSON.parse(claimed.request)
  if (request.channel === 'email') return prepareEmail(tools, { claimed, request, facts })
  const { key, workspaceId } = claimed
  const timestampMs = tools.world.clock.now()
  const body = JSON.stringify(request.body)
  const outgoing = { channel: 'webhook', key, workspaceId, url: request.url, body, timestampMs } as const
  return { claimed, address: null, outgoing, leaveUnknown: false }
}

type EmailJob = { readonly claimed: ClaimedMessage; readonly request: EmailRequest; readonly facts: Facts }

async function prepareEmail({ world, book }: Tools, { claimed, request, facts }: EmailJob): Promise<Ready | Outcome> {
  const customerId = facts.survivor(claimed.customerId)
  const recipient = facts.recipients.get(customerId)
  const workspace = facts.workspaces.get(claimed.workspaceId)
  const address = addressFor(recipient)
  const suppressed = address !== null && facts.suppressed.has(suppressionKey(claimed.workspaceId, address))
  const { topic, transactional } = request
  const may = maySend({
    channel: 'email',
    topic,
    transactional,
    address,
    suppressed,
    consents: recipient?.consents ?? [],
  })
  if (may !== 'ok') return heldBack(claimed, may)
  if (recipient === undefined || workspace === undefined || address === null) return heldBack(claimed, 'no_address')
  const { template: key, templateVersion: version } = request
  const template: CompiledTemplate | Unusable = await book.find({ workspaceId: claimed.workspaceId, key, version })
  if ('unusable' in template) return heldBack(claimed, template.unusable, template.detail)
  const leaveUnknown = template.document.ifUnknown === 'leave'
  if (leaveUnknown && claimed.was === 'unknown') return leftToPerson(claimed)
  try {
    const state = stateOf(recipient)
    const outgoing = emailOf(world, { claimed, request, template, customerId, address, workspace, state })
    return { claimed, address, outgoing, leaveUnknown }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return heldBack(claimed, 'template_invalid', error.message)
  }
}

function heldBack(claimed: ClaimedMessage, reason: SuppressReason, detail?: string): Outcome {
  const text = detail === undefined ? reason : `${reason}: ${detail}`.slice(0, 300)
  return { id: claimed.id, state: 'suppressed', reason: text, providerId: null, dueAt: null }
}

/** "Rather not than twice": it may have arrived, so a person decides (M3). */
function leftToPerson({ id }: ClaimedMessage): Outcome {
  return { id, state: 'unknown', reason: 'rather_not_twice', providerId: null, dueAt: INSTANT_MAX }
}
