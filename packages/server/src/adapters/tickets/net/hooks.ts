// Whether a call of a ticket system is signed, compared in constant time, and the key by which a repeated one is known. Knows no system.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { readJson } from './json.ts'

/** Headers of a call, names in lower case. */
export type HookHeaders = Readonly<Record<string, string | undefined>>

/** Whether two secrets are the same. */
export function sameSecret(expected: string, given: string): boolean {
  const [a, b] = [digestOf(expected), digestOf(given)]
  return timingSafeEqual(a, b)
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether `sha256=HEX` (the prefix may be left out) is the HMAC-SHA-256 of the body. */
export function signedSha256(secret: string, given: string, rawBody: string): boolean {
  const digest = createHmac('sha256', secret).update(rawBody).digest()
  const bytes = Buffer.from(given.trim().replace(/^sha256=/, ''), 'hex')
  return bytes.length === digest.length && timingSafeEqual(bytes, digest)
}

const jwtHead = z.object({ alg: z.literal('HS256') })
const jwtBody = z.object({ exp: z.number() })

/** Whether a token (RFC 7519, signed HS256) was signed with the secret and is not over. */
export function jwtHolds(secret: string, token: string, nowMs: number): boolean {
  const [head = '', body = '', signature = '', ...more] = token.split('.')
  if (more.length > 0) return false
  const [headJson, bodyJson] = [jsonIn(head), jsonIn(body)]
  if (!jwtHead.safeParse(headJson).success) return false
  const claims = jwtBody.safeParse(bodyJson)
  const digest = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  const same = given.length === digest.length && timingSafeEqual(given, digest)
  return same && claims.success && claims.data.exp * 1000 > nowMs
}

function jsonIn(part: string): unknown {
  return readJson(Buffer.from(part, 'base64url').toString('utf8'))
}

/** A key for calls that bring none. */
export function keyOf(...parts: readonly (string | number | null | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
