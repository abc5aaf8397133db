// Commits one group of events: dedupe, identity, log and consent in one durable transaction. Retries nothing but lost identity races.
import type { IdentityNote } from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { addAccepted } from '../adapters/store/accepted.ts'
import { handOverIdentities, moveIdentities, noteIdentities, recordMerges } from '../adapters/store/identity.ts'
import {
  beginGroup,
  type IdentityLock,
  type LastErased,
  mergeConsents,
  takeKeys,
  upsertConsents,
} from '../adapters/store/ingest.ts'
import { appendEvents } from '../adapters/store/log.ts'
import type { Secrets } from '../base/secrets.ts'
import { countsOf } from './counts.ts'
import type { Entry } from './entry.ts'
import { ofErased } from './erased.ts'
import { firstOccurrences, keysOf } from './keys.ts'
import { withoutNeedless } from './needless.ts'
import type { Pending } from './pending.ts'
import { letGo, narrow, type Recognition, read, recognise, regroups } from './recognise.ts'
import { consentRows, logRows, type Placed, survivorsOf } from './rows.ts'

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
  readonly pending: Pending
  readonly secrets: Secrets
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
  const at: GroupTools & Recognition = { ...tools, holds: [] }
  try {
    const lastErased = await beginGroup(at.client, group.workspaces, at.lock)
    const written = await write(at, group, lastErased)
    await at.client.query(written === 'needs_exclusive' ? 'rollback' : 'commit')
    return written
  } catch (error) {
    await at.client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    letGo(at)
  }
}

async function write(at: GroupTools & Recognition, group: Group, lastErased: LastErased): Promise<Written> {
  const reading = await read(at, group.entries)
  // Looked at before anything is written, so that going back for the exclusive lock costs little.
  if (at.lock === 'shared' && regroups(reading.plan)) return 'needs_exclusive'
  const receivedAt = at.now()
  const known = await takeKeys(at.client, group.keys, receivedAt)
  const taken = new Set([...known, ...(await ofErased(at, group.entries, lastErased))])
  const fresh = taken.size === 0 ? group.entries : group.entries.filter((_, position) => !taken.has(position))
  // Keys are held from here on, and nothing that holds identities waits for keys: groups never wait for each other in a circle.
  const placed = await recognise(at, narrow(reading, fresh))
  if (placed === 'needs_exclusive') return placed
  await writeChanges(at, placed, receivedAt)
  const stating = await withoutNeedless(at.client, fresh, placed)
  await appendEvents(at.client, logRows(stating, placed, receivedAt))
  await upsertConsents(at.client, consentRows(stating, placed, receivedAt))
  await group.count(taken)
  return { taken, regrouped: regroups(placed) }
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
