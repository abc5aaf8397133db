// What something is called, in the language one works in, else in whichever there is. Pure.

/** @param texts - by language; null: it has no name. */
export const calledIn = (texts: Readonly<Record<string, string>> | null, language: string): string =>
  texts?.[language] || Object.values(texts ?? {}).find((text) => text !== '') || ''
