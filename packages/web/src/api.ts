// The typed way to the management API: refusals as `Refused`, a dead network as `Unreachable`. Keeps no state but one listener.
import { type AnswerOf, type InputOf, type UsedOperation, used } from './operations.ts'

/** A refusal of the server: an RFC 9457 problem document. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>

  /**
   * @param status - HTTP status.
   * @param code - of the problem, e.g. `auth.missing`.
   * @param facts - the whole problem document.
   */
  constructor(status: number, code: string, facts: Readonly<Record<string, unknown>>) {
    super(code)
    this.status = status
    this.code = code
    this.facts = facts
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

let onSignedOut: () => void = () => {}

/** Sets what happens when the server says that nobody is signed in. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}

let proveAgain: () => Promise<boolean> = async () => false

/** Sets who asks for a fresh proof when the server wants one; answers whether it was given, and the call is made again then. */
export function whenStale(ask: () => Promise<boolean>): void {
  proveAgain = ask
}

type Given = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown }

const textsOf = (values: unknown): [string, string][] =>
  Object.entries(values ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))

/**
 * Fills a path template and appends the query.
 *
 * @param template - e.g. `/api/v1/customers/{id}`.
 */
export function pathOf(template: string, params: unknown, query: unknown): string {
  const values = new Map(textsOf(params))
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values.get(key) ?? ''))
  const search = new URLSearchParams(textsOf(query)).toString()
  return search === '' ? path : `${path}?${search}`
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * The refusal in an answer that is not OK.
 *
 * @param status - HTTP status.
 * @param answer - the parsed body, whatever it is.
 */
export function refusalOf(status: number, answer: unknown): Refused {
  const facts = isRecord(answer) ? answer : {}
  const code = facts['code']
  return new Refused(status, typeof code === 'string' ? code : status >= 500 ? 'server.unavailable' : 'unknown', facts)
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new Unreachable('no answer', { cause })
  }
}

function initOf(method: string, body: unknown, signal: AbortSignal | undefined): RequestInit {
  return {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal === undefined ? {} : { signal }),
  }
}

/**
 * Calls one operation.
 *
 * @param name - of the operation, as in @lotse/protocol.
 * @param input - its parameters, query and body.
 * @param signal - to give up.
 * @throws Refused for a problem document, Unreachable without an answer.
 */
export async function call<Name extends UsedOperation>(
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  try {
    return await callOnce(name, input, signal)
  } catch (failure) {
    if (!isStale(failure) || !(await proveAgain())) throw failure
    return callOnce(name, input, signal)
  }
}

async function callOnce<Name extends UsedOperation>(
  name: Name,
  input: InputOf<Name>,
  signal: AbortSignal | undefined,
): Promise<AnswerOf<Name>> {
  const { params, query, body }: Given = input
  const [method = 'GET', template = ''] = used[name].split(' ')
  const response = await send(pathOf(template, params, query), initOf(method, body, signal))
  const answer = await jsonOf(response)
  if (response.ok) return answer as AnswerOf<Name>
  const refusal = refusalOf(response.status, answer)
  if (refusal.code === 'auth.missing') onSignedOut()
  throw refusal
}

const isStale = (failure: unknown): boolean => failure instanceof Refused && failure.code === 'auth.stale'
