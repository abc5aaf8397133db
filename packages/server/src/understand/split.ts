// Takes a wrong merge apart (I5): rules decide whose is whose; identities, consents and entries change hands in one transaction with the log.
import type { FormerLegacy, Legacy, PartLeaving, PartStaying } from '@lotse/core/act'
import { bucketOf, Problem } from '@lotse/core/base'
import {
  type EventBody,
  inputKinds,
  namedIn,
  type Parting,
  partLogs,
  type Side,
  sideKey,
  supersedes,
} from '@lotse/core/listen'
import { emptyState, learn } from '@lotse/core/understand'
import type { SplitPreview } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import { toEvent } from '../adapters/store/engine/read.ts'
import { moveIdentities } from '../adapters/store/identity.ts'
import { type ConsentRow, upsertConsents } from '../adapters/store/ingest.ts'
import { wakeEngine } from '../adapters/store/log.ts'
import {
  appendEntry,
  type ClaimRow,
  claimsOf,
  dropConsents,
  endMerge,
  formerOf,
  giveEntries,
  identitiesHeld,
  leavingOf,
  legacyOf,
  mergeById,
  runsHeld,
} from '../adapters/store/merges.ts'
import type { World } from '../base/world.ts'
import { type Hand, underIdentityLock } from './merge-by-hand.ts'

/** Which merge of which customer. */
export type SplitOf = { readonly workspaceId: number; readonly customerId: number; readonly mergeId: number }
type Client = Pick<ClientBase, 'query'>
type Refusal = NonNullable<SplitPreview['refused']>

/** Everything that is known before a merge is taken apart. */
type Plan = {
  readonly survivor: number
  readonly loser: number
  readonly legacy: Legacy
  readonly claims: readonly (ClaimRow & { readonly side: Side })[]
  readonly parting: Parting
  readonly leaving: ReadonlySet<number>
}

/** The two customers after a split. */
export type Halves = { readonly stays: number; readonly leaves: number }

/**
 * Takes a merge apart. Done twice it is done once.
 *
 * @throws Problem `not_found`, `customer.split_refused`.
 */
export async function splitMerge(world: World, of: SplitOf, hand: Hand): Promise<Halves> {
  const halves = await underIdentityLock(world, of.workspaceId, async (client) => {
    const merge = await foundMerge(client, of)
    if (merge.ended_at === null) await takeApart(client, await plannedOf(client, merge), { ...of, ...hand })
    return { stays: merge.survivor_id, leaves: merge.loser_id }
  })
  await wakeEngine(world.pool)
  return halves
}

type Merge = { readonly loser_id: number; readonly survivor_id: number; readonly ended_at: number | null }

async function foundMerge(client: Client, { workspaceId, customerId, mergeId }: SplitOf): Promise<Merge> {
  const merge = await mergeById(client, workspaceId, mergeId)
  if (!merge) throw new Problem('not_found')
  if (merge.ended_at === null && merge.survivor_id !== customerId) throw refused('inside_another')
  return merge
}

const refused = (reason: Refusal): Problem => new Problem('customer.split_refused', { reason })

async function plannedOf(client: Client, merge: Merge): Promise<Plan> {
  const plan = await planOf(client, merge)
  if (typeof plan === 'string') throw refused(plan)
  return plan
}

/** Reads the logs of both and lets the rules part them. */
async function planOf(client: Client, { loser_id: loser, survivor_id: survivor }: Merge): Promise<Plan | Refusal> {
  const leavingAt = await leavingOf(client, loser, survivor)
  const text = leavingAt && (await legacyOf(client, { loser, survivor, leaving: leavingAt }))
  if (leavingAt === undefined || !text) return 'not_yet_processed'
  const legacy = JSON.parse(text) as Legacy
  const gone = new Set([loser, ...(legacy.state.absorbed ?? [])])
  const rows = await claimsOf(client, [survivor, ...(await formerOf(client, survivor))], leavingAt)
  const sideBefore = (row: ClaimRow): Side | null =>
    gone.has(row.customer_id) ? 'leaves' : row.after && row.customer_id === survivor ? null : 'stays'
  const claims = rows.map((row) => ({
    seq: row.seq,
    side: sideBefore(row),
    identifiers: namedIn(JSON.parse(row.body) as EventBody),
  }))
  const parting = partLogs([
    ...claims.filter(({ side }) => side !== null),
    ...claims.filter(({ side }) => side === null),
  ])
  const leaving = new Set(parting.leaving)
  const sided = rows.map((row) => ({ ...row, side: sideBefore(row) ?? (leaving.has(row.seq) ? 'leaves' : 'stays') }))
  return { survivor, loser, legacy, claims: sided, parting, leaving }
}

