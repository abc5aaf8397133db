// What a change changed, for the audit log: the fields that are another than before, with both values. Decides not what may be told.
import type { JsonObject } from '@lotse/protocol'

/**
 * The fields of two states that differ.
 *
 * @param before - as JSON can hold it.
 * @param after - with the same fields.
 */
export function differencesOf(before: object, after: object): JsonObject {
  const [old, fresh] = [plain(before), plain(after)]
  const fields = Object.keys(fresh).filter((field) => JSON.stringify(old[field]) !== JSON.stringify(fresh[field]))
  return Object.fromEntries(fields.map((field) => [field, { before: old[field] ?? null, after: fresh[field] ?? null }]))
}

const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject
