// Languages: which one to use, how to load it, and the translator every screen gets. Texts stand in en/ and de/.
import i18next, { type i18n, type TFunction } from 'i18next'
import type { words as english } from './en/index.ts'
import type { Same } from './same.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof english }
    returnNull: false
  }
}

/** The languages the console speaks. */
export const languages = ['de', 'en'] as const
/** One of these languages. */
export type Language = (typeof languages)[number]

/** Languages are named in themselves, whatever language is shown. */
export const languageNames: Record<Language, string> = { de: 'Deutsch', en: 'English' }

/** Translates a key; knows every key and its parameters. */
export type Translate = TFunction<'words'>

type Words = Same<typeof english>

const STORAGE_KEY = 'lotse-language'

const loaders: Record<Language, () => Promise<{ words: Words }>> = {
  de: () => import('./de/index.ts'),
  en: () => import('./en/index.ts'),
}

const isLanguage = (text: string | null | undefined): text is Language => text === 'de' || text === 'en'

/**
 * The language before anyone has signed in: what was chosen here before, else the browser's first that we speak.
 *
 * @param stored - the stored choice, if any.
 * @param wished - the browser's languages in order, e.g. `['fr-CH', 'de']`.
 */
export function firstLanguage(stored: string | null, wished: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  return wished.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** The language stored in this browser, or null. */
export function storedLanguage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null
  }
}

/**
 * Makes a translator with one language loaded.
 *
 * @param language - the language to start with.
 */
export async function startWords(language: Language): Promise<i18n> {
  const { words } = await loaders[language]()
  const instance = i18next.createInstance()
  await instance.init({
    lng: language,
    ns: ['words'],
    defaultNS: 'words',
    resources: { [language]: { words } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

/**
 * Changes the language of a running console, loading its words first.
 *
 * @param instance - from {@link startWords}.
 * @param language - the language to speak from now on.
 */
export async function speak(instance: i18n, language: Language): Promise<void> {
  if (!instance.hasResourceBundle(language, 'words')) {
    const { words } = await loaders[language]()
    instance.addResourceBundle(language, 'words', words)
  }
  await instance.changeLanguage(language)
  rememberLanguage(language)
}

function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}