async function takeApart(client: ClientBase, plan: Plan, at: SplitOf & Hand): Promise<void> {
  const { survivor, loser, claims, parting, leaving } = plan
  await endMerge(client, at.mergeId, at)
  const held = await identitiesHeld(client, [survivor])
  const going = held.filter((identifier) => parting.sides.get(sideKey(identifier)) === 'leaves')
  await moveIdentities(
    client,
    going.map(({ kind, value }) => ({ workspaceId: at.workspaceId, identifier: { kind, value }, customerId: loser })),
  )
  await dropConsents(client, [survivor, loser])
  await upsertConsents(client, consentsOf(plan, at.workspaceId))
  const place = await appendEntry(client, entryFor(survivor, stayingBody(plan), at))
  const given = claims.filter(({ seq, customer_id }) => leaving.has(seq) && customer_id === survivor)
  if (given.length > 0) await giveEntries(client, given, { to: loser, ...place })
  await appendEntry(client, entryFor(loser, { side: 'leaves', legacy: { state: plan.legacy.state } }, at))
}

function entryFor(customerId: number, body: PartStaying | PartLeaving, { workspaceId, mergeId, now }: SplitOf & Hand) {
  const bucket = bucketOf(workspaceId, customerId)
  const fixed = { kind: inputKinds.part, flags: 0, sourceId: null, name: 'Taken Apart', channel: 'lotse' }
  const times = { occurredAt: now, receivedAt: now }
  return {
    ...fixed,
    ...times,
    workspaceId,
    customerId,
    bucket,
    messageId: `part/${mergeId}`,
    body: JSON.stringify(body),
  }
}

function stayingBody({ loser, legacy, claims, leaving }: Plan): PartStaying {
  const since = emptyState()
  for (const row of claims) if (leaving.has(row.seq)) learn(since, eventOf(row))
  const former: FormerLegacy = { state: legacy.state, runs: legacy.runs.map(({ id }) => id) }
  return { side: 'stays', other: loser, absorbed: legacy.state.absorbed ?? [], legacy: former, told: since.traits }
}

function eventOf(row: ClaimRow) {
  const { seq, kind, flags, name, channel, message_id, occurred_at, received_at, body } = row
  const times = { occurredAt: occurred_at, receivedAt: received_at }
  return toEvent({ seq, kind, flags, name, channel, messageId: message_id, body, ...times, ...NOWHERE })
}

/** Where an event stands in the log says nothing about what it teaches. */
const NOWHERE = { bucket: 0, txid: '0', workspace: 0, customer: 0, source: null }

/** The statements that hold on each side, from the log. */
function consentsOf({ survivor, loser, claims }: Plan, workspaceId: number): ConsentRow[] {
  const standing = new Map<string, ConsentRow>()
  for (const row of claims) {
    const { s: statement } = JSON.parse(row.body) as EventBody
    if (row.kind !== inputKinds.consent || statement === undefined) continue
    const customerId = row.side === 'leaves' ? loser : survivor
    const { address, ...said } = statement
    const proof = { messageId: row.message_id, sourceId: row.source_id, receivedAt: row.received_at, address }
    const next = { ...said, workspaceId, customerId, statedAt: row.occurred_at, proof: JSON.stringify(proof) }
    const key = JSON.stringify([customerId, said.channel, said.topic])
    const before = standing.get(key)
    if (before === undefined || supersedes(next, before)) standing.set(key, next)
  }
  return [...standing.values()]
}

/** What taking a merge apart would make. Writes nothing. @throws Problem `not_found`. */
export async function previewSplit({ pool }: World, of: SplitOf): Promise<SplitPreview> {
  const merge = await mergeById(pool, of.workspaceId, of.mergeId)
  if (!merge || merge.ended_at !== null) throw new Problem('not_found')
  const plan = merge.survivor_id === of.customerId ? await planOf(pool, merge) : 'inside_another'
  const empty = { identities: [], events: 0, runs: 0 }
  const ids = { stays: String(merge.survivor_id), leaves: String(merge.loser_id) }
  if (typeof plan === 'string')
    return { stays: { id: ids.stays, ...empty }, leaves: { id: ids.leaves, ...empty }, refused: plan }
  const held = await identitiesHeld(pool, [plan.survivor])
  const runs = await runsHeld(pool, of.workspaceId, [plan.survivor])
  const brought = new Set(plan.legacy.runs.map(({ id }) => id))
  const half = (side: Side) => ({
    id: ids[side],
    identities: held
      .filter((one) => (plan.parting.sides.get(sideKey(one)) ?? 'stays') === side)
      .map(({ kind, value }) => ({ kind, value })),
    events: plan.claims.filter((claim) => claim.side === side).length,
    runs: runs.filter(({ id }) => brought.has(id) === (side === 'leaves')).length,
  })
  return { stays: half('stays'), leaves: half('leaves'), refused: null }
}
