// Which records a record names where that is worth a page: library records wherever they are named, and everything that a library record names. Stores nothing.
import { type AtlasKind, type AtlasRecord, atlasKinds, type FieldFact, type Json } from '@lotse/protocol'

/** A field and the record that it names. */
export type RecordUse = { readonly field: string; readonly item: string }

/** What a record names (A7), each once a field. What only holds a journey together, as a step its phase, is none of it. */
export function usesOf({ kind, fields }: Pick<AtlasRecord, 'kind' | 'fields'>): RecordUse[] {
  return Object.entries<FieldFact>(atlasKinds[kind].fields).flatMap(([field, fact]) =>
    isUse(kind, fact) ? idsIn(fields[field]).map((item) => ({ field, item })) : [],
  )
}

function isUse(kind: AtlasKind, { kinds = [] }: FieldFact): boolean {
  return atlasKinds[kind].home === 'library'
    ? kinds.length > 0
    : kinds.some((one) => atlasKinds[one as AtlasKind].home === 'library')
}

function idsIn(value: Json | undefined): string[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value ?? null]
  return [...new Set(list.filter((one): one is string => typeof one === 'string'))]
}
