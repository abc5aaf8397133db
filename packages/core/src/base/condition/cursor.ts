// Steps through tokens for the parser. Decides nothing about the grammar.
import type { Json } from '@lotse/protocol'
import { refuseSyntax, type Token, tokensOf } from './tokens.ts'

const END: Token = { kind: 'end', text: '', at: 0 }

/** A place in a list of tokens. */
export class Cursor {
  readonly #tokens: readonly Token[]
  #index = 0

  /** @throws Problem `condition.syntax`. */
  constructor(text: string) {
    this.#tokens = tokensOf(text)
  }

  /** The token at hand. */
  get token(): Token {
    return this.#tokens[this.#index] ?? END
  }

  /** A token further on. */
  peek(ahead: number): Token {
    return this.#tokens[this.#index + ahead] ?? END
  }

  /** Takes the token at hand and goes on to the next. */
  take(): Token {
    const token = this.token
    this.#index += 1
    return token
  }

  /** Whether the token at hand is this word or sign. */
  at(text: string): boolean {
    return this.token.text === text && (this.token.kind === 'word' || this.token.kind === 'sign')
  }

  /** Takes the token at hand if it is this word or sign. */
  accept(text: string): boolean {
    const found = this.at(text)
    if (found) this.#index += 1
    return found
  }

  /** Takes this word or sign, or refuses. */
  expect(text: string): void {
    if (!this.accept(text)) this.refuse(`"${text}"`)
  }

  /** Takes a text in quotes, or refuses. */
  expectText(what: string): string {
    const value = this.#value()
    if (typeof value !== 'string') return this.refuse(what)
    this.#index += 1
    return value
  }

  /** Takes a duration such as `30d`, or refuses. */
  expectSpan(): string {
    if (this.token.kind !== 'span') return this.refuse('a duration such as 15m, 36h or 30d')
    return this.take().text
  }

  /** Refuses the token at hand. @throws Problem `condition.syntax` always. */
  refuse(expected: string): never {
    const { kind, text, at } = this.token
    return refuseSyntax(at, expected, kind === 'end' ? 'the end' : `"${text.slice(0, 40)}"`)
  }

  #value(): Json | undefined {
    return this.token.kind === 'value' ? this.token.value : undefined
  }
}
