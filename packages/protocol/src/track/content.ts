// What no event may hold whatever its form: too many or too deep values, names that poison prototypes, texts no database stores, too many bytes.
import { type TrackFault, trackLimits } from './message.ts'

/** Half of a surrogate pair: in unicode mode the class matches only where the other half is missing. */
const HALF = /[\u{d800}-\u{dfff}]/u

/** JSON writes a character in at most six bytes (`\u001f`), and quotes, colon and comma around a member in six. */
const BYTES_PER_CHARACTER_MAX = 6
const BYTES_PER_VALUE_MAX = 24

type Place = { readonly key: string; readonly above: Place | null }
type Count = { values: number; bytesMax: number }

/**
 * The first thing in an event that cannot be taken.
 *
 * @param event - what JSON.parse gave.
 * @returns undefined where all is well.
 */
export function contentFault(event: object): TrackFault | undefined {
  const count: Count = { values: 0, bytesMax: 2 }
  const fault = walk(event, null, 0, count)
  if (fault) return fault
  return count.bytesMax > trackLimits.eventBytes && jsonBytes(event) > trackLimits.eventBytes ? tooLarge() : undefined
}

function walk(value: object, at: Place | null, depth: number, count: Count): TrackFault | undefined {
  if (depth > trackLimits.depth) return tooMany(at, `is deeper than ${trackLimits.depth} levels`)
  if (Array.isArray(value)) return walkList(value, at, depth, count)
  return hasMembers(value) ? walkObject(value, at, depth, count) : undefined
}

/** What is no list has members; this only tells the type checker so. */
function hasMembers(value: object): value is Members {
  return !Array.isArray(value)
}

function walkList(list: readonly unknown[], at: Place | null, depth: number, count: Count): TrackFault | undefined {
  for (let index = 0; index < list.length; index++) {
    const fault = visit(list[index], { key: String(index), above: at }, depth, count)
    if (fault) return fault
  }
  return undefined
}

type Members = Readonly<Record<string, unknown>>

function walkObject(members: Members, at: Place | null, depth: number, count: Count): TrackFault | undefined {
  for (const key in members) {
    const value = members[key]
    const here = { key, above: at }
    const fault = keyFault(key, value, here) ?? visit(value, here, depth, count)
    if (fault) return fault
    count.bytesMax += key.length * BYTES_PER_CHARACTER_MAX
  }
  return undefined
}

function visit(value: unknown, at: Place, depth: number, count: Count): TrackFault | undefined {
  if (++count.values > trackLimits.values) return tooMany(at, `has more than ${trackLimits.values} values`)
  count.bytesMax += BYTES_PER_VALUE_MAX
  if (typeof value === 'string') {
    count.bytesMax += value.length * BYTES_PER_CHARACTER_MAX
    return isUnstorable(value) ? unstorable(at) : undefined
  }
  return typeof value === 'object' && value !== null ? walk(value, at, depth + 1, count) : undefined
}

/** `__proto__`, or `constructor` with `prototype` inside, change every object of a program that copies them carelessly. */
function keyFault(key: string, value: unknown, at: Place): TrackFault | undefined {
  if (key === '__proto__') return forbidden(at)
  if (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'))
    return forbidden(at)
  if (key.length > trackLimits.keyLength)
    return tooMany(at.above, `has a name longer than ${trackLimits.keyLength} characters`)
  return isUnstorable(key) ? unstorable(at.above) : undefined
}

function isUnstorable(text: string): boolean {
  return text.includes('\u0000') || HALF.test(text)
}

function jsonBytes(value: object): number {
  const text = JSON.stringify(value)
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Each half of a surrogate pair counts two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3
  }
  return bytes
}

function pathOf(at: Place | null): string {
  const keys: string[] = []
  for (let place = at; place; place = place.above) keys.push(place.key.slice(0, trackLimits.keyLength))
  return keys.reverse().join('.')
}

const named = (at: Place | null) => pathOf(at) || 'the event'

function tooMany(at: Place | null, detail: string): TrackFault {
  return { code: 'listen.too_many_properties', field: pathOf(at), detail: `${named(at)} ${detail}` }
}

function tooLarge(): TrackFault {
  return {
    code: 'listen.event_too_large',
    field: '',
    detail: `the event has more than ${trackLimits.eventBytes} bytes`,
  }
}

function unstorable(at: Place | null): TrackFault {
  const detail = `${named(at)} holds a NUL character or half a surrogate pair`
  return { code: 'listen.text_invalid', field: pathOf(at), detail }
}

function forbidden(at: Place): TrackFault {
  return { code: 'listen.key_forbidden', field: pathOf(at), detail: `${named(at)} is a name that no property may have` }
}
