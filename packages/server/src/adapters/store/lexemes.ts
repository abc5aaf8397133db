// Lexemes and what narrows by them in PostgreSQL's words: tsvector and tsquery as text. Decides nothing about what they mean.
import type { Narrowing } from '@lotse/core/understand'

/** The text of a tsvector that holds these lexemes, without places. */
export function vectorText(lexemes: readonly string[]): string {
  return lexemes.map(quoted).join(' ')
}

/** The text of a tsquery; `true` or `false` where it would be the same for everybody. */
export function queryText(by: Narrowing): string | boolean {
  if (by === 'always' || by === 'never') return by === 'always'
  return print(by)
}

function print(by: Narrowing): string {
  // Constants never stand inside of lists: they are taken out where narrowings are made.
  if (by === 'always' || by === 'never') throw new Error('a constant stands inside of a narrowing')
  if ('has' in by) return quoted(by.has)
  if ('starts' in by) return `${quoted(by.starts)}:*`
  if ('all' in by) return `(${by.all.map(print).join(' & ')})`
  return 'any' in by ? `(${by.any.map(print).join(' | ')})` : `!${print(by.not)}`
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
