// Commits one group of events: dedupe, identity, log and consent in one durable transaction. Retries nothing but lost identity races.
import { DAY_MS } from '@lotse/core/base'
import {
  factsNeeded,
  type IdentityNote,
  identityKey,
  type Known,
  lookupsOf,
  type Resolution,
  resolve,
} from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { addAccepted } from '../adapters/store/accepted.ts'
import {
  addIdentities,
  drawCustomerIds,
  factsOf,
  forwardsOf,
  handOverIdentities,
  type Lookup,
  linksOf,
  moveIdentities,
  noteIdentities,
  ownersOf,
  recordMerges,
} from '../adapters/store/identity.ts'
import { beginGroup, type IdentityLock, mergeConsents, takeKeys, upsertConsents } from '../adapters/store/ingest.ts'
import { appendEvents } from '../adapters/store/log.ts'
import { countsOf } from './counts.ts'
import type { Entry } from './entry.ts'
import { firstOccurrences, keysOf } from './keys.ts'
import { consentRows, identityRows, logRows, type Placed, place, survivorsOf } from './rows.ts'

/** How often a group resolves again because others were first with an identity. Each round the others have committed. */
const RACES_MAX = 8

/** A group lost every race; the caller tries again later. */
export class RacesLost extends Error {
  override readonly name = 'RacesLost'
}

/** What a commit did. `duplicates`: positions of entries whose message id was known. `regrouped`: identities changed hands. */
export type Committed = { readonly duplicates: ReadonlySet<number>; readonly regrouped: boolean }

/**
 * What a group needs besides its entries. `lock`: taken at first; a group that must give identities to other customers takes the
 * exclusive one and resolves again. `noteworthy` leaves out notes that repeat.
 */
export type GroupTools = {
  readonly client: ClientBase
  readonly now: () => number
  readonly lock: IdentityLock
  readonly noteworthy: (notes: readonly IdentityNote[], now: number) => readonly IdentityNote[]
}

/** Entries with different message ids, their keys, and the workspaces they belong to. `count` adds the whole group to the counters. */
type Group = {
  readonly entries: readonly Entry[]
  readonly keys: Buffer
  readonly workspaces: readonly number[]
  readonly count: (taken: ReadonlySet<number>) => Promise<void>
}

/** `taken`: positions of entries whose key was taken before. Or the lock held does not allow what has to be done. */
type Written = { readonly taken: ReadonlySet<number>; readonly regrouped: boolean } | 'needs_exclusive'

/**
 * Commits a group; once it resolves, every entry is durable. On any error nothing is.
 *
 * @param entries - in the order in which they shall stand in the log; at most some thousand.
 */
export async function commitGroup(tools: GroupTools, entries: readonly Entry[]): Promise<Committed> {
  const firsts = firstOccurrences(entries)
  const unique = firsts.map((at) => entries[at]).filter((entry) => entry !== undefined)
  const workspaces = [...new Set(unique.map((entry) => entry.event.workspaceId))].sort((a, b) => a - b)
  const count = (taken: ReadonlySet<number>) =>
    addAccepted(tools.client, countsOf(entries, duplicatesOf(entries.length, firsts, taken)))
  const group = { entries: unique, keys: keysOf(unique), workspaces, count }
  const first = await attempt(tools, group)
  const written = first === 'needs_exclusive' ? await attempt({ ...tools, lock: 'exclusive' }, group) : first
  if (written === 'needs_exclusive') throw new Error('the exclusive lock is held and yet asked for')
  return { duplicates: duplicatesOf(entries.length, firsts, written.taken), regrouped: written.regrouped }
}

function duplicatesOf(total: number, firsts: readonly number[], taken: ReadonlySet<number>): ReadonlySet<number> {
  const stored = new Set(firsts.filter((_, position) => !taken.has(position)))
  const duplicates = new Set<number>()
  for (let at = 0; at < total; at++) if (!stored.has(at)) duplicates.add(at)
  return duplicates
}

