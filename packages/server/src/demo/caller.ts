// Calls the management API over HTTP, with a token as any program would, or as a member who signs in.
import {
  type OperationAnswer,
  type OperationInput,
  type OperationName,
  operations,
  problemDocument,
  requestOf,
} from '@lotse/protocol'
import { z } from 'zod'

/** Calls one operation. @throws Refused. */
export type Call = <N extends OperationName>(name: N, input: OperationInput<N>) => Promise<OperationAnswer<N>>

/** The API said no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(operation: string, status: number, detail: string) {
    super(`${operation} was answered with ${status}: ${detail}`)
    this.status = status
  }
}

const TIMEOUT_MS = 30_000

/**
 * A caller.
 *
 * @param url - of the server, without a slash at the end.
 * @param token - API token.
 */
export function callerFor(url: string, token: string): Call {
  return callerWith(url, { authorization: `Bearer ${token}` })
}

/** A member who is signed in. Signing out is for the caller to do. */
export type Visit = { readonly call: Call; readonly memberId: string | null }

/** Signs a member in. @throws Refused. */
export async function visit(url: string, who: { readonly email: string; readonly password: string }): Promise<Visit> {
  const { response, text } = await ask(url, 'signIn', { body: who }, {})
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const { member } = answerOf('signIn', text)
  return { call: callerWith(url, { cookie: cookies.join('; ') }), memberId: member?.id ?? null }
}

function callerWith(url: string, headers: Readonly<Record<string, string>>): Call {
  return async (name, input) => answerOf(name, (await ask(url, name, input, headers)).text)
}

async function ask<N extends OperationName>(
  url: string,
  name: N,
  input: OperationInput<N>,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly response: Response; readonly text: string }> {
  const { method, path, body } = requestOf(name, input)
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = await response.text()
  if (!response.ok) throw new Refused(name, response.status, detailOf(text))
  return { response, text }
}

function answerOf<N extends OperationName>(name: N, text: string): OperationAnswer<N> {
  const operation = operations[name]
  const shape = 'answer' in operation ? operation.answer : z.undefined()
  return shape.parse(text === '' ? undefined : JSON.parse(text)) as OperationAnswer<N>
}

function detailOf(text: string): string {
  const read = problemDocument.safeParse(text.startsWith('{') ? JSON.parse(text) : undefined)
  return read.success ? JSON.stringify(read.data).slice(0, 1000) : text.slice(0, 300)
}
