// How a place reads in a table for people: feelings as figures of their language. Pure.
import type { Row } from '../layout.ts'

/** The text of a place of a lane. */
export function readAt(type: Row['type'], text: string, f: { readonly number: (value: number) => string }): string {
  return type === 'emotion' && text !== '' ? f.number(Number(text)) : text
}
