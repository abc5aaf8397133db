// What is known while a group is resolved: the store's answer and, on top, what the group has changed so far. Decides nothing.
import type { Identifier } from './input.ts'
import { classOf, identityKey } from './kinds.ts'
import { valuesOf } from './person-ids.ts'
import {
  apartKey,
  type Claim,
  IDENTITIES_MAX,
  type IdentityNote,
  type Known,
  type Merger,
  NEW_CUSTOMER,
  type Ownership,
  type PersonIds,
  type Resolution,
} from './resolution.ts'

/** The event that is being resolved. `stated`: user ids that it declares to be one person. */
export type Case = {
  readonly claim: Claim
  readonly event: number
  readonly identifiers: readonly Identifier[]
  readonly stated: ReadonlySet<string> | null
}

type Facts = { identities: number; readonly personIds: Map<string, Set<string>> }
type NoteFacts = Pick<IdentityNote, 'customer' | 'other' | 'identifier' | 'note'>

/** The state of a group's resolution. Made for one group, then thrown away. */
export class Book {
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

  /** Whether a person took these two apart. */
  apart(a: number, b: number): boolean {
    return this.known.apart?.has(apartKey(a, b)) ?? false
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
