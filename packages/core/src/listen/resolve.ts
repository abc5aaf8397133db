// Whose event it is: turns the identifiers of a group of events into customers, new identities, moves and merges (I1-I4).
// Pure: what is known comes in, what has to be written goes out. Rules L20-L31 stand in RULES.md.
import type { Identifier } from './input.ts'
import { byRank, classOf, identityKey } from './kinds.ts'

/** What one event says about its customer. */
export type Claim = {
  readonly workspaceId: number
  readonly identifiers: readonly Identifier[]
  readonly blocked?: readonly Identifier[]
  readonly previousId?: string
  readonly customerId?: number
}

/** Values per kind that names a person. */
export type PersonIds = ReadonlyMap<string, ReadonlySet<string>>

/** What is known of a customer: number of identities, and the values that name a person. */
export type CustomerFacts = { readonly identities: number; readonly personIds: PersonIds }

/**
 * What the store knows. `owners`: customer by identity key; `customers`: facts of at least `factsNeeded`;
 * `links`: by identity key, how often it linked two customers within the last day; `forwards`: survivor by merged customer.
 */
export type Known = {
  readonly owners: ReadonlyMap<string, number>
  readonly customers: ReadonlyMap<number, CustomerFacts>
  readonly links: ReadonlyMap<string, number>
  readonly forwards: ReadonlyMap<number, number>
}

/** An identity with its owner; `event`: index of the event that brought it. */
export type Ownership = {
  readonly workspaceId: number
  readonly identifier: Identifier
  readonly customer: number
  readonly event: number
}

/** Two customers found to be one, by the event with this index, through its strongest identifier. */
export type Merger = {
  readonly workspaceId: number
  readonly loser: number
  readonly survivor: number
  readonly identifier: Identifier
  readonly event: number
}

/** Facts that are recorded beside the log: refusals and what a person may want to look at. */
export type NoteKind = 'blocked' | 'contradicted' | 'identity_limit' | 'linked' | 'merge_limit' | 'shared_device'
/** Such a fact, with the customer it is about and the other one where there are two. */
export type IdentityNote = {
  readonly workspaceId: number
  readonly customer: number
  readonly other: number | null
  readonly identifier: Identifier
  readonly note: NoteKind
  readonly event: number
}

/** What has to be written. `customers`: per event; numbers from `NEW_CUSTOMER` on stand for customers to be created, in order. */
export type Resolution = {
  readonly customers: readonly number[]
  readonly created: number
  readonly added: readonly Ownership[]
  readonly moved: readonly Ownership[]
  readonly mergers: readonly Merger[]
  readonly notes: readonly IdentityNote[]
}

/** Stands for the first customer to be created; above every real id, so that the smaller number is always the older customer. */
export const NEW_CUSTOMER = 2 ** 52

/** Identities a customer may have (I3). */
export const IDENTITIES_MAX = 100
/** How often one identity may link two customers within 24 hours (I3). */
export const LINKS_PER_DAY_MAX = 20

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

type Case = {
  readonly claim: Claim
  readonly event: number
  readonly identifiers: readonly Identifier[]
  readonly stated: ReadonlySet<string> | null
}

function settleSeveral(book: Book, at: Case): number {
  const claimed = personIdsOf(at.identifiers)
  const fits = (owner: number) => !contradicts(book.personIds(owner), claimed, at.stated)
  let principal = principalOf(book, at, fits) ?? book.create()
  for (const owner of otherOwners(book, at, principal)) {
    const one = fits(owner) && !contradicts(book.personIds(owner), book.personIds(principal), at.stated)
    if (one) principal = merge(book, at, owner, principal)
    else part(book, at, owner, principal)
  }
  for (const identifier of at.identifiers) gain(book, at, identifier, principal)
  return principal
}

