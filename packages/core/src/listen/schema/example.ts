// Which values may stand as examples beside a property: none that is a secret, none that tells who somebody is. Pure.
import type { Leaf } from './leaves.ts'

/** Why a property has no examples. */
export type Withheld = 'secret' | 'personal'

const EXAMPLE_LENGTH_MAX = 60
/** A text of this many words is somebody's own. */
const WORDS_MAX = 6

const SECRET_NAME =
  /pass(word|wd|phrase|code)|secret|token|api[-_]?key|auth|credential|session|cookie|cv[cv]\b|\bpin\b|iban|card[-_]?(number|no)\b|account[-_]?(number|no)\b|otp|signature|private/i
const PERSONAL_NAME =
  /e-?mail|phone|mobile|\bfax|(first|last|full|sur|given|family|maiden|nick|user)[-_]?name|birth|geburt|street|stra(ss|ß)e|address|adresse|post(al|leit)|\bzip|\bplz|latitude|longitude|\b(lat|lng|lon)\b|\bip\b|ip[-_]?address|(user|customer|member|person|kunden?)[-_]?(id|no|nr|number|nummer)|comment|kommentar|message|nachricht|feedback|\bnotes?\b|vorname|nachname|referrer|\burl\b|search|query/i
const NAME_OF_PERSON = /^traits\.(name|display_?name|title|city|town|ort|wohnort|company|avatar|username|age|alter)$/i

const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/
const PHONE = /^\+?[\d\s()/.-]{8,}$/
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9 ]{11,30}$/
const JWT = /^eyJ[\w-]+\./
const LONG_KEY = /^(?=.*\d)(?=.*[a-z])[\w+/=-]{28,}$/i
const CARD = /^(?:\d[ -]?){13,19}$/
const ADDRESS_IP = /^(\d{1,3}\.){3}\d{1,3}$|^[\da-f:]{6,}:[\da-f:]+$/i

/** Why nothing of a property may be shown, judged by its name and one value; undefined where the value may. */
export function withheldFor({ path, value }: Leaf): Withheld | undefined {
  const name = camelSplit(path)
  if (SECRET_NAME.test(name)) return 'secret'
  if (PERSONAL_NAME.test(name) || NAME_OF_PERSON.test(path)) return 'personal'
  return typeof value === 'string' ? withheldText(value.trim()) : undefined
}

function withheldText(text: string): Withheld | undefined {
  if (JWT.test(text) || LONG_KEY.test(text) || IBAN.test(text) || isCard(text)) return 'secret'
  if (EMAIL.test(text) || ADDRESS_IP.test(text) || (PHONE.test(text) && !isDate(text))) return 'personal'
  return text.length > EXAMPLE_LENGTH_MAX || text.split(/\s+/).length > WORDS_MAX ? 'personal' : undefined
}

/** The text under which a value stands as an example; undefined for what is none. */
export function exampleOf({ type, value }: Leaf): string | undefined {
  if (type === 'object' || type === 'list' || type === 'null' || value === '') return undefined
  return String(value).slice(0, EXAMPLE_LENGTH_MAX)
}

/** The form of an example: letters as `a` or `A`, digits as `0`. `N17-2` becomes `A00-0`. */
export function formOf(example: string): string {
  return example
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{L}/gu, (letter) => (letter === 'A' ? 'A' : 'a'))
    .replace(/\p{N}/gu, '0')
}

/** `userId` has the words `user` and `id`. */
const camelSplit = (path: string): string => path.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/[.[\]]+/g, ' ')

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(text)

/** Luhn's check (ISO/IEC 7812-1), so that order numbers are not taken for cards. */
function isCard(text: string): boolean {
  if (!CARD.test(text)) return false
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number)
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2),
    0,
  )
  return sum % 10 === 0
}
