// What stands in a cell of a table, and the value that a cell means: the same for workbooks and CSV. Knows no rows and no columns.
import type { FieldFact, Json } from '@lotse/protocol'
import { canonicalJson } from '../../base/index.ts'
import { choiceCalled, wordOf } from './choice-words.ts'
import type { HeadingLanguage } from './heading-words.ts'

/** A cell. Texts are texts whatever they look like. */
export type TableCell = string | number | boolean | null

/** Finds records by what a cell calls them. */
export type Lookup = {
  /** What a record is called; undefined: nothing worth showing. */
  readonly nameOf: (id: string) => string | undefined
  /** Whether a record stands, or comes with the same file. */
  readonly isKnown: (id: string) => boolean
  /** The ids of records of some kinds that are called so in any language. */
  readonly called: (name: string, kinds: readonly string[]) => readonly string[]
}

const NAME_LENGTH_MAX = 60
const NAMED = /\[([\w.-]{1,60})\]\s*$/u
const DECIMAL = /^-?(\d+|\d{1,3}(\.\d{3})+),\d+(e[+-]?\d+)?$/i
const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const YES = new Set(['true', 'yes', 'ja', 'wahr', 'x', '1'])
const NO = new Set(['false', 'no', 'nein', 'falsch', '0'])

/** A record as cells call it: its name for people, its id for the way back. */
export function calledInCell(id: string, nameOf: Lookup['nameOf']): string {
  const name = [...(nameOf(id) ?? '').replace(/\s+/gu, ' ').trim()].slice(0, NAME_LENGTH_MAX).join('')
  return name === '' ? `[${id}]` : `${name} [${id}]`
}

/** How cells are written: what records are called, and the language of choices. */
export type CellStyle = Pick<Lookup, 'nameOf'> & { readonly words: HeadingLanguage }

/** A value as it stands in a cell; of a text in one language. */
export function cellOf(fact: FieldFact, value: Json | undefined, { nameOf, words }: CellStyle): TableCell {
  if (value === undefined || value === null) return null
  if (fact.type === 'ref') return typeof value === 'string' ? calledInCell(value, nameOf) : null
  if (fact.type === 'refs')
    return (
      listOf(value)
        .map((id) => calledInCell(id, nameOf))
        .join('\n') || null
    )
  if (fact.type === 'choice') return typeof value === 'string' ? wordOf(fact, value, words) : null
  if (fact.type === 'choices')
    return (
      listOf(value)
        .map((choice) => wordOf(fact, choice, words))
        .join('\n') || null
    )
  return typeof value === 'object' ? canonicalJson(value) : value
}

/** A value that a cell means, or why it means none. */
export type Meant = { readonly value: Json } | { readonly fault: string }

/** What a cell means in a field; `null` is nothing. A text is read elsewhere, by its language. */
export function meantBy(fact: FieldFact, cell: TableCell, lookup: Lookup): Meant {
  if (cell === null || cell === '') return { value: null }
  const text = String(cell)
  if (fact.type === 'number') return typeof cell === 'number' ? { value: cell } : numberIn(text)
  if (fact.type === 'flag') return typeof cell === 'boolean' ? { value: cell } : flagIn(text)
  if (fact.type === 'ref') return recordIn(text, fact, lookup)
  if (fact.type === 'refs') return recordsIn(text, fact, lookup)
  if (fact.type === 'choice') return { value: choiceCalled(fact, text) }
  if (fact.type === 'choices') return { value: linesOf(text).map((line) => choiceCalled(fact, line)) }
  if (fact.type === 'binding' || fact.type === 'condition') return jsonIn(text)
  return { value: fact.type === 'order' || fact.type === 'date' ? text.trim() : text }
}

/** A number, with a point or a comma before its decimals. */
export function numberIn(text: string): Meant {
  const plain = DECIMAL.test(text.trim()) ? text.trim().replaceAll('.', '').replace(',', '.') : text.trim()
  return NUMBER.test(plain) ? { value: Number(plain) } : { fault: 'is no number' }
}

function flagIn(text: string): Meant {
  const word = text.trim().toLowerCase()
  if (YES.has(word)) return { value: true }
  return NO.has(word) ? { value: false } : { fault: 'is neither yes nor no' }
}

function jsonIn(text: string): Meant {
  try {
    return { value: JSON.parse(text) as Json }
  } catch {
    return { fault: 'is not valid JSON' }
  }
}

/** The record that a cell names: by the id in brackets, by an id, by its name where only one is called so. */
export function recordIn(text: string, { kinds = [] }: Pick<FieldFact, 'kinds'>, lookup: Lookup): Meant {
  const id = NAMED.exec(text)?.[1]
  if (id !== undefined && lookup.isKnown(id)) return { value: id }
  const name = text.trim()
  const called = lookup.called(name, kinds)
  if (called.length === 1) return { value: called[0] ?? null }
  if (called.length > 1) return { fault: `several are called “${name}”; write the id in brackets behind it` }
  return lookup.isKnown(name) ? { value: name } : { fault: `nothing is called “${name}”` }
}

function recordsIn(text: string, fact: FieldFact, lookup: Lookup): Meant {
  const ids: Json[] = []
  for (const line of linesOf(text)) {
    const meant = recordIn(line, fact, lookup)
    if ('fault' in meant) return meant
    ids.push(meant.value)
  }
  return { value: ids }
}

/** The lines of a cell that say something. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/u).filter((line) => line.trim() !== '')
}

function listOf(value: Json): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
