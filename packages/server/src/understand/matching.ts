// Tests a condition on customers as they are stored, exactly: with aggregates counted from their histories. Reads only.
import { setImmediate as breathe } from 'node:timers/promises'
import type { CompiledCondition } from '@lotse/core/base'
import {
  type CompiledAggregate,
  CustomerFacts,
  type CustomerState,
  compileAggregate,
  readState,
  refill,
  stated,
} from '@lotse/core/understand'
import type { Pool } from 'pg'
import type { CustomerRow } from '../adapters/store/customer-pages.ts'
import { LOG_END, loadHistories } from '../adapters/store/engine/read.ts'

/** What a condition is tested with. `zone`: of the workspace, for customers whose own is not known. */
export type Matching = {
  readonly pool: Pool
  readonly condition: CompiledCondition
  readonly now: number
  readonly zone: string
}

/** States tested before others on the thread get their turn. */
const BREATH_EVERY = 250

/** The customers for whom the condition is true, in their order. */
export async function matching(rows: readonly CustomerRow[], at: Matching): Promise<CustomerRow[]> {
  const states = rows.map(({ state }) => readState(state))
  const aggregates = new Map([...at.condition.aggregates].map(([key, one]) => [key, compileAggregate(one)]))
  if (aggregates.size > 0) await fill(rows, states, aggregates, at)
  const met: CustomerRow[] = []
  for (const [n, row] of rows.entries()) {
    const state = states[n]
    if (state && holds(state, aggregates, at)) met.push(row)
    if (n % BREATH_EVERY === BREATH_EVERY - 1) await breathe()
  }
  return met
}

function holds(state: CustomerState, aggregates: ReadonlyMap<string, CompiledAggregate>, at: Matching): boolean {
  const zone = stated(state.zone) ?? at.zone
  return at.condition.test(new CustomerFacts(state, undefined, at.now, zone, aggregates)) === true
}

/** Counts what the condition asks for from the log: states keep only what flows ask for. */
async function fill(
  rows: readonly CustomerRow[],
  states: readonly CustomerState[],
  aggregates: ReadonlyMap<string, CompiledAggregate>,
  { pool, condition, now }: Matching,
): Promise<void> {
  const asks = rows.map(({ id }, n) => ({ customer: id, absorbed: states[n]?.absorbed ?? [], before: LOG_END }))
  const histories = await loadHistories(pool, asks, [...condition.events])
  for (const [n, { id }] of rows.entries()) {
    const state = states[n]
    if (state) refill(state, [...aggregates.values()], histories.get(id) ?? [], now)
  }
}
