// Texts of the demo's atlas, German and English side by side, so that neither is forgotten. Knows no records.

/** German, a bar, English: `Warenkorb | Basket`. */
export type Words = `${string} | ${string}`

/** A text as records hold it. */
export type Texts = { readonly de: string; readonly en: string }

/** Both languages of a text. @throws Error where there are not two. */
export function bothOf(words: Words): Texts {
  const [de, en, ...more] = words.split(' | ')
  if (!de || !en || more.length > 0) throw new Error(`not in two languages: ${words}`)
  return { de, en }
}
