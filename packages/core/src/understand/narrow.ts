// What must be known of a customer for a condition to hold, as far as lexemes can tell. Never leaves out anybody for whom it holds.
import type { Condition, Json, Operand } from '@lotse/protocol'
import { type FactKind, knownLexeme, searchForm, valueLexeme, wordLexeme, wordsOf } from './lexemes.ts'

/** A statement about the lexemes of a customer. `starts`: one of them begins so. */
export type Narrowing =
  | 'always'
  | 'never'
  | { readonly has: string }
  | { readonly starts: string }
  | { readonly all: readonly Narrowing[] }
  | { readonly any: readonly Narrowing[] }
  | { readonly not: Narrowing }

/** `exact`: the condition is true of just those for whom `by` holds; else of some of them. */
export type Narrowed = { readonly by: Narrowing; readonly exact: boolean }

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>
/** What an operand needs to have a value. `ref`: it can be looked up by value too. */
type Needs = Narrowed & { readonly ref?: { readonly kind: FactKind; readonly name: string } }

/** What must be known for a condition without an event at hand to be true (law in narrow.test.ts). */
export function narrow(condition: Condition): Narrowed {
  return toBe(true, condition)
}

/** Who may be meant by a search text: all its words begin words of theirs, or the whole text does. */
export function narrowSearch(text: string): Narrowing {
  const words = wordsOf(text).map((word): Narrowing => ({ starts: wordLexeme(word) }))
  const whole: Narrowing = { starts: wordLexeme(searchForm(text.trim())) }
  return words.length === 0 ? whole : anyOf([allOf(words), whole])
}

/**
 * Who has just this text, or one that begins with it, as a whole: an address, a number with dashes. Asked for first, because of its parts
 * nearly everybody may have some.
 *
 * @returns undefined where the text is several words, or one without parts.
 */
export function narrowWhole(text: string): Narrowing | undefined {
  const form = searchForm(text.trim())
  return /\s/.test(form) || wordsOf(form).length < 2 ? undefined : { starts: wordLexeme(form) }
}

function toBe(want: boolean, condition: Condition): Narrowed {
  if ('not' in condition) return toBe(!want, condition.not)
  if ('all' in condition) return joined(want ? allOf : anyOf, want, condition.all)
  if ('any' in condition) return joined(want ? anyOf : allOf, want, condition.any)
  return toBeLeaf(want, condition)
}

function joined(
  join: (parts: readonly Narrowing[]) => Narrowing,
  want: boolean,
  conditions: readonly Condition[],
): Narrowed {
  const parts = conditions.map((part) => toBe(want, part))
  return { by: join(parts.map(({ by }) => by)), exact: parts.every(({ exact }) => exact) }
}

function toBeLeaf(want: boolean, leaf: Leaf): Narrowed {
  if ('exists' in leaf) return toExist(want, needsOf(leaf.exists))
  if ('in' in leaf) return toEqual(want, needsOf(leaf.in), leaf.values)
  const [left, right] = [needsOf(leaf.left), needsOf(leaf.right)]
  if (leaf.op === 'eq' || leaf.op === 'ne') {
    const wanted = leaf.op === 'eq' ? want : !want
    if ('literal' in leaf.right && leaf.right.literal !== null) return toEqual(wanted, left, [leaf.right.literal])
    if ('literal' in leaf.left && leaf.left.literal !== null) return toEqual(wanted, right, [leaf.left.literal])
  }
  const by = allOf([left.by, right.by])
  return { by, exact: by === 'never' }
}

function toExist(want: boolean, { by, exact }: Needs): Narrowed {
  if (want) return { by, exact }
  return exact ? { by: negated(by), exact } : { by: 'always', exact }
}

/** A test is known only where its operand has a value; of the value just short texts and truth values can be told. */
function toEqual(want: boolean, needs: Needs, values: readonly Json[]): Narrowed {
  const { by, ref } = needs
  if (by === 'never') return { by, exact: true }
  if (ref === undefined) return { by, exact: false }
  const lexemes = values.filter((value) => value !== null).map((value) => valueLexeme(ref.kind, ref.name, value))
  const told = lexemes.filter((lexeme) => lexeme !== undefined).map((has): Narrowing => ({ has }))
  if (told.length < lexemes.length) return { by, exact: false }
  return { by: want ? anyOf(told) : allOf([by, negated(anyOf(told))]), exact: true }
}

function needsOf(operand: Operand): Needs {
  if ('trait' in operand) return needsOfPath('trait', operand.trait)
  if ('account' in operand) return needsOfPath('account', operand.account)
  if ('identity' in operand) return needsOfName('identity', operand.identity)
  if ('literal' in operand) return { by: operand.literal === null ? 'never' : 'always', exact: true }
  // There is no event at hand when a list asks.
  if ('property' in operand || 'event' in operand) return { by: 'never', exact: true }
  if ('aggregate' in operand) return { by: 'always', exact: false }
  return { by: 'always', exact: true }
}

/** `address.city` is a trait of that name, or lies in the trait `address`. */
function needsOfPath(kind: 'trait' | 'account', path: string): Needs {
  const dot = path.indexOf('.')
  if (dot < 0) return needsOfName(kind, path)
  const head = path.slice(0, dot)
  return { by: anyOf([{ has: knownLexeme(kind, path) }, { has: knownLexeme(kind, head) }]), exact: false }
}

function needsOfName(kind: FactKind, name: string): Needs {
  return { by: { has: knownLexeme(kind, name) }, exact: true, ref: { kind, name } }
}

/** All of the parts. */
export function allOf(parts: readonly Narrowing[]): Narrowing {
  if (parts.includes('never')) return 'never'
  return listed(parts, 'always', (all) => ({ all }))
}

/** Any of the parts. */
export function anyOf(parts: readonly Narrowing[]): Narrowing {
  if (parts.includes('always')) return 'always'
  return listed(parts, 'never', (any) => ({ any }))
}

function listed(
  parts: readonly Narrowing[],
  neutral: 'always' | 'never',
  list: (parts: readonly Narrowing[]) => Narrowing,
): Narrowing {
  const kept = parts.filter((part) => part !== neutral)
  const [only] = kept
  if (only === undefined) return neutral
  return kept.length === 1 ? only : list(kept)
}

function negated(by: Narrowing): Narrowing {
  if (by === 'always') return 'never'
  return by === 'never' ? 'always' : { not: by }
}
