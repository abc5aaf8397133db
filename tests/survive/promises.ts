// What the accounting speaks of: what is known outside of the server, promises, figures. Shapes only.
import type { Crowd } from './crowd.ts'
import type { SunkMail } from './sink.ts'
import type { Witness } from './witness.ts'

/** What is known outside of the server. `ordersFlow`: id of the flow with one run for each order. */
export type Known = {
  readonly crowd: Crowd
  readonly mails: readonly SunkMail[]
  readonly witness: Witness
  readonly ordersFlow: string
}

/** One promise: how many things were looked at, and which of them broke it. */
export type Line = { readonly promise: string; readonly checked: number; readonly broken: readonly string[] }

/** A figure without a promise. */
export type Figure = { readonly name: string; readonly count: number }
