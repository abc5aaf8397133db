// Who the recorded users are in the demo: names, addresses, consents and accounts, invented from the company's seed. No real person is meant.
import type { JsonObject } from '@lotse/protocol'
import { type Chance, chanceOf } from './chance.ts'
import type { Account, Company, Names, Region } from './company.ts'

/** A customer. `consent`: to the newsletter by e-mail, null where never asked. `club`: their tier in the loyalty club. */
export type Person = {
  readonly userId: string
  readonly first: string
  readonly last: string
  readonly email: string
  readonly locale: string
  readonly town: string
  readonly region: Region
  readonly consent: 'granted' | 'refused' | null
  readonly club: 'Gold' | 'Silber' | null
  readonly account: Account | null
}

/** How many of 100 agreed to the newsletter, and how many said no; the others were never asked. */
const GRANTED_PERCENT = 80
const REFUSED_PERCENT = 12
const GOLD_PERCENT = 40
const ACCOUNT_PERCENT = 6

/** The wording that people agreed to, by language. */
export const CONSENT_WORDING: Readonly<Record<string, string>> = {
  de: 'Ja, ich möchte den Nordlicht-Newsletter per E-Mail erhalten. Abbestellen kann ich jederzeit.',
  en: 'Yes, I would like to receive the Nordlicht newsletter by e-mail. I can unsubscribe at any time.',
}

/**
 * The person behind a user id, always the same one.
 *
 * @param userId - as in the recording, or one that the demo made from it; holds a number, which makes the address unique.
 * @param loyal - whether the recording calls the user loyal; loyal ones are in the club.
 */
export function personOf(company: Company, userId: string, loyal: boolean): Person {
  const chance = chanceOf(company.seed, 'person', userId)
  const region = regionOf(company.names, chance)
  const name = nameOf(company.names, region, chance)
  return {
    userId,
    ...name,
    email: emailOf(company.names, { ...name, userId, region }, chance),
    town: chance.pick(region.towns),
    region,
    consent: consentOf(chance),
    club: loyal ? (chance.percent(GOLD_PERCENT) ? 'Gold' : 'Silber') : null,
    account: accountOf(company, region, chance),
  }
}

/** `de` or `en`. */
export function languageOf({ locale }: Person): 'de' | 'en' {
  return locale.startsWith('de') ? 'de' : 'en'
}

/** The traits that the shop tells about a person. */
export function traitsOf(person: Person, createdAt: string): JsonObject {
  const { first, last, email, locale, town, region, club } = person
  return {
    firstName: first,
    lastName: last,
    name: `${first} ${last}`,
    email,
    locale,
    timezone: region.zone,
    town,
    region: region.region,
    country: region.country,
    createdAt,
    ...(club ? { club } : {}),
  }
}

function regionOf({ regions }: Names, chance: Chance): Region {
  return chance.pick(regions.flatMap((region) => Array.from({ length: region.share }, () => region)))
}

type Name = Pick<Person, 'first' | 'last' | 'locale'>

function nameOf({ english, first, last }: Names, { names, locale }: Region, chance: Chance): Name {
  if (chance.percent(english.share))
    return { first: chance.pick(english.first), last: chance.pick(english.last), locale: english.locale }
  return { first: chance.pick(first[names] ?? []), last: chance.pick(last[names] ?? []), locale }
}

type Named = Name & Pick<Person, 'userId' | 'region'>

function emailOf({ domains }: Names, { first, last, userId, region }: Named, chance: Chance): string {
  const number = userId.replace(/\D*0*/, '')
  return `${plain(first)}.${plain(last)}${number}@${chance.pick(domains[region.country] ?? [])}`
}

const SPELT: readonly (readonly [RegExp, string])[] = [
  [/ä/g, 'ae'],
  [/ö|ø/g, 'oe'],
  [/ü/g, 'ue'],
  [/ß/g, 'ss'],
  [/ı/g, 'i'],
]

/** A name as people write it in addresses: without marks, in lower case. */
function plain(name: string): string {
  const spelt = SPELT.reduce((text, [from, to]) => text.replace(from, to), name.toLowerCase())
  return spelt
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, '-')
}

function consentOf(chance: Chance): Person['consent'] {
  const drawn = chance.fraction() * 100
  if (drawn < GRANTED_PERCENT) return 'granted'
  return drawn < GRANTED_PERCENT + REFUSED_PERCENT ? 'refused' : null
}

function accountOf({ accounts }: Company, { region }: Region, chance: Chance): Account | null {
  if (!chance.percent(ACCOUNT_PERCENT)) return null
  const near = accounts.filter((account) => account.region === region)
  return near.length > 0 ? chance.pick(near) : null
}
