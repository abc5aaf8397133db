// The guarded way to ticket systems: public addresses alone, or those an operator allows. Follows no redirect, reads no long answer, decides no retry.
import { isIP, type LookupFunction } from 'node:net'
import type { TicketFault } from '@lotse/core/insights'
import { Agent, request } from 'undici'
import { createGuard, ForbiddenAddress, type Guard } from '../../channels/webhook/guard.ts'
import type { TicketAnswer, TicketCall, TicketReply } from './call.ts'
import { readJson } from './json.ts'
import { createPauses } from './pauses.ts'
import { isOver, laterAfter, reasonOf } from './reasons.ts'

const CONNECT_MS_MAX = 5000
const ANSWER_MS_MAX = 20_000
const ANSWER_BYTES_MAX = 4_000_000
/** Calls at a time of one connection. */
const CONNECTIONS = 4

/** A way to one system. */
export type TicketWay = {
  ask(call: TicketCall): Promise<TicketReply>
  close(): Promise<void>
}

/**
 * `headers`: go with every call. `secrets`: never to be told in a reason. `limitOf`: what a system says in its own way about having been asked too often; null:
 * nothing. `answerMsMax`: how long an answer may take, 20 s by default.
 */
export type TicketWaySettings = {
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  readonly exempt: readonly string[]
  readonly limitOf?: (answer: TicketAnswer) => (TicketFault & { kind: 'later' }) | null
  readonly answerMsMax?: number
}

/** Opens a way; calls nobody yet. */
export function ticketWay(settings: TicketWaySettings): TicketWay {
  const guard = createGuard(settings.exempt)
  const answerMs = settings.answerMsMax ?? ANSWER_MS_MAX
  const options = { connections: CONNECTIONS, headersTimeout: answerMs, bodyTimeout: answerMs, pipelining: 1 }
  const agentOf = (lookup: LookupFunction) =>
    new Agent({ ...options, connect: { lookup, timeout: CONNECT_MS_MAX }, maxResponseSize: ANSWER_BYTES_MAX })
  const agents = { 'https:': agentOf(guard.lookup), 'http:': agentOf(plainLookup(guard)) }
  const pauses = createPauses()
  return {
    ask: async (call) => {
      const paused = pauses.of(call, Date.now())
      if (paused) return paused
      const reply = await send(call, { settings, guard, agents, answerMs })
      pauses.note(call, reply, Date.now())
      return reply
    },
    close: async () => {
      await Promise.all(Object.values(agents).map((agent) => agent.close()))
    },
  }
}

type Line = {
  readonly settings: TicketWaySettings
  readonly guard: Guard
  readonly agents: Readonly<Record<'https:' | 'http:', Agent>>
  readonly answerMs: number
}

async function send(call: TicketCall, line: Line): Promise<TicketReply> {
  const { settings } = line
  const tell = (why: string) => reasonOf(why, settings.secrets)
  const url = targetOf(call, line)
  if (url === null) return { kind: 'refused', why: 'forbidden_address' }
  try {
    const answer = await request(url, {
      dispatcher: line.agents[url.protocol === 'http:' ? 'http:' : 'https:'],
      method: call.method,
      headers: headersOf(call, settings),
      signal: AbortSignal.timeout(line.answerMs + CONNECT_MS_MAX),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const [headers, text] = [plainHeaders(answer.headers), await answer.body.text()]
    return judged(call, { kind: 'answer', status: answer.statusCode, headers, json: readJson(text) }, settings)
  } catch (error) {
    return failed(error, call, tell)
  }
}

/** What every system means by a status; what is left says something about the call itself. */
function judged(call: TicketCall, answer: TicketAnswer, { limitOf, secrets }: TicketWaySettings): TicketReply {
  const { status, headers, json } = answer
  const why = reasonOf(`HTTP ${status}${saidIn(json)}`, secrets)
  const limit = limitOf?.(answer)
  if (limit) return { ...limit, why: reasonOf(limit.why, secrets) }
  if (status === 401) return { kind: 'unauthorised', why }
  if (status === 429) return laterAfter(headers, why, 'connection')
  if (!isOver(status)) return answer
  return call.once === true ? { kind: 'lost', why } : laterAfter(headers, why, 'connection')
}

/** What a body says of a fault, by the names that systems use for it. */
export function saidIn(json: unknown): string {
  if (typeof json !== 'object' || json === null) return ''
  const said = ['errors', 'errorMessages', 'message', 'error', 'error_description'].flatMap((name) =>
    name in json ? wordsIn(Reflect.get(json, name)) : [],
  )
  return said.length === 0 ? '' : `: ${said.join('; ')}`
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (Array.isArray(value)) return value.slice(0, 5).flatMap(wordsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .slice(0, 5)
    .flatMap(([name, inner]) => wordsIn(inner).map((word) => `${name}: ${word}`))
}

/** An address written as a number never passes through name lookup, so it is checked here. */
function targetOf({ path, query }: TicketCall, { settings, guard }: Line): URL | null {
  const text = `${settings.baseUrl.replace(/\/+$/, '')}${path}`
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const allows = url.protocol === 'https:' ? guard.allows : onlyExempt(guard)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.username !== '' || url.password !== '') return null
  return isIP(host) === 0 || allows(host) ? url : null
}

const publicAlone = createGuard([])

/** Without encryption a secret is sent to nobody but addresses that are ours and that an operator allowed. */
const onlyExempt =
  (guard: Guard): Guard['allows'] =>
  (address) =>
    guard.allows(address) && !publicAlone.allows(address)

function plainLookup(guard: Guard): LookupFunction {
  const allows = onlyExempt(guard)
  return (hostname, options, callback) =>
    guard.lookup(hostname, options, (error, address, family) => {
      const found = typeof address === 'string' ? [address] : address.map((one) => one.address)
      if (error === null && !found.every(allows))
        callback(new ForbiddenAddress('a secret is not sent without encryption'), '', 0)
      else callback(error, address, family)
    })
}

function headersOf({ body, headers }: TicketCall, settings: TicketWaySettings): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'Lotse',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...settings.headers,
    ...headers,
  }
}

const plainHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? []].flat().join(', ')]),
  )

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

function failed(error: unknown, call: TicketCall, tell: (why: string) => string): TicketReply {
  if (!(error instanceof Error)) throw error
  const codes = codesOf(error)
  const why = tell(codes[0] ?? error.name)
  if (codes.length === 0 && error.name !== 'TimeoutError' && error.name !== 'AbortError') throw error
  if (codes.includes('LOTSE_FORBIDDEN_ADDRESS')) return { kind: 'refused', why: 'forbidden_address' }
  if (codes.includes('UND_ERR_INVALID_ARG')) return { kind: 'refused', why: 'not_sendable' }
  if (codes.includes('UND_ERR_RES_EXCEEDED_MAX_SIZE') && call.once !== true)
    return { kind: 'refused', why: 'answer_too_long' }
  const nothingSent = codes.some((code) => UNCONNECTED.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT'))
  if (call.once === true && !nothingSent) return { kind: 'lost', why }
  return { kind: 'later', why, retryMs: null, scope: 'connection' }
}

/** The codes of an error and its causes; an AggregateError (several addresses tried) counts by its parts. */
function codesOf(error: Error): string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const parts: unknown[] =
    error instanceof AggregateError ? error.errors : error.cause instanceof Error ? [error.cause] : []
  return [...own, ...parts.flatMap((part) => (part instanceof Error ? codesOf(part) : []))]
}
