// Languages by name, in the language of the moment: "Deutsch (Schweiz)". Pure.

/**
 * What a language is called.
 *
 * @param language - in which to say it.
 * @param tag - BCP 47, e.g. `de-CH`; one that nobody knows stays as it is.
 */
export function languageOf(language: string, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
