// Edits of records: what they change, how they are taken back, and how those that were made meanwhile are brought together. Pure; stores nothing.
import { type AtlasEdit, type AtlasRecord, fieldFact, type Json, type TextEdit } from '@lotse/protocol'
import { Problem } from '../base/index.ts'
import { changeBetween, changedText, movedOver, reverseChange } from './text.ts'

/** Records by id; undefined for one that was never made. */
export type Records = (id: string) => AtlasRecord | undefined

/**
 * What edits bring about. `records`: those that are different now. `edits`: what was really done, in terms that others can follow: whole texts as
 * typing, a record that was there already as what it lacked. `reverse`: takes it all back.
 */
export type Applied = {
  readonly records: readonly AtlasRecord[]
  readonly edits: readonly AtlasEdit[]
  readonly reverse: readonly AtlasEdit[]
}

/**
 * Does edits, one after the other; all or none.
 *
 * @throws Problem `atlas.unknown_record`, `atlas.unknown_field`, `atlas.text_moved_on`, `atlas.kind_taken`.
 */
export function applyEdits(records: Records, edits: readonly AtlasEdit[]): Applied {
  const changed = new Map<string, AtlasRecord>()
  const done: AtlasEdit[] = []
  const reverse: AtlasEdit[] = []
  const known: Records = (id) => changed.get(id) ?? records(id)
  for (const edit of edits) {
    for (const small of smallEdits(known, edit)) {
      const step = applyOne(known, small)
      changed.set(step.record.id, step.record)
      done.push(small)
      reverse.unshift(...step.reverse)
    }
  }
  return { records: [...changed.values()], edits: done, reverse }
}

type Step = { readonly record: AtlasRecord; readonly reverse: readonly AtlasEdit[] }

/** What an edit comes to where records stand as they do. */
function smallEdits(known: Records, edit: AtlasEdit): readonly AtlasEdit[] {
  if (edit.do === 'make') {
    const standing = known(edit.id)
    return standing ? lackingOf(standing, edit) : madeOf(edit)
  }
  if (edit.do === 'set') {
    const record = recordOf(known, edit.id)
    return isText(record, edit.field) ? typedOf(record, edit.field, edit.value) : [edit]
  }
  return [edit]
}

type Make = Extract<AtlasEdit, { do: 'make' }>

/** A new record, and its texts as typing: somebody else may be making the same one. */
function madeOf(edit: Make): AtlasEdit[] {
  const { id, kind } = edit
  const isTyped = ([field]: [string, Json]) => isText({ kind }, field)
  const given = Object.entries(edit.fields)
  const texts = given.filter(isTyped).flatMap(([field, value]) => typing({ id, field }, {}, textsOf(value)))
  return [{ ...edit, fields: Object.fromEntries(given.filter((one) => !isTyped(one))) }, ...texts]
}

/** Two who make the same thing at once have made it once: the second gives what is missing, and adds text to text. */
function lackingOf(standing: AtlasRecord, edit: Make): AtlasEdit[] {
  const { id, kind, journey, fields } = edit
  if (standing.kind !== kind || standing.journey !== journey) throw new Problem('atlas.kind_taken', { id })
  const edits: AtlasEdit[] = standing.removed ? [{ do: 'restore', id }] : []
  for (const [field, value] of Object.entries(fields)) {
    if (isText(standing, field)) edits.push(...addedText(standing, field, value))
    else if (!Object.hasOwn(standing.fields, field)) edits.push({ do: 'set', id, field, value })
  }
  return edits
}

function addedText({ id, fields }: AtlasRecord, field: string, value: Json): TextEdit[] {
  const [standing, given] = [textsOf(fields[field]), textsOf(value)]
  const both = Object.entries(given).map(([language, text]) => {
    const old = standing[language] ?? ''
    return [language, old === '' || text === old ? text : text === '' ? old : `${old}\n${text}`]
  })
  return typing({ id, field }, standing, { ...standing, ...Object.fromEntries(both) })
}

/** A whole text as the typing that makes it of the one that stands. */
function typedOf({ id, fields }: AtlasRecord, field: string, value: Json): TextEdit[] {
  return typing({ id, field }, textsOf(fields[field]), textsOf(value))
}

type Texts = Readonly<Record<string, string>>

