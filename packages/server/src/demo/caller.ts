// Calls the management API over HTTP with a token, as any program would.
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
  return async (name, input) => {
    const { method, path, body } = requestOf(name, input)
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    if (!response.ok) throw new Refused(name, response.status, detailOf(text))
    return answerOf(name, text)
  }
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
