// The guarded way to an OpenID provider: public addresses alone, or those an operator allows; follows no redirect and reads no long answer.
import { isIP } from 'node:net'
import { Agent, request } from 'undici'
import { createGuard, ForbiddenAddress, type Guard } from '../channels/webhook/guard.ts'

const CONNECT_MS_MAX = 5000
const ANSWER_MS_MAX = 10_000
const ANSWER_BYTES_MAX = 1_000_000

/** Asks one address, as `fetch` does. @throws Error where it may not be asked or does not answer. */
export type GuardedFetch = (url: string, options: FetchOptions) => Promise<Response>
type FetchOptions = {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?:
    | string
    | URLSearchParams
    | Uint8Array
    | ArrayBuffer
    | FormData
    | ReadableStream
    | Blob
    | null
    | undefined
}

/**
 * A guarded fetch.
 *
 * @param exempt - addresses or ranges that may be asked although they are not public; only there plain http is taken.
 */
export function guardedFetch(exempt: readonly string[]): GuardedFetch {
  const guard = createGuard(exempt)
  const agent = new Agent({
    connect: { lookup: guard.lookup, timeout: CONNECT_MS_MAX },
    headersTimeout: ANSWER_MS_MAX,
    bodyTimeout: ANSWER_MS_MAX,
    maxResponseSize: ANSWER_BYTES_MAX,
  })
  return async (url, { method, headers, body }) => {
    refuseForbidden(new URL(url), guard)
    const answer = await request(url, {
      dispatcher: agent,
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      signal: AbortSignal.timeout(CONNECT_MS_MAX + ANSWER_MS_MAX),
      ...(body == null ? {} : { body: String(body) }),
    })
    const text = await answer.body.text()
    const shown = [204, 205, 304].includes(answer.statusCode) ? null : text
    return new Response(shown, { status: answer.statusCode, headers: headersOf(answer.headers) })
  }
}

/** An address written as a number never passes through name lookup, so it is checked here. */
function refuseForbidden(url: URL, guard: Guard): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(host))
  if (!secure || (isIP(host) !== 0 && !guard.allows(host)))
    throw new ForbiddenAddress('the provider has an address that must not be asked')
}

/** Whether plain http leaves no machine: nobody on the way can read or change it. The guard decides whether it may be asked at all. */
export const isLocal = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

const headersOf = (headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]))
