// The three truth values and Kleene's and, or, not (C1). Nothing else.

/** True, false, or null: unknown. */
export type Truth = true | false | null

/** Kleene's not: unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth === null ? null : !truth
}

/** Kleene's and: one false decides; else one unknown leaves it unknown. */
export function and(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false
  return left === null || right === null ? null : true
}

/** Kleene's or: one true decides; else one unknown leaves it unknown. */
export function or(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true
  return left === null || right === null ? null : false
}
