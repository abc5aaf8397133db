// Cuts the text form of a condition into tokens. Knows no grammar.
import type { Json } from '@lotse/protocol'
import { Problem } from '../problem.ts'

/** The longest text form, in characters. */
export const TEXT_LENGTH_MAX = 20_000

/**
 * One token. `at`: index of its first character. `word`: names and keywords, dots included (`trait.plan`);
 * `value`: a text, number or constant in JSON; `span`: a duration (`30d`); `sign`: operators and brackets; `end`: nothing more.
 */
export type Token =
  | { readonly kind: 'word' | 'span' | 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'value'; readonly text: string; readonly value: Json; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number }

const SPACE = /\s*/uy
const WORD = /[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*/uy
const SPAN = /\d{1,9}(?:ms|[smhdw])(?![\p{L}\p{N}_$])/uy
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_$.])/uy
const TEXT = /"(?:[^"\\\n]|\\.)*"/uy
const SIGN = /!=|<=|>=|[=<>()[\]{},:]/uy

/**
 * All tokens of a text, the last of kind `end`.
 *
 * @throws Problem `condition.syntax` with `position`.
 */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > TEXT_LENGTH_MAX) refuseSyntax(0, `a text of at most ${TEXT_LENGTH_MAX} characters`, 'a longer one')
  const tokens: Token[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const token = tokenAt(text, at)
    tokens.push(token)
    at = skipSpace(text, at + token.text.length)
  }
  tokens.push({ kind: 'end', text: '', at })
  return tokens
}

function skipSpace(text: string, at: number): number {
  return at + (matchAt(SPACE, text, at) ?? '').length
}

function tokenAt(text: string, at: number): Token {
  const word = matchAt(WORD, text, at)
  if (word !== undefined) return wordToken(word, at)
  const span = matchAt(SPAN, text, at)
  if (span !== undefined) return { kind: 'span', text: span, at }
  const number = matchAt(NUMBER, text, at)
  if (number !== undefined) return { kind: 'value', text: number, value: Number(number), at }
  const quoted = matchAt(TEXT, text, at)
  if (quoted !== undefined) return { kind: 'value', text: quoted, value: unquoted(quoted, at), at }
  const sign = matchAt(SIGN, text, at)
  if (sign !== undefined) return { kind: 'sign', text: sign, at }
  return refuseSyntax(at, 'a word, number, text in quotes or sign', `"${text.slice(at, at + 10)}"`)
}

const constants: ReadonlyMap<string, Json> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

function wordToken(word: string, at: number): Token {
  const value = constants.get(word)
  return value === undefined ? { kind: 'word', text: word, at } : { kind: 'value', text: word, value, at }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function unquoted(quoted: string, at: number): string {
  try {
    return JSON.parse(quoted)
  } catch {
    return refuseSyntax(at, 'a text in quotes as JSON writes it (\\" \\\\ \\n \\u0041)', quoted.slice(0, 40))
  }
}

/**
 * Refuses a text.
 *
 * @param position - index of the first character that cannot be read.
 * @param expected - in words what could stand there.
 * @param found - what stands there.
 * @throws Problem `condition.syntax` always.
 */
export function refuseSyntax(position: number, expected: string, found: string): never {
  const detail = `Expected ${expected} at position ${position + 1}, but found ${found}`
  throw new Problem('condition.syntax', { detail, position, expected, found })
}
