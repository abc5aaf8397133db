// Which pictures edits bring and records show, by the fields that hold one. Stores nothing and knows no content.
import { type AtlasEdit, type AtlasKind, type AtlasRecord, fieldFact, type Json } from '@lotse/protocol'
import type { Records } from './edit.ts'

/** Ids of pictures that edits bring to records, each once. */
export function picturesIn(records: Records, edits: readonly AtlasEdit[]): string[] {
  const made = new Map(edits.flatMap((edit) => (edit.do === 'make' ? [[edit.id, edit.kind] as const] : [])))
  const found = edits.flatMap((edit) => {
    if (edit.do === 'make') return shownBy(edit.kind, edit.fields)
    const kind = edit.do === 'set' ? (made.get(edit.id) ?? records(edit.id)?.kind) : undefined
    return kind !== undefined && edit.do === 'set' ? shownBy(kind, { [edit.field]: edit.value }) : []
  })
  return [...new Set(found)]
}

/** Ids of pictures that records show, each once. */
export function picturesOf(records: Iterable<AtlasRecord>): string[] {
  return [...new Set([...records].flatMap(({ kind, fields, removed }) => (removed ? [] : shownBy(kind, fields))))]
}

function shownBy(kind: AtlasKind, fields: Readonly<Record<string, Json>>): string[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    fieldFact(kind, field)?.type === 'file' && typeof value === 'string' ? [value] : [],
  )
}
