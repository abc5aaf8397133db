// What to call a customer: the name they told, else the plainest identity, else their number. Pure.
import type { CustomerSummary } from '@lotse/protocol'
import type { Translate } from '../words/index.ts'

type Named = Pick<CustomerSummary, 'id' | 'identities' | 'traits'>

const told = (traits: Named['traits'], ...names: readonly string[]): string =>
  names
    .map((name) => traits[name])
    .filter((value) => typeof value === 'string')
    .join(' ')
    .trim()

const kinds = ['email', 'phone', 'userId', 'anonymousId', 'deviceId'] as const

/** A kind of identity in words; kinds of the company's own stay as they are. */
export function identityWords(t: Translate, kind: string): string {
  const known = kinds.find((one) => one === kind)
  return known === undefined ? kind : t(`customer.identity.${known}`)
}

const PLAIN_KINDS = ['email', 'phone', 'userId']

/** Identities with those first by which people know somebody; a device's number tells nobody anything. */
export function plainestFirst<Known extends { readonly kind: string }>(identities: readonly Known[]): Known[] {
  const rankOf = ({ kind }: Known) => (PLAIN_KINDS.includes(kind) ? PLAIN_KINDS.indexOf(kind) : PLAIN_KINDS.length)
  return identities.toSorted((one, other) => rankOf(one) - rankOf(other))
}

/**
 * The name of a customer.
 *
 * @param t - the translator.
 * @param customer - with traits (`name`, or `firstName` and `lastName`) and identities.
 */
export function nameOf(t: Translate, { id, identities, traits }: Named): string {
  const name = told(traits, 'name') || told(traits, 'firstName', 'lastName') || told(traits, 'first_name', 'last_name')
  if (name !== '') return name
  const [plainest] = plainestFirst(identities)
  return plainest !== undefined && PLAIN_KINDS.includes(plainest.kind)
    ? plainest.value
    : t('customers.anonymous', { id })
}
