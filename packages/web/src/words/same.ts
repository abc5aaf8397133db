// The shape a language must have: exactly the keys of the English words, with its own texts. No texts stand here.

/** The same keys as `Words`, any text. */
export type Same<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Same<Words[Key]> }
