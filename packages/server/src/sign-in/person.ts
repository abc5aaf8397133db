// Decides whom a provider's person is here (RULES.md, SI16-SI19). Pure: asks no database and no provider.
import type { Role } from '@lotse/protocol'
import type { Person } from '../adapters/openid/provider.ts'
import type { StoredProvider } from '../adapters/store/providers.ts'

/** Why somebody does not come in. */
export type ProviderRefusal = 'email_unverified' | 'domain' | 'not_a_member' | 'another_person'

/** The e-mail by which we know somebody, or why the provider's word does not do. */
export function emailOf(
  { domains }: Pick<StoredProvider, 'domains'>,
  { email, emailVerified }: Pick<Person, 'email' | 'emailVerified'>,
): { readonly email: string } | { readonly refused: ProviderRefusal } {
  if (email === null || !emailVerified) return { refused: 'email_unverified' }
  const plain = email.trim().toLowerCase()
  const domain = /^[^@\s]+@([^@\s]+)$/.exec(plain)?.[1]
  return domain !== undefined && domains.includes(domain) ? { email: plain } : { refused: 'domain' }
}

/** What we know of a person: the member linked to them, the member with their e-mail, and whether somebody else is linked to that one. */
export type KnownPerson = {
  readonly linked: { readonly memberId: number; readonly isMember: boolean } | null
  readonly byEmail: { readonly memberId: number; readonly isMember: boolean; readonly linkedToAnother: boolean } | null
}

/** What happens to them. `join`: they become a member of the workspace; without `memberId` a new account is made. */
export type Admission =
  | { readonly kind: 'enter'; readonly memberId: number }
  | { readonly kind: 'link'; readonly memberId: number }
  | { readonly kind: 'join'; readonly memberId: number | null }
  | { readonly kind: 'refused'; readonly why: ProviderRefusal }

/** Admits a person whose e-mail was accepted. A link counts before an e-mail, because addresses change hands. */
export function admit({ joins }: Pick<StoredProvider, 'joins'>, { linked, byEmail }: KnownPerson): Admission {
  if (linked?.isMember) return { kind: 'enter', memberId: linked.memberId }
  if (linked) return joins ? { kind: 'join', memberId: linked.memberId } : { kind: 'refused', why: 'not_a_member' }
  if (byEmail?.linkedToAnother) return { kind: 'refused', why: 'another_person' }
  if (byEmail?.isMember) return { kind: 'link', memberId: byEmail.memberId }
  return joins ? { kind: 'join', memberId: byEmail?.memberId ?? null } : { kind: 'refused', why: 'not_a_member' }
}

/**
 * The role that the provider's claim says, or null where it says none.
 *
 * @param claims - a claim may lie deeper: `realm_access.roles`.
 */
export function roleFrom(
  { roleClaim, roleMap }: Pick<StoredProvider, 'roleClaim' | 'roleMap'>,
  claims: Readonly<Record<string, unknown>>,
): Role | null {
  if (roleClaim === null) return null
  const values = [claimAt(claims, roleClaim)].flat()
  return roleMap.find(({ value }) => values.includes(value))?.role ?? null
}

function claimAt(claims: unknown, path: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined
  if (Object.hasOwn(claims, path)) return Reflect.get(claims, path)
  const at = path.indexOf('.')
  return at < 0
    ? undefined
    : claimAt(
        Object.hasOwn(claims, path.slice(0, at)) ? Reflect.get(claims, path.slice(0, at)) : undefined,
        path.slice(at + 1),
      )
}
