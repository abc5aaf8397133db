// Finds out and writes whose events a group holds: looks identities up, resolves, adds what is new. Two groups never add to one customer at once.
import { DAY_MS } from '@lotse/core/base'
import {
  factsNeeded,
  identityKey,
  type Known,
  lookupsOf,
  NEW_CUSTOMER,
  type Resolution,
  resolve,
} from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import {
  addIdentities,
  drawCustomerIds,
  factsOf,
  forwardsOf,
  holdIdentities,
  type Lookup,
  linksOf,
  ownersOf,
} from '../adapters/store/identity.ts'
import type { IdentityLock } from '../adapters/store/ingest.ts'
import { apartPairs } from '../adapters/store/merges.ts'
import type { Entry } from './entry.ts'
import type { Hold, Pending } from './pending.ts'
import { identityRows, type Placed, place } from './rows.ts'

/** How often a group resolves again because others were first. Each round the others have committed. */
const RACES_MAX = 10

/** A group lost every race; the caller tries again later. */
export class RacesLost extends Error {
  override readonly name = 'RacesLost'
}

/** A transaction that holds the identity lock of its group's workspaces. `holds`: what has to be let go when it has ended. */
export type Recognition = {
  readonly client: ClientBase
  readonly now: () => number
  readonly lock: IdentityLock
  readonly pending: Pending
  readonly holds: Hold[]
}

/** Events with what is known of them, and what follows from it. */
export type Reading = { readonly entries: readonly Entry[]; readonly known: Known; readonly plan: Resolution }

/** Looks up what a group's events name, and resolves them. Writes nothing. */
export async function read({ client, lock, now }: Recognition, entries: readonly Entry[]): Promise<Reading> {
  const events = eventsOf(entries)
  const lookups = distinctLookups(entries)
  const owners = await ownersOf(client, lookups)
  const customers = await factsOf(client, factsNeeded(events, owners))
  const forwards = await forwardsOf(
    client,
    events.map((event) => event.customerId).filter((id) => id !== undefined),
  )
  const counted = lock === 'exclusive' && customers.size > 0
  const links = counted ? await linksOf(client, lookups, now() - DAY_MS) : NO_LINKS
  const apart = counted ? await apartPairs(client, workspacesOf(events)) : NOBODY
  const known = { owners, customers, forwards, links, apart }
  return { entries, known, plan: resolve(events, known) }
}

const NO_LINKS: ReadonlyMap<string, number> = new Map()
const NOBODY: ReadonlySet<string> = new Set()

const workspacesOf = (events: readonly { readonly workspaceId: number }[]): number[] => [
  ...new Set(events.map(({ workspaceId }) => workspaceId)),
]

/** The same for the events that are left once duplicates are dropped. */
export function narrow(reading: Reading, entries: readonly Entry[]): Reading {
  if (entries.length === reading.entries.length) return reading
  return { ...reading, entries, plan: resolve(eventsOf(entries), reading.known) }
}

/** Whether an identity changes hands, which only the exclusive lock allows. */
export function regroups(plan: Pick<Resolution, 'mergers' | 'moved'>): boolean {
  return plan.mergers.length > 0 || plan.moved.length > 0
}

/**
 * Adds what is new, with real customer ids. Under the shared lock nobody gives an identity away, but others may add to the customers and
 * identities that we are about to touch: then we wait for them and resolve again.
 *
 * @throws RacesLost
 */
export async function recognise(at: Recognition, first: Reading): Promise<Placed | 'needs_exclusive'> {
  let reading = first
  for (let round = 0; round < RACES_MAX; round++) {
    if (at.lock === 'shared' && regroups(reading.plan)) return 'needs_exclusive'
    const held = at.pending.take(touched(reading.plan))
    if (held instanceof Promise) await held
    else {
      at.holds.push(held)
      const placed = place(reading.plan, await drawCustomerIds(at.client, reading.plan.created))
      if (await add(at, reading, placed)) return placed
      letGo(at)
    }
    reading = await readAgain(at, reading)
  }
  throw new RacesLost()
}

/** Lets the groups go on that wait for this one. Called once the transaction has ended, however it did. */
export function letGo({ holds }: Recognition): void {
  for (const hold of holds.splice(0)) hold.end()
}

/** Owners do not change under the lock, so only what was unknown is looked up again; what is known of customers may have grown. */
async function readAgain({ client, lock, now }: Recognition, { entries, known }: Reading): Promise<Reading> {
  const events = eventsOf(entries)
  const lookups = distinctLookups(entries)
  const unknown = lookups.filter((one) => !known.owners.has(identityKey(one.workspaceId, one.identifier)))
  const owners = new Map([...known.owners, ...(await ownersOf(client, unknown))])
  const customers = await factsOf(client, factsNeeded(events, owners))
  const links = lock === 'exclusive' ? await linksOf(client, lookups, now() - DAY_MS) : NO_LINKS
  const fresh = { ...known, owners, customers, links }
  return { entries, known: fresh, plan: resolve(events, fresh) }
}

const eventsOf = (entries: readonly Entry[]) => entries.map((entry) => entry.event)

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

/** Customers that exist and gain an identity: two groups must not both give them a user id. */
function gaining(plan: Resolution): readonly number[] {
  return [...new Set(plan.added.map((one) => one.customer))].filter((customer) => customer < NEW_CUSTOMER)
}

function touched(plan: Resolution): readonly string[] {
  const keys = plan.added.map((one) => identityKey(one.workspaceId, one.identifier))
  return [...keys, ...gaining(plan).map(String)]
}

/** False, and undone, where another process was first. */
async function add(at: Recognition, reading: Reading, placed: Placed): Promise<boolean> {
  const rows = identityRows(reading.entries, placed)
  if (rows.length === 0) return true
  await at.client.query('savepoint identities')
  if ((await isStillSo(at, reading)) && (await addIdentities(at.client, rows))) return true
  await at.client.query('rollback to savepoint identities')
  return false
}

/** Holds the identities of customers that gain one, and sees whether others of another process had given them more meanwhile. */
async function isStillSo({ client, lock }: Recognition, { plan, known }: Reading): Promise<boolean> {
  const customers = gaining(plan)
  if (lock === 'exclusive' || customers.length === 0) return true
  await holdIdentities(client, customers)
  const facts = await factsOf(client, new Set(customers))
  return customers.every((customer) => facts.get(customer)?.identities === known.customers.get(customer)?.identities)
}
