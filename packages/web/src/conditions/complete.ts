// What could stand at the caret of a condition's text. Looks only at the text before it; never changes it. Pure.
import type { Vocabulary } from '@lotse/protocol'

/** A suggestion. `kind` says what it is; `insert` takes the place of the text from `from` to the caret. */
export type Suggestion = {
  readonly kind: 'trait' | 'event' | 'identity' | 'account' | 'word' | 'value'
  readonly label: string
  readonly insert: string
}
/** What could stand at the caret. `from`: where it begins. */
export type Completion = { readonly from: number; readonly suggestions: readonly Suggestion[] }

const SUGGESTIONS_MAX = 8
const PLAIN = /^[\p{L}\p{N}_$][\p{L}\p{N}_$-]*(\.[\p{L}\p{N}_$-]+)*$/u
const FUNCTIONS = ['count', 'sum', 'average', 'min', 'max', 'first', 'last', 'distinct']
const WORDS = ['and', 'or', 'not ', 'in [', 'exists(', 'contains ', 'starts_with ', 'ends_with ', 'matches ', 'now']
const IN_EVENT = /\b(?:count|of)\s*\(?\s*"([^"]*)$/
const FUNCTION_EVENT = /\b(?:count\(|of)\s*"([^"]*)$/
const NAMED = /\b(trait|identity|account|property)(?:\.([^\s()="<>!,]*)|\["([^"]*))$/
const VALUE = /\b(trait|account)\.([^\s()="<>!,]+)\s*(?:!?=|in\s*\[(?:[^\]]*,)?)\s*"?([^"\]]*)$/
const INSIDE_WHERE = /"([^"]*)"\s+where\b(?:(?!\bwithin\b|\)).)*?([\p{L}_$][\p{L}\p{N}_$.-]*)?$/u
const WORD = /([\p{L}_]*)$/u

const path = (name: string, prefix: string): string => (PLAIN.test(name) ? `${prefix}.${name}` : `${prefix}["${name}"]`)

function fitting(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const wanted = typed.toLowerCase()
  const begins = suggestions.filter(({ label }) => label.toLowerCase().startsWith(wanted))
  const holds = suggestions.filter(
    ({ label }) => !begins.some((one) => one.label === label) && label.toLowerCase().includes(wanted),
  )
  return [...begins, ...(wanted === '' ? [] : holds)].filter(({ insert }) => insert !== typed).slice(0, SUGGESTIONS_MAX)
}

/**
 * What could stand at the caret.
 *
 * @param before - the text before the caret.
 */
export function completionOf(before: string, known: Vocabulary): Completion {
  return (
    eventAt(before, known) ??
    valueAt(before, known) ??
    nameAt(before, known) ??
    propertyAt(before, known) ??
    wordAt(before, known)
  )
}

function eventAt(before: string, { events }: Vocabulary): Completion | undefined {
  const typed = (FUNCTION_EVENT.exec(before) ?? IN_EVENT.exec(before))?.[1]
  if (typed === undefined) return undefined
  const all = events.map(({ name }): Suggestion => ({ kind: 'event', label: name, insert: JSON.stringify(name) }))
  return { from: before.length - typed.length - 1, suggestions: fitting(all, typed) }
}

function valueAt(before: string, { traits, account }: Vocabulary): Completion | undefined {
  const [, kind, name, typed] = VALUE.exec(before) ?? []
  if (name === undefined || typed === undefined) return undefined
  const found = (kind === 'trait' ? traits : account).find((one) => one.path === name)
  if (!found || found.values.length === 0) return undefined
  const all = found.values.map((value): Suggestion => {
    const insert = JSON.stringify(value)
    return { kind: 'value', label: typeof value === 'string' ? value : insert, insert }
  })
  const quote = before.length - typed.length - 1
  const from = before[quote] === '"' ? quote : quote + 1
  return { from, suggestions: fitting(all, typed) }
}

function nameAt(before: string, known: Vocabulary): Completion | undefined {
  const found = NAMED.exec(before)
  const kind = found?.[1]
  if (!found || kind === undefined || kind === 'property') return undefined
  const typed = found[2] ?? found[3] ?? ''
  return { from: before.length - found[0].length, suggestions: fitting(namesOf(kind, known), typed) }
}

function namesOf(kind: string, { traits, account, identities }: Vocabulary): Suggestion[] {
  if (kind === 'identity')
    return identities.map((name) => ({ kind: 'identity', label: name, insert: path(name, 'identity') }))
  const which = kind === 'trait' ? 'trait' : 'account'
  return (kind === 'trait' ? traits : account).map((one) => ({
    kind: which,
    label: one.path,
    insert: path(one.path, which),
  }))
}

function propertyAt(before: string, { events }: Vocabulary): Completion | undefined {
  const open = before.lastIndexOf('(')
  const [, event, typed = ''] = INSIDE_WHERE.exec(before.slice(open + 1)) ?? []
  const found = events.find(({ name }) => name === event)
  if (!found) return undefined
  const all = found.properties.map(
    (one): Suggestion => ({
      kind: 'word',
      label: one.path,
      insert: PLAIN.test(one.path) ? one.path : path(one.path, 'property'),
    }),
  )
  const suggestions = fitting(all, typed)
  return suggestions.length === 0 ? undefined : { from: before.length - typed.length, suggestions }
}

function wordAt(before: string, known: Vocabulary): Completion {
  const typed = WORD.exec(before)?.[1] ?? ''
  const from = before.length - typed.length
  if (typed === '' && before.trim() !== '') return { from, suggestions: [] }
  const all: Suggestion[] = [
    ...['trait', 'identity', 'account'].flatMap((kind) => namesOf(kind, known)),
    ...FUNCTIONS.map(
      (name): Suggestion => ({ kind: 'word', label: `${name}(`, insert: name === 'count' ? 'count("' : `${name}(` }),
    ),
    ...WORDS.map((word): Suggestion => ({ kind: 'word', label: word, insert: word })),
  ]
  return { from, suggestions: fitting(all, typed) }
}