async function attempt(tools: GroupTools, group: Group): Promise<Written> {
  await beginGroup(tools.client, group.workspaces, tools.lock)
  try {
    const written = await write(tools, group)
    if (written !== 'needs_exclusive') await group.count(written.taken)
    await tools.client.query(written === 'needs_exclusive' ? 'rollback' : 'commit')
    return written
  } catch (error) {
    await tools.client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function write(tools: GroupTools, group: Group): Promise<Written> {
  const known = await look(tools, group.entries)
  const plan = resolve(eventsOf(group.entries), known)
  // Looked at before anything is written, so that going back for the exclusive lock costs little.
  if (forbidden(tools, plan)) return 'needs_exclusive'
  const receivedAt = tools.now()
  const taken = new Set(await takeKeys(tools.client, group.keys, receivedAt))
  const fresh = taken.size === 0 ? group.entries : group.entries.filter((_, at) => !taken.has(at))
  if (fresh.length === 0) return { taken, regrouped: false }
  const placed = await writeIdentities(tools, fresh, taken.size === 0 ? plan : resolve(eventsOf(fresh), known))
  if (placed === 'needs_exclusive') return placed
  await writeChanges(tools, placed, receivedAt)
  await appendEvents(tools.client, logRows(fresh, placed, receivedAt))
  await upsertConsents(tools.client, consentRows(fresh, placed, receivedAt))
  return { taken, regrouped: regroups(placed) }
}

const eventsOf = (entries: readonly Entry[]) => entries.map((entry) => entry.event)

function regroups(plan: Placed): boolean {
  return plan.mergers.length > 0 || plan.moved.length > 0
}

function forbidden(tools: GroupTools, plan: Placed): boolean {
  return tools.lock === 'shared' && regroups(plan)
}

async function look({ client, lock, now }: GroupTools, entries: readonly Entry[]): Promise<Known> {
  const events = eventsOf(entries)
  const lookups = distinctLookups(entries)
  const owners = lookups.length === 0 ? new Map<string, number>() : await ownersOf(client, lookups)
  const needed = factsNeeded(events, owners)
  const customers = await factsOf(client, needed)
  const own = events.map((event) => event.customerId).filter((id) => id !== undefined)
  const forwards = await forwardsOf(client, own)
  const counted = lock === 'exclusive' && needed.size > 0
  const links = counted ? await linksOf(client, lookups, now() - DAY_MS) : new Map<string, number>()
  return { owners, customers, links, forwards }
}

function distinctLookups(entries: readonly Entry[]): readonly Lookup[] {
  const lookups = new Map<string, Lookup>()
  for (const { event } of entries) {
    if (event.customerId !== undefined) continue
    const { workspaceId } = event
    for (const identifier of lookupsOf(event))
      lookups.set(identityKey(workspaceId, identifier), { workspaceId, identifier })
  }
  return [...lookups.values()]
}

/** Under the shared lock nobody gives an identity away, but others may add one that we are about to add. */
async function writeIdentities(
  tools: GroupTools,
  entries: readonly Entry[],
  first: Resolution,
): Promise<Placed | 'needs_exclusive'> {
  let plan = first
  for (let round = 0; round < RACES_MAX; round++) {
    if (forbidden(tools, plan)) return 'needs_exclusive'
    const placed = place(plan, await drawCustomerIds(tools.client, plan.created))
    if (await addOrUndo(tools.client, identityRows(entries, placed))) return placed
    plan = resolve(eventsOf(entries), await look(tools, entries))
  }
  throw new RacesLost()
}

async function addOrUndo(client: ClientBase, rows: ReturnType<typeof identityRows>): Promise<boolean> {
  if (rows.length === 0) return true
  await client.query('savepoint identities')
  if (await addIdentities(client, rows)) return true
  await client.query('rollback to savepoint identities')
  return false
}

async function writeChanges({ client, noteworthy }: GroupTools, placed: Placed, now: number): Promise<void> {
  if (placed.mergers.length > 0) {
    const { losers, survivors } = survivorsOf(placed.mergers)
    await recordMerges(client, placed.mergers, now)
    await handOverIdentities(client, losers, survivors)
    await mergeConsents(client, losers, survivors)
  }
  const moves = placed.moved.map(({ workspaceId, identifier, customer }) => ({
    workspaceId,
    identifier,
    customerId: customer,
  }))
  await moveIdentities(client, moves)
  await noteIdentities(client, noteworthy(placed.notes, now), now)
}
