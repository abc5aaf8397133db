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

const PLAIN_KINDS = ['email', 'phone', 'userId']

/**
 * The name of a customer.
 *
 * @param t - the translator.
 * @param customer - with traits (`name`, or `firstName` and `lastName`) and identities.
 */
export function nameOf(t: Translate, { id, identities, traits }: Named): string {
  const name = told(traits, 'name') || told(traits, 'firstName', 'lastName') || told(traits, 'first_name', 'last_name')
  if (name !== '') return name
  for (const kind of PLAIN_KINDS) {
    const found = identities.find((identity) => identity.kind === kind)
    if (found !== undefined) return found.value
  }
  return t('customers.anonymous', { id })
}
