// Reads phone numbers as people write them. Gives E.164 or nothing; stores nothing.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { LRUCache } from 'lru-cache'

const REMEMBERED_MAX = 10_000
const LENGTH_MAX = 40

/**
 * A reader of phone numbers.
 *
 * @param country - ISO 3166 code for numbers without a country; without it only those with `+` are read.
 */
export function phoneReader(country: string | undefined): (text: string) => string | undefined {
  const home: CountryCode | undefined = country !== undefined && isSupportedCountry(country) ? country : undefined
  const known = new LRUCache<string, { readonly number: string | undefined }>({ max: REMEMBERED_MAX })
  return (text) => {
    if (text.length > LENGTH_MAX) return undefined
    const found = known.get(text)
    if (found) return found.number
    const parsed = parsePhoneNumberFromString(text, home ? { defaultCountry: home } : {})
    const number = parsed?.isPossible() ? parsed.number : undefined
    known.set(text, { number })
    return number
  }
}
