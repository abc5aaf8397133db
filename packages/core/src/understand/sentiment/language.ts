// In which language a text is written, of those whose words we weigh. Knows German and English; asks nobody.
import { smallDe } from './words-de.ts'
import { smallEn } from './words-en.ts'

/** Languages whose texts are weighed. */
export type TextLanguage = 'de' | 'en'

const listed = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter((word) => word !== ''))
const small = { de: listed(smallDe), en: listed(smallEn) } as const

/** Marks and endings that one of the two has and the other has not. */
const GERMAN =
  /[äöüß]|(ung|ungen|keit|heit|lich|liche|lichen|isch|ischen|schaft|zug|bahn)$|^(ge[a-z]+t|ver[a-z]+|zer[a-z]+)$|sch/u
const ENGLISH = /(ing|tion|ness|ight|ough|ould|ally|ful|ly)$|^(wh|th)|['’](s|t|m|re|ve|ll|d)$/u
const SMALL = 2

/**
 * The language of words.
 *
 * @param words - in lower case.
 * @returns undefined where neither German nor English is seen.
 */
export function languageOf(words: readonly string[]): TextLanguage | undefined {
  let de = 0
  let en = 0
  for (const word of words) {
    if (small.de.has(word)) de += SMALL
    if (small.en.has(word)) en += SMALL
    if (GERMAN.test(word)) de += 1
    if (ENGLISH.test(word)) en += 1
  }
  if (de === en) return undefined
  return de > en ? 'de' : 'en'
}