/** The owner of the strongest identifier who does not contradict what the event says. */
function principalOf(book: Book, at: Case, fits: (owner: number) => boolean): number | undefined {
  for (const identifier of at.identifiers) {
    const owner = book.ownerOf(at.claim.workspaceId, identifier)
    if (owner !== undefined && fits(owner)) return owner
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

function gain(book: Book, at: Case, identifier: Identifier, customer: number): void {
  if (book.ownerOf(at.claim.workspaceId, identifier) !== undefined) return
  if (book.hasRoom(customer)) book.add(at, identifier, customer)
  else book.note(at.event, at.claim, { customer, other: null, identifier, note: 'identity_limit' })
}

function personIdsOf(identifiers: readonly Identifier[]): PersonIds {
  const ids = new Map<string, Set<string>>()
  for (const { kind, value } of identifiers) if (classOf(kind) === 'person') valuesOf(ids, kind).add(value)
  return ids
}

function valuesOf(ids: Map<string, Set<string>>, kind: string): Set<string> {
  const found = ids.get(kind)
  if (found) return found
  const fresh = new Set<string>()
  ids.set(kind, fresh)
  return fresh
}

/** Whether two persons differ in a kind that both have; `stated` are user ids that the sender itself declares to be one. */
function contradicts(a: PersonIds, b: PersonIds, stated: ReadonlySet<string> | null): boolean {
  for (const [kind, values] of a) {
    const others = b.get(kind)
    if (!others || overlap(values, others)) continue
    if (kind === 'userId' && stated && overlap(values, stated) && overlap(others, stated)) continue
    return true
  }
  return false
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return true
  return false
}

type Facts = { identities: number; readonly personIds: Map<string, Set<string>> }
type NoteFacts = Pick<IdentityNote, 'customer' | 'other' | 'identifier' | 'note'>

/** What is known while a group is resolved: the store's answer and, on top, what the group has changed so far. */
class Book {
  private readonly known: Known
  private readonly owners = new Map<string, number>()
  private readonly facts = new Map<number, Facts>()
  private readonly linked = new Map<string, number>()
  private readonly forwards = new Map<number, number>()
  private readonly added = new Map<string, Ownership>()
  private readonly moved = new Map<string, Ownership>()
  private readonly mergers: Merger[] = []
  private readonly notes: IdentityNote[] = []
  private created = 0

  constructor(known: Known) {
    this.known = known
  }

  /** Follows merges to the customer that carries on. */
  find(customer: number): number {
    let at = customer
    for (let next = this.next(at); next !== undefined; next = this.next(at)) at = next
    return at
  }

  private next(customer: number): number | undefined {
    return this.forwards.get(customer) ?? this.known.forwards.get(customer)
  }

  ownerOf(workspaceId: number, identifier: Identifier): number | undefined {
    const key = identityKey(workspaceId, identifier)
    const owner = this.owners.get(key) ?? this.known.owners.get(key)
    return owner === undefined ? undefined : this.find(owner)
  }

  create(): number {
    const customer = NEW_CUSTOMER + this.created++
    this.facts.set(customer, { identities: 0, personIds: new Map() })
    return customer
  }

  personIds(customer: number): PersonIds {
    return this.factsOf(customer).personIds
  }

  identities(customer: number): number {
    return this.factsOf(customer).identities
  }

  hasRoom(customer: number): boolean {
    return this.identities(customer) < IDENTITIES_MAX
  }

  links(workspaceId: number, identifier: Identifier): number {
    const key = identityKey(workspaceId, identifier)
    return this.linked.get(key) ?? this.known.links.get(key) ?? 0
  }

  add(at: Case, identifier: Identifier, customer: number): void {
    this.own(this.added, at, identifier, customer)
    const facts = this.factsOf(customer)
    facts.identities++
    if (classOf(identifier.kind) === 'person') valuesOf(facts.personIds, identifier.kind).add(identifier.value)
  }

  /** Only devices move, so that no person's ids change hands. */
  move(at: Case, identifier: Identifier, to: number): void {
    const from = this.ownerOf(at.claim.workspaceId, identifier)
    if (from !== undefined) this.factsOf(from).identities--
    this.factsOf(to).identities++
    const fresh = this.added.has(identityKey(at.claim.workspaceId, identifier))
    this.own(fresh ? this.added : this.moved, at, identifier, to)
  }

  /** The older customer carries on (I4). */
  merge(at: Case, found: { a: number; b: number; identifier: Identifier; linking: readonly Identifier[] }): number {
    const { workspaceId } = at.claim
    const survivor = Math.min(found.a, found.b)
    const loser = Math.max(found.a, found.b)
    for (const identifier of found.linking) {
      this.linked.set(identityKey(workspaceId, identifier), this.links(workspaceId, identifier) + 1)
      this.note(at.event, at.claim, { customer: survivor, other: loser, identifier, note: 'linked' })
    }
    this.absorb(this.factsOf(survivor), this.factsOf(loser))
    this.forwards.set(loser, survivor)
    this.mergers.push({ workspaceId, loser, survivor, identifier: found.identifier, event: at.event })
    return survivor
  }

  note(event: number, claim: Claim, facts: NoteFacts): void {
    this.notes.push({ workspaceId: claim.workspaceId, event, ...facts })
  }

  result(): Omit<Resolution, 'customers'> {
    const last = (one: Ownership): Ownership => ({ ...one, customer: this.find(one.customer) })
    const { created, mergers, notes } = this
    return {
      created,
      mergers,
      notes,
      added: [...this.added.values()].map(last),
      moved: [...this.moved.values()].map(last),
    }
  }

  private own(list: Map<string, Ownership>, at: Case, identifier: Identifier, customer: number): void {
    const key = identityKey(at.claim.workspaceId, identifier)
    this.owners.set(key, customer)
    const event = list.get(key)?.event ?? at.event
    list.set(key, { workspaceId: at.claim.workspaceId, identifier, customer, event })
  }

  private absorb(survivor: Facts, loser: Facts): void {
    survivor.identities += loser.identities
    for (const [kind, values] of loser.personIds)
      for (const value of values) valuesOf(survivor.personIds, kind).add(value)
  }

  private factsOf(customer: number): Facts {
    const found = this.facts.get(customer)
    if (found) return found
    const known = this.known.customers.get(customer)
    if (!known) throw new Error('the facts of a customer were not looked up')
    const copy: Facts = {
      identities: known.identities,
      personIds: new Map([...known.personIds].map(([kind, values]) => [kind, new Set(values)])),
    }
    this.facts.set(customer, copy)
    return copy
  }
}
