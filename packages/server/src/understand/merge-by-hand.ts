// Merges two customers because a member says that they are one person: the same rows and log entries as the rules write, under the same lock.
import { Problem } from '@lotse/core/base'
import { BY_HAND, classOf, IDENTITIES_MAX } from '@lotse/core/listen'
import { type CustomerState, mergeStates, readState, stated } from '@lotse/core/understand'
import type { MergePreview } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import { statesOf } from '../adapters/store/customers.ts'
import { forwardsOf, handOverIdentities, recordMerges } from '../adapters/store/identity.ts'
import { beginGroup, mergeConsents } from '../adapters/store/ingest.ts'
import { appendEvents, wakeEngine } from '../adapters/store/log.ts'
import { identitiesHeld, nameMerger, runsHeld } from '../adapters/store/merges.ts'
import type { World } from '../base/world.ts'
import { leaveRow } from '../listen/rows.ts'
import { traitsOf } from './customer-presenter.ts'

/** Two customers of a workspace; the smaller id is the older, who carries on (I4). */
export type Pair = { readonly workspaceId: number; readonly a: number; readonly b: number }
/** Who does it, and when. */
export type Hand = { readonly memberId: number | null; readonly now: number }

/** Works in one durable transaction that holds the identity lock of a workspace, as the acceptor does when identities change hands. */
export async function underIdentityLock<T>(
  { pool }: Pick<World, 'pool'>,
  workspaceId: number,
  work: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await beginGroup(client, [workspaceId], 'exclusive')
    const done = await work(client)
    await client.query('commit')
    broken = false
    return done
  } finally {
    // A connection that is closed undoes what was not committed.
    client.release(broken)
  }
}

/** Merges; two who are one already stay so. @throws Problem `customer.merge_refused`. */
export async function mergeByHand(world: World, pair: Pair, hand: Hand): Promise<void> {
  await underIdentityLock(world, pair.workspaceId, async (client) => {
    const { survivor, loser } = await todaysPair(client, pair)
    if (survivor === loser) return
    const held = await identitiesHeld(client, [survivor, loser])
    if (held.length > IDENTITIES_MAX) throw new Problem('customer.merge_refused', { reason: 'too_many_identities' })
    const { workspaceId } = pair
    const identifier = { kind: BY_HAND, value: '' }
    await recordMerges(client, [{ workspaceId, loser, survivor, identifier, event: 0 }], hand.now)
    await nameMerger(client, loser, hand.memberId)
    await handOverIdentities(client, [loser], [survivor])
    await mergeConsents(client, [loser], [survivor])
    await appendEvents(client, [leaveRow({ workspaceId, loser, survivor }, hand.now)])
  })
  await wakeEngine(world.pool)
}

/** The pair after all merges: another request may have been first. */
async function todaysPair(client: ClientBase, { a, b }: Pair): Promise<{ survivor: number; loser: number }> {
  const forwards = await forwardsOf(client, [a, b])
  const today = (id: number): number => {
    let at = id
    for (let next = forwards.get(at); next !== undefined; next = forwards.get(at)) at = next
    return at
  }
  return { survivor: Math.min(today(a), today(b)), loser: Math.max(today(a), today(b)) }
}

/** What merging would make. Writes nothing. */
export async function previewMerge(world: World, { workspaceId, a, b }: Pair): Promise<MergePreview> {
  const survivor = Math.min(a, b)
  const loser = Math.max(a, b)
  const states = await statesOf(world.db, workspaceId, [a, b])
  const [kept, given] = [states.get(survivor), states.get(loser)]
  const ids = { survivorId: String(survivor), formerId: String(loser) }
  const none = { contradictions: [], replaced: [], endedRuns: [] }
  const nothing = { ...ids, ...none, customer: { identities: [], traits: {} } }
  if (survivor === loser) return { ...nothing, refused: 'same' }
  if (kept === undefined || given === undefined) return { ...nothing, refused: 'not_yet_processed' }
  const held = await identitiesHeld(world.pool, [a, b])
  const joint = readState(kept)
  mergeStates(joint, readState(given), loser)
  return {
    ...ids,
    customer: { identities: held.map(({ kind, value }) => ({ kind, value })), traits: traitsOf(joint.traits) },
    contradictions: contradictionsOf(held, survivor),
    replaced: [...replacedBy(joint, readState(kept)), ...replacedBy(joint, readState(given))],
    endedRuns: endedRuns(await runsHeld(world.pool, workspaceId, [a, b])),
    refused: held.length > IDENTITIES_MAX ? 'too_many_identities' : null,
  }
}

type Held = Awaited<ReturnType<typeof identitiesHeld>>[number]

/** Kinds that name a person, of which both have values and share none (L22). */
function contradictionsOf(held: readonly Held[], survivor: number): MergePreview['contradictions'] {
  const person = held.filter(({ kind }) => classOf(kind) === 'person')
  return [...new Set(person.map(({ kind }) => kind))].flatMap((kind) => {
    const of = (mine: boolean) => person.find((one) => one.kind === kind && (one.customer_id === survivor) === mine)
    const [mine, theirs] = [of(true), of(false)]
    return mine && theirs ? [{ kind, mine: { kind, value: mine.value }, theirs: { kind, value: theirs.value } }] : []
  })
}

function replacedBy(joint: CustomerState, one: CustomerState): MergePreview['replaced'] {
  return Object.entries(one.traits).flatMap(([name, dated]) => {
    const [before, after] = [stated(dated), stated(joint.traits[name])]
    if (before === undefined || JSON.stringify(before) === JSON.stringify(after)) return []
    return [{ name, kept: after ?? null, dropped: before }]
  })
}

/** Of two runs of one flow and key the older goes on (I4); flows that people enter each time keep all. */
function endedRuns(runs: Awaited<ReturnType<typeof runsHeld>>): MergePreview['endedRuns'] {
  const older = new Set<string>()
  return runs.flatMap((run) => {
    const place = JSON.stringify([run.flow_id, run.key])
    if (run.rule === 'always') return []
    if (older.has(place)) return [{ runId: run.id, flowName: run.flow_name, key: run.key }]
    older.add(place)
    return []
  })
}
