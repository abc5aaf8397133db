// What identity resolution takes and gives: claims of events, what is known, what has to be written. Types and limits only.
import type { Identifier } from './input.ts'

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
  /** Pairs that a person took apart, by {@link apartKey}; they never merge by themselves. */
  readonly apart?: ReadonlySet<string>
}

/** An identity with its owner; `event`: index of the event that brought it. */
export type Ownership = {
  readonly workspaceId: number
  readonly identifier: Identifier
  readonly customer: number
  readonly event: number
}

/** Under what a pair of customers is known that a person took apart. */
export function apartKey(a: number, b: number): string {
  return a < b ? `${a}:${b}` : `${b}:${a}`
}

/** In a merge made by a member, stands in the place of the kind of the identifier that linked the two. */
export const BY_HAND = 'manual'

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
