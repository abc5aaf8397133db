// What each kind of identifier stands for (I1) and which counts more. Rules L10-L12 stand in RULES.md.
import type { Identifier } from './input.ts'

/** A person (at most one value per kind and customer), a way to reach one, or a browser or device for now. */
export type IdentityClass = 'person' | 'contact' | 'device'

const CONTACTS: ReadonlySet<string> = new Set(['email', 'phone'])
const DEVICES: ReadonlySet<string> = new Set(['anonymousId', 'deviceId', 'ga_client_id'])
/** Advertising and installation ids come under names such as `ios.idfa` and `android.id`. */
const DEVICE_NAMES = /^(ios|android)\./
const RANKS: ReadonlyMap<string, number> = new Map([
  ['userId', 0],
  ['email', 2],
  ['phone', 3],
  ['anonymousId', 4],
])
const RANK_EXTERNAL = 1
const RANK_DEVICE = 5

/** The class of a kind; every kind that is not ours is an external id, which names a person (I1). */
export function classOf(kind: string): IdentityClass {
  if (CONTACTS.has(kind)) return 'contact'
  return DEVICES.has(kind) || DEVICE_NAMES.test(kind) ? 'device' : 'person'
}

/** How much a kind counts when identifiers disagree: 0 counts most. */
export function rankOf(kind: string): number {
  return RANKS.get(kind) ?? (classOf(kind) === 'device' ? RANK_DEVICE : RANK_EXTERNAL)
}

/** The one text under which an identifier of a workspace is known; kinds hold no colon. */
export function identityKey(workspaceId: number, identifier: Identifier): string {
  return identifier.key ?? `${workspaceId}:${identifier.kind}:${identifier.value}`
}

/** Identifiers with the one that counts most first; the order is total, so that it does not depend on the sender's. */
export function byRank(identifiers: readonly Identifier[]): readonly Identifier[] {
  return identifiers.length < 2 ? identifiers : identifiers.toSorted(compareRank)
}

function compareRank(a: Identifier, b: Identifier): number {
  return rankOf(a.kind) - rankOf(b.kind) || compareText(a.kind, b.kind) || compareText(a.value, b.value)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
