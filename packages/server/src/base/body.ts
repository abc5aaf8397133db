// Reads JSON bodies and refuses what could hurt further in: prototype keys, NUL, broken surrogates, bottomless nesting. Knows no operation.
import { Problem } from '@lotse/core/base'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The largest body of the management API. */
export const BODY_BYTES_MAX = 1_048_576
/** The deepest nesting of a body. A flow document's conditions stay far below. */
export const DEPTH_MAX = 64
/** The most values in a body, objects and arrays included. */
export const VALUES_MAX = 100_000

/**
 * Makes an encapsulated part of the server take JSON bodies alone. No body at all is fine whatever the content type says, because
 * clients set it out of habit; an operation that needs a body then says what is missing.
 *
 * @param app - the part; its parsers are replaced.
 */
export function takeJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    const plain = String(text)
    if (plain.trim() === '') return done(null, undefined)
    parseJson(request, plain, (error, value) => done(error ?? harmIn(value) ?? null, value))
  })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_: FastifyRequest, text, done) => {
    if (String(text) === '') done(null, undefined)
    else done(new Problem('request.wrong_type'))
  })
}

/** What makes a parsed body unfit: too deep, too many values, or text no database takes. Walks it without recursion. */
function harmIn(body: unknown, valuesMax = VALUES_MAX): Problem | undefined {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 0 }]
  let seen = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    seen += 1
    if (seen + open.length > valuesMax || next.depth > DEPTH_MAX)
      return new Problem('request.too_deep', { depthMax: DEPTH_MAX, valuesMax })
    if (typeof next.value === 'string' && isUnstorable(next.value)) return unstorable('body')
    if (typeof next.value === 'object' && next.value !== null)
      for (const [key, value] of Object.entries(next.value)) {
        if (isUnstorable(key)) return unstorable('body')
        open.push({ value, depth: next.depth + 1 })
      }
  }
  return undefined
}

/**
 * Refuses what was read from a file and no database takes.
 *
 * @throws Problem `request.too_deep`, `request.invalid`.
 */
export function refuseHarm(value: unknown, valuesMax: number): void {
  const harm = harmIn(value, valuesMax)
  if (harm) throw harm
}

// A lone surrogate matches in unicode mode only where it has no partner.
const HALF_A_PAIR = /[\u{d800}-\u{dfff}]/u

const isUnstorable = (text: string): boolean => text.includes('\0') || HALF_A_PAIR.test(text)

const unstorable = (field: string) =>
  new Problem('request.invalid', { field, detail: 'text holds a NUL character or half a surrogate pair' })

/**
 * Refuses values of a path or query that PostgreSQL cannot store.
 *
 * @param values - as parsed from the address.
 * @throws Problem `request.invalid` naming the field.
 */
export function refuseUnstorable(values: unknown): void {
  for (const [field, value] of Object.entries(values ?? {}))
    if (typeof value === 'string' && isUnstorable(value)) throw unstorable(field)
}