function typing(where: Pick<TextEdit, 'id' | 'field'>, standing: Texts, wanted: Texts): TextEdit[] {
  return [...new Set([...Object.keys(standing), ...Object.keys(wanted)])].flatMap((language) => {
    const [from, to] = [standing[language] ?? '', wanted[language] ?? '']
    return from === to ? [] : [{ do: 'write', ...where, language, change: changeBetween(from, to) }]
  })
}

function applyOne(known: Records, edit: AtlasEdit): Step {
  const { id } = edit
  if (edit.do === 'make') {
    const { kind, journey, fields } = edit
    return { record: { id, kind, journey, fields, removed: false }, reverse: [{ do: 'remove', id }] }
  }
  const record = recordOf(known, id)
  if (edit.do === 'remove')
    return { record: { ...record, removed: true }, reverse: record.removed ? [] : [{ do: 'restore', id }] }
  if (edit.do === 'restore')
    return { record: { ...record, removed: false }, reverse: record.removed ? [{ do: 'remove', id }] : [] }
  return edit.do === 'set' ? setOne(record, edit) : writeOne(record, edit)
}

function setOne(record: AtlasRecord, { id, field, value }: Extract<AtlasEdit, { do: 'set' }>): Step {
  if (fieldFact(record.kind, field) === undefined) throw new Problem('atlas.unknown_field', { field })
  const before = Object.hasOwn(record.fields, field) ? (record.fields[field] ?? null) : null
  return { record: withField(record, field, value), reverse: [{ do: 'set', id, field, value: before }] }
}

function writeOne(record: AtlasRecord, { id, field, language, change }: TextEdit): Step {
  if (!isText(record, field)) throw new Problem('atlas.unknown_field', { field })
  const texts = textsOf(record.fields[field])
  const before = texts[language] ?? ''
  const after = changedText(before, change)
  if (after === undefined) throw new Problem('atlas.text_moved_on', { field })
  const { [language]: _, ...others } = texts
  const now = after === '' ? others : { ...others, [language]: after }
  const back = reverseChange(before, change)
  return {
    record: withField(record, field, Object.keys(now).length === 0 ? null : now),
    reverse: [{ do: 'write', id, field, language, change: back }],
  }
}

function withField(record: AtlasRecord, field: string, value: Json): AtlasRecord {
  const { [field]: _, ...others } = record.fields
  return { ...record, fields: value === null ? others : { ...others, [field]: value } }
}

function recordOf(known: Records, id: string): AtlasRecord {
  const record = known(id)
  if (record === undefined) throw new Problem('atlas.unknown_record', { id })
  return record
}

function isText({ kind }: Pick<AtlasRecord, 'kind'>, field: string): boolean {
  const type = fieldFact(kind, field)?.type
  return type === 'text' || type === 'prose'
}

/** The texts of a field by language; nothing where it holds none. */
export function textsOf(value: Json | undefined): Texts {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'))
}

/** Edits that were made for the same records at once, each moved over the other. */
export type Brought = { readonly first: readonly AtlasEdit[]; readonly second: readonly AtlasEdit[] }

/**
 * Brings together what two people did at once. Only typing depends on where others typed; all else says by itself what it means, and what is done later holds.
 *
 * @param first - what the server took first, in the form in which it was applied.
 * @param second - what comes after it.
 * @returns `second` as it is to be done after `first`; `first` as it looks to those who have done `second` already.
 */
export function bringTogether(first: readonly AtlasEdit[], second: readonly AtlasEdit[]): Brought {
  let over = first
  const moved: AtlasEdit[] = []
  for (const edit of second) {
    const [kept, passed] = pass(over, edit)
    over = passed
    moved.push(kept)
  }
  return { first: over, second: moved }
}

/** Moves one edit over a row of others, and them over it. */
function pass(over: readonly AtlasEdit[], edit: AtlasEdit): readonly [AtlasEdit, readonly AtlasEdit[]] {
  if (edit.do !== 'write') return [edit, over]
  let moving: TextEdit = edit
  const passed = over.map((one) => {
    if (one.do !== 'write' || !sameText(one, moving)) return one
    const { first, second } = movedOver(one.change, moving.change)
    moving = { ...moving, change: second }
    return { ...one, change: first }
  })
  return [moving, passed]
}

const sameText = (a: TextEdit, b: TextEdit): boolean =>
  a.id === b.id && a.field === b.field && a.language === b.language
