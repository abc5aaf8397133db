// Whose event it is: turns the identifiers of a group of events into customers, new identities, moves and merges (I1-I4).
// Pure: what is known comes in, what has to be written goes out. Rules L20-L31 stand in RULES.md.
import { Book, type Case } from './book.ts'
import type { Identifier } from './input.ts'
import { byRank, classOf, identityKey } from './kinds.ts'
import { contradicts, overlap, personIdsOf } from './person-ids.ts'
import {
  type Claim,
  IDENTITIES_MAX,
  type Known,
  LINKS_PER_DAY_MAX,
  type PersonIds,
  type Resolution,
} from './resolution.ts'

/**
 * Resolves a group of events, in order.
 *
 * @param claims - what each event says; a group of n gives the same as n groups of one.
 * @param known - what the store knows about every identifier and customer that `claims` touch.
 * @returns what has to be written; nothing is written twice.
 */
export function resolve(claims: readonly Claim[], known: Known): Resolution {
  const book = new Book(known)
  const customers = claims.map((claim, event) => {
    const customer = claim.customerId === undefined ? settle(book, claim, event) : book.find(claim.customerId)
    for (const identifier of claim.blocked ?? [])
      book.note(event, claim, { customer, other: null, identifier, note: 'blocked' })
    return customer
  })
  return { customers, ...book.result() }
}

/** The identifiers to look up for a claim: an alias's former id may be a user id or an anonymous one. */
export function lookupsOf(claim: Claim): readonly Identifier[] {
  const former = claim.previousId
  if (former === undefined) return claim.identifiers
  return [...claim.identifiers, { kind: 'userId', value: former }, { kind: 'anonymousId', value: former }]
}

/**
 * The customers whose facts `resolve` will want: those of events that bring something new or name several customers.
 *
 * @param claims - the group.
 * @param owners - customer by identity key.
 */
export function factsNeeded(claims: readonly Claim[], owners: ReadonlyMap<string, number>): ReadonlySet<number> {
  const needed = new Set<number>()
  for (const claim of claims) {
    if (claim.customerId !== undefined) continue
    const found = lookupsOf(claim).map((identifier) => owners.get(identityKey(claim.workspaceId, identifier)))
    if (found.every((owner) => owner !== undefined && owner === found[0])) continue
    for (const owner of found) if (owner !== undefined) needed.add(owner)
  }
  return needed
}

function settle(book: Book, claim: Claim, event: number): number {
  const known = knownAs(book, claim)
  const identifiers = byRank(known.identifiers)
  const owners = identifiers.map((identifier) => book.ownerOf(claim.workspaceId, identifier))
  const first = owners[0]
  if (first !== undefined && owners.every((owner) => owner === first)) return first
  return settleSeveral(book, { claim, event, identifiers, stated: known.stated })
}

/** An alias states that two user ids are one person; every other former id is taken as an anonymous one. */
function knownAs(book: Book, claim: Claim): { identifiers: readonly Identifier[]; stated: ReadonlySet<string> | null } {
  const value = claim.previousId
  if (value === undefined) return { identifiers: claim.identifiers, stated: null }
  const asUser = { kind: 'userId', value }
  if (book.ownerOf(claim.workspaceId, asUser) === undefined)
    return { identifiers: without(claim.identifiers, { kind: 'anonymousId', value }), stated: null }
  const users = claim.identifiers.filter((one) => one.kind === 'userId').map((one) => one.value)
  return { identifiers: without(claim.identifiers, asUser), stated: new Set([value, ...users]) }
}

function without(identifiers: readonly Identifier[], extra: Identifier): readonly Identifier[] {
  const rest = identifiers.filter((one) => one.kind !== extra.kind || one.value !== extra.value)
  return [...rest, extra]
}

function settleSeveral(book: Book, at: Case): number {
  const claimed = personIdsOf(at.identifiers)
  const fits = (owner: number) => !contradicts(book.personIds(owner), claimed, at.stated)
  let principal = principalOf(book, at) ?? book.create()
  for (const owner of otherOwners(book, at, principal)) {
    const agree = fits(owner) && !contradicts(book.personIds(owner), book.personIds(principal), at.stated)
    const one = agree && !book.apart(owner, principal)
    if (one) principal = merge(book, at, owner, principal)
    else part(book, at, owner, principal)
  }
  for (const identifier of at.identifiers) gain(book, at, { identifier, principal, claimed })
  return principal
}

/** The owner of the strongest identifier who does not contradict the event's yet stronger ones; a known user id always decides (I2). */
function principalOf(book: Book, at: Case): number | undefined {
  for (const [position, identifier] of at.identifiers.entries()) {
    const owner = book.ownerOf(at.claim.workspaceId, identifier)
    if (owner === undefined) continue
    const stronger = personIdsOf(at.identifiers.slice(0, position))
    if (!contradicts(book.personIds(owner), stronger, at.stated)) return owner
  }
  return undefined
}

function otherOwners(book: Book, at: Case, principal: number): readonly number[] {
  const owners = at.identifiers.map((identifier) => book.ownerOf(at.claim.workspaceId, identifier))
  return [...new Set(owners)].filter((owner) => owner !== undefined).filter((owner) => owner !== principal)
}

function merge(book: Book, at: Case, a: number, b: number): number {
  const linking = at.identifiers.filter((identifier) => {
    const owner = book.ownerOf(at.claim.workspaceId, identifier)
    return owner === a || owner === b
  })
  const tired = linking.find((identifier) => book.links(at.claim.workspaceId, identifier) >= LINKS_PER_DAY_MAX)
  const full = book.identities(a) + book.identities(b) > IDENTITIES_MAX
  const identifier = tired ?? linking[0]
  if (identifier === undefined) throw new Error('a merge without an identifier that links')
  if (tired || full) {
    const note = tired ? 'merge_limit' : 'identity_limit'
    book.note(at.event, at.claim, { customer: b, other: a, identifier, note })
    return b
  }
  return book.merge(at, { a, b, identifier, linking })
}

/** The event contradicts that owner: a device goes over to the principal from now on, anything else stays (I2). */
function part(book: Book, at: Case, owner: number, principal: number): void {
  for (const identifier of at.identifiers) {
    if (book.ownerOf(at.claim.workspaceId, identifier) !== owner) continue
    const device = classOf(identifier.kind) === 'device'
    if (device && !book.hasRoom(principal)) continue
    if (device) book.move(at, identifier, principal)
    const note = device ? 'shared_device' : 'contradicted'
    book.note(at.event, at.claim, { customer: principal, other: owner, identifier, note })
  }
}

type Gain = { readonly identifier: Identifier; readonly principal: number; readonly claimed: PersonIds }

/** A customer has one value of each kind that names a person, unless one event names several together. */
function gain(book: Book, at: Case, { identifier, principal, claimed }: Gain): void {
  if (book.ownerOf(at.claim.workspaceId, identifier) !== undefined) return
  const held = book.personIds(principal).get(identifier.kind)
  const foreign = held !== undefined && !overlap(held, claimed.get(identifier.kind) ?? held)
  const note = foreign ? 'contradicted' : book.hasRoom(principal) ? null : 'identity_limit'
  if (note === null) book.add(at, identifier, principal)
  else book.note(at.event, at.claim, { customer: principal, other: null, identifier, note })
}
