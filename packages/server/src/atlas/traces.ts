// What customers really did on a journey, run by run, told anew from the log a few customers at a time. Knows no requests and writes nothing.
import { createHmac, randomBytes } from 'node:crypto'
import { DAY_MS } from '@lotse/core/base'
import {
  compileJourney,
  heardBy,
  type JourneyEdition,
  type JourneyRun,
  judge,
  readState,
  runsIn,
} from '@lotse/core/understand'
import type { JourneyDocument, JourneyTrace } from '@lotse/protocol'
import { statesOf } from '../adapters/store/customers.ts'
import { LOG_END, loadHistories } from '../adapters/store/engine/read.ts'
import { customersAfter } from '../adapters/store/journeys.ts'
import type { Page } from '../base/cursor.ts'
import { instantOf } from '../base/ids.ts'
import type { World } from '../base/world.ts'

/** Customers whose histories are read at once. */
const CUSTOMERS = 200
const ALIAS_LENGTH = 12

/** What is asked for. `days`: of UTC, since 1970, on which runs began; both included. `named`: customers by their ids instead of by aliases. */
export type TraceAsk = {
  readonly journey: string
  readonly edition: number
  readonly document: JourneyDocument
  readonly measured: boolean
  readonly days: readonly [from: number | undefined, until: number | undefined]
  readonly named: boolean
}

/** Reads traces page by page; a page may be empty. */
export function traceReader(world: World, workspaceId: number, ask: TraceAsk) {
  const { journey, edition: number, document, measured } = ask
  const edition = compileJourney({ journey, number }, document)
  const names = new Map(document.steps.map(({ id, name }) => [id, name]))
  const called = ask.named ? String : aliases()
  return async (cursor: string | undefined): Promise<Page<JourneyTrace>> => {
    const after = Number(cursor ?? 0)
    const asked = { journey: measured ? journey : null, edition: number, after, limit: CUSTOMERS }
    const customers = await customersAfter(world.db, workspaceId, asked)
    const histories = await historiesOf(world, workspaceId, { customers, edition })
    const items = customers.flatMap((customer) =>
      runsIn(edition, histories.get(customer) ?? [], world.clock.now())
        .filter((run) => beganOn(run, ask.days))
        .map((run) => traceOf(run, { edition, names, customer: called(customer) })),
    )
    return { items, next: customers.length < CUSTOMERS ? null : String(customers.at(-1)) }
  }
}

/** Names made up for one file: nobody can tell from them who it is, nor from two files that it is the same. */
function aliases(): (customer: number) => string {
  const key = randomBytes(32)
  return (customer) => createHmac('sha256', key).update(String(customer)).digest('hex').slice(0, ALIAS_LENGTH)
}

type Whose = { readonly customers: readonly number[]; readonly edition: JourneyEdition }

async function historiesOf({ db, pool }: World, workspaceId: number, { customers, edition }: Whose) {
  const states = await statesOf(db, workspaceId, customers)
  const asks = [...states].map(([customer, state]) => ({
    customer,
    absorbed: readState(state).absorbed ?? [],
    before: LOG_END,
  }))
  return loadHistories(pool, asks, [...heardBy(edition)])
}

function beganOn({ visits: [first] }: JourneyRun, [from, until]: TraceAsk['days']): boolean {
  if (first === undefined) return false
  const day = Math.floor(first[1] / DAY_MS)
  return (from === undefined || day >= from) && (until === undefined || day <= until)
}

type Told = {
  readonly edition: JourneyEdition
  readonly names: ReadonlyMap<string, Readonly<Record<string, string>>>
  readonly customer: string
}

function traceOf(run: JourneyRun, { edition, names, customer }: Told): JourneyTrace {
  const visits = run.visits.map(([step, at, channel]) => {
    return { step, stepName: { ...names.get(step) }, at: instantOf(at), channel }
  })
  const { fitness } = judge(run, edition)
  return { run: `${customer}-${visits[0]?.at ?? ''}`, customer, outcome: run.end, fitness, visits }
}
