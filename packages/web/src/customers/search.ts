// What someone may mean who types an identity: the kinds to look under, most likely first. Pure.

const EXPLICIT = /^([A-Za-z][\w.-]{0,60}):(.+)$/s

/** A place to look: the query's `identity` is `kind:value`. */
export type Guess = { readonly kind: string; readonly value: string }

/**
 * Guesses the kind of an identity from its form.
 *
 * @param text - as typed; `kind:value` says the kind itself.
 * @returns one guess or a few; none for empty text.
 */
export function guessesFor(text: string): readonly Guess[] {
  const value = text.trim()
  if (value === '') return []
  const [, kind, rest] = EXPLICIT.exec(value) ?? []
  if (kind !== undefined && rest !== undefined) return [{ kind, value: rest.trim() }]
  if (value.includes('@'))
    return [
      { kind: 'email', value },
      { kind: 'userId', value },
    ]
  if (/^\+?[\d\s()/-]{6,}$/.test(value))
    return [
      { kind: 'phone', value },
      { kind: 'userId', value },
    ]
  return [
    { kind: 'userId', value },
    { kind: 'anonymousId', value },
  ]
}
