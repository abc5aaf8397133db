// Which passwords are too easy to guess (NIST SP 800-63B, 5.1.1.2): common ones, repetitions, rows of keys, the own name. Asks for no special characters.
import { Problem } from '@lotse/core/base'

/** What is wrong with a password. */
export type Weakness = 'short' | 'common' | 'repeated' | 'row' | 'name'

const LENGTH_MIN = 12
/** Fewer different characters than this are a repetition in disguise. */
const CHARACTERS_MIN = 5
/** What a password has besides a row, a name or a common word must have this many characters. */
const REST_MIN = 6

/** Parts of which the most common passwords of twelve and more characters are made, in German and English; compared without case and digits for letters. */
const COMMON = [
  'password',
  'passwort',
  'kennwort',
  'passphrase',
  'geheim',
  'secret',
  'hallo',
  'hello',
  'welcome',
  'willkommen',
  'admin',
  'administrator',
  'root',
  'user',
  'login',
  'letmein',
  'iloveyou',
  'ichliebedich',
  'trustno',
  'changeme',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'superman',
  'batman',
  'sunshine',
  'princess',
  'schatz',
  'sommer',
  'winter',
  'summer',
  'spring',
  'herbst',
  'frühling',
  'master',
  'michael',
  'jordan',
  'shadow',
  'starwars',
  'qwertz',
  'qwerty',
  'test',
  'demo',
  'lotse',
] as const

/** Rows in which fingers or the alphabet run; backwards counts too. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjklöä',
  'yxcvbnm',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6zhn7ujm8ik',
]
const RUN_MIN = 4
/** The phrase that a well-known drawing made common. */
const PHRASES = ['correcthorsebatterystaple']

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * What makes a password easy to guess, or null.
 *
 * @param password - as typed.
 * @param own - texts about the member that a guesser would try: e-mail, name.
 */
export function weaknessOf(password: string, own: readonly string[] = []): Weakness | null {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...plain].length < LENGTH_MIN) return 'short'
  if (new Set(plain).size < CHARACTERS_MIN || isRepeated(plain)) return 'repeated'
  if (lettersOf(withoutRows(plain)).length < REST_MIN && withoutRows(plain) !== plain) return 'row'
  const spelt = lettersOf(unleet(plain))
  if (PHRASES.includes(spelt)) return 'common'
  if (restOf(spelt, COMMON) < REST_MIN) return 'common'
  return restOf(spelt, own.flatMap(partsOf)) < REST_MIN ? 'name' : null
}

/** @throws Problem `auth.weak_password` with `why`. */
export function refuseWeak(password: string, own: readonly string[]): void {
  const why = weaknessOf(password, own)
  if (why !== null) throw new Problem('auth.weak_password', { field: 'password', why })
}

/** One piece over and over: abcabcabcabc. */
const isRepeated = (text: string): boolean => /^(.{1,6})\1{2,}.{0,5}$/u.test(text)

const unleet = (text: string): string => [...text].map((character) => LEET[character] ?? character).join('')

/** Letters alone; what stands between and behind them is what people add to please a form. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '')

/** How many letters are left without the words; all of them where no word occurs. */
function restOf(spelt: string, words: readonly string[]): number {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ''), spelt)
  return rest === spelt && spelt.length > 0 ? Number.POSITIVE_INFINITY : rest.length
}

/** Name parts of at least four letters: `anna.berg@shop.example` is anna, berg, shop, example. */
const partsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= 4)

function withoutRows(text: string): string {
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
  const found = rows.flatMap((row) => runsIn(text, row))
  return found.toSorted((a, b) => b.length - a.length).reduce((rest, run) => rest.replaceAll(run, ''), text)
}

/** The longest runs of a row that begin at each place of the text. */
function runsIn(text: string, row: string): string[] {
  return [...text].flatMap((_, from) => {
    let to = from + RUN_MIN
    if (!row.includes(text.slice(from, to)) || to > text.length) return []
    while (to < text.length && row.includes(text.slice(from, to + 1))) to += 1
    return [text.slice(from, to)]
  })
}
