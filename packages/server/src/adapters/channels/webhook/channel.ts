// Signed calls of web addresses (Standard Webhooks 1.0): hands one call over and says what was answered. Follows no redirect, decides no retry.
import { isIP } from 'node:net'
import type { Channel, Delivery, WebhookMessage } from '@lotse/core/ports'
import { Webhook } from 'standardwebhooks'
import { Agent, type Dispatcher, request } from 'undici'
import { createGuard, type Guard } from './guard.ts'

/**
 * `secretOf`: the signing secret of a workspace, `whsec_` and base64. `exempt`: addresses that may be called although they are not
 * public. `answerMsMax`: how long a receiver may take, 15 s by default.
 */
export type WebhookSettings = {
  readonly secretOf: (workspaceId: number) => string
  readonly exempt: readonly string[]
  readonly answerMsMax?: number
}

const CONNECT_MS_MAX = 5000
const ANSWER_MS_MAX = 15_000
const ANSWER_BYTES_MAX = 64_000
const RETRY_MS_MAX = 24 * 3_600_000
/** Calls at a time to one host. */
const CONNECTIONS_PER_HOST = 8

/** Opens the channel. Receivers recognise a repeated call by its `webhook-id`, which is the message's key. */
export function webhookChannel(settings: WebhookSettings): Channel<WebhookMessage> {
  const guard = createGuard(settings.exempt)
  const answerMs = settings.answerMsMax ?? ANSWER_MS_MAX
  const agent = new Agent({
    connect: { lookup: guard.lookup, timeout: CONNECT_MS_MAX },
    connections: CONNECTIONS_PER_HOST,
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    pipelining: 1,
    maxResponseSize: ANSWER_BYTES_MAX,
  })
  return {
    name: 'webhook',
    knowsKeys: true,
    send: (message) => call(message, { agent, guard, secret: settings.secretOf(message.workspaceId), answerMs }),
    // Every call goes somewhere else, so there is no one to ask.
    check: async () => ({ ok: true }),
    close: () => agent.close(),
  }
}

type Line = { readonly agent: Dispatcher; readonly guard: Guard; readonly secret: string; readonly answerMs: number }

async function call(message: WebhookMessage, line: Line): Promise<Delivery> {
  const url = targetOf(message.url, line.guard)
  if (url === null) return refused('forbidden_address')
  try {
    const answer = await request(url, {
      dispatcher: line.agent,
      method: 'POST',
      headers: headersOf(message, line.secret),
      body: message.body,
      signal: AbortSignal.timeout(line.answerMs + CONNECT_MS_MAX),
    })
    // The status is the answer; a body that breaks off or never ends changes nothing.
    answer.body.dump({ limit: ANSWER_BYTES_MAX, signal: AbortSignal.timeout(line.answerMs) }).catch(() => undefined)
    return answered(answer.statusCode, answer.headers['retry-after'])
  } catch (error) {
    return failed(error)
  }
}

/** Only http and https; an address written as a number never passes through name lookup, so it is checked here. */
function targetOf(text: string, guard: Guard): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  return isIP(host) === 0 || guard.allows(host) ? url : null
}

function headersOf(message: WebhookMessage, secret: string): Record<string, string> {
  const at = new Date(message.timestampMs)
  return {
    'content-type': 'application/json',
    'user-agent': 'Lotse',
    'webhook-id': message.key,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(message.key, at, message.body),
  }
}

/** Statuses that ask to come again: too early, too many, timeouts and every fault of the server. 410 and other 4xx are final. */
function answered(status: number, retryAfter: string | string[] | undefined): Delivery {
  if (status >= 200 && status < 300) return { kind: 'accepted', providerId: null }
  const again = status === 408 || status === 425 || status === 429 || status >= 500
  if (!again) return refused(`HTTP ${status}`)
  return { kind: 'later', why: `HTTP ${status}`, retryMs: retryMsOf(retryAfter), down: status >= 500 }
}

function refused(why: string): Delivery {
  return { kind: 'refused', why, permanent: true, badAddress: false }
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryMsOf(header: string | string[] | undefined): number | null {
  const text = Array.isArray(header) ? header[0] : header
  if (text === undefined) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_MS_MAX) : null
}

/** Faults in which no connection was made, so that nothing can have arrived. */
const UNCONNECTED = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
])

function failed(error: unknown): Delivery {
  if (!(error instanceof Error)) throw error
  const code = codesOf(error)
  if (code.includes('LOTSE_FORBIDDEN_ADDRESS')) return refused('forbidden_address')
  const why = code[0] ?? error.name
  if (code.some((c) => UNCONNECTED.has(c) || c.startsWith('ERR_TLS') || c.includes('CERT')))
    return { kind: 'later', why, retryMs: null, down: true }
  return { kind: 'unknown', why }
}

/** The codes of an error and its causes; an AggregateError (several addresses tried) counts by its parts. */
function codesOf(error: Error): string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const parts: unknown[] =
    error instanceof AggregateError ? error.errors : error.cause instanceof Error ? [error.cause] : []
  return [...own, ...parts.flatMap((part) => (part instanceof Error ? codesOf(part) : []))]
}
