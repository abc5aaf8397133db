// Values in answers of systems without an adapter, read by the mapping language of files and webhooks. Asks nobody.
import { messagesOf } from '@lotse/core/listen'
import type { MappingField } from '@lotse/protocol'
import { z } from 'zod'

const record = z.record(z.string(), z.unknown())

/** Fields of an answer by name; those that are not there are left out. */
export function fieldsOf(
  json: unknown,
  fields: Readonly<Record<string, MappingField | undefined>>,
): Record<string, unknown> {
  const read = record.safeParse(json)
  if (!read.success) return {}
  const wanted = Object.entries(fields).flatMap(([name, field]) =>
    field === undefined ? [] : [[name, field] as const],
  )
  const [message] = messagesOf(read.data, { properties: Object.fromEntries(wanted) }, 'UTC')
  return { ...record.safeParse(message?.['properties']).data }
}

/** A value as text; null: there is none. */
export function textAt(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** A value as an instant: milliseconds, or a date that names its offset or none (then UTC); null: it is none. */
export function instantAt(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const bare = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value)
  const at = Date.parse(bare ? `${value.replace(' ', 'T')}Z` : value)
  return Number.isNaN(at) ? null : at
}

/** The list in an answer; null: there is none. */
export function listAt(json: unknown, path: string): readonly unknown[] | null {
  const found = path === '' ? json : fieldsOf(json, { list: path })['list']
  return Array.isArray(found) ? found : null
}
