// Languages by name, in the language of the moment: "Deutsch (Schweiz)"; and those that are offered. Pure.

/** Languages that are offered where nobody has chosen any; the API takes all. */
export const OFFERED: readonly string[] =
  'ar bg bs cs da de de-AT de-CH el en en-GB en-US es et fa fi fr fr-CH ga he hi hr hu id is it it-CH ja ko lb lt lv mk mt nb nl pl pt pt-BR ro ru sk sl sq sr sv th tr uk ur vi zh'.split(
    ' ',
  )

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

/** Choices of languages, by name. @param language - in which to say them. */
export function choicesOf(
  language: string,
  tags: readonly string[],
): { readonly value: string; readonly label: string }[] {
  return tags
    .map((value) => ({ value, label: languageOf(language, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
}
