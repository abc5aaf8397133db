// Reads and compares JSON values. Never follows inherited properties, never changes what it reads.
import type { Json, JsonObject } from '@lotse/protocol'

/** The most characters of a path; longer ones find nothing. */
export const PATH_LENGTH_MAX = 200

/**
 * The value at a path, own properties only.
 *
 * @param json - where the path starts.
 * @param path - property names joined by dots; a number picks from a list.
 * @returns the value, or undefined where a part is missing or no object or list.
 */
export function atPath(json: Json | undefined, path: string): Json | undefined {
  if (path.length > PATH_LENGTH_MAX) return undefined
  let at = json
  let start = 0
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', start)) {
    at = child(at, path.slice(start, dot))
    if (at === undefined) return undefined
    start = dot + 1
  }
  return child(at, start === 0 ? path : path.slice(start))
}

const INDEX = /^(0|[1-9]\d{0,8})$/

function child(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  if (isList(json)) return INDEX.test(name) ? json[Number(name)] : undefined
  return Object.hasOwn(json, name) ? json[name] : undefined
}

/** Whether a value is a list. (`Array.isArray` does not narrow read-only lists.) */
export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json)
}

/** Whether a value is an object, so neither a list nor null. */
export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** The JSON text of a value with the names of objects in code unit order: equal values give equal texts. */
export function canonicalJson(json: Json): string {
  if (isList(json)) return `[${json.map(canonicalJson).join(',')}]`
  if (!isObject(json)) return JSON.stringify(json)
  const names = Object.keys(json).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(json[name] ?? null)}`).join(',')}}`
}
