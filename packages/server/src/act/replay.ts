// Replays a customer's log through the engine's own function: to rebuild states, to compare them, to ask why (F9). Writes nothing.
import { setImmediate as breathe } from 'node:timers/promises'
import { advance, type Catalogs, type Customer, type Input, type Run, type Trace, Turn } from '@lotse/core/act'
import { emptyState } from '@lotse/core/understand'
import type { ClientBase } from 'pg'
import { LOG_END, type LogRow, readCustomerLog, readSetAside } from '../adapters/store/engine/read.ts'
import { Histories } from './engine/histories.ts'
import { toInput } from './engine/turns.ts'

/** Entries of one customer that a replay reads at the most; who has more is answered from the newest state only. */
export const REPLAY_MAX = 50_000

/** Entries after which others on the thread get their turn. */
const BREATH_EVERY = 500

/** A replayed customer: as it is now, and every run it ever had that was touched, ended ones included. */
export type Replayed = { readonly customer: Customer; readonly runs: ReadonlyMap<string, Run>; readonly cut: boolean }

export type ReplayOptions = {
  readonly client: Pick<ClientBase, 'query'>
  readonly catalogs: Catalogs
  /** Time is let pass up to here after the last entry: the stored clock to rebuild a state, now to see what is due. */
  readonly until: (customer: Customer) => number
  readonly trace?: Trace
}

/** Applies a customer's whole log from the beginning. */
export async function replay(customer: number, { client, catalogs, until, trace }: ReplayOptions): Promise<Replayed> {
  const rows = await readCustomerLog(client, customer, REPLAY_MAX + 1)
  const skipped = await readSetAside(client, customer)
  const histories = new Histories(client)
  const runs = new Map<string, Run>()
  const draft: Customer = { id: customer, state: emptyState(), runs: [] }
  const apply = async (input: Input, row: LogRow | null): Promise<void> => {
    const turn = new Turn(draft, catalogs, () => undefined, trace ?? null)
    turn.history = await histories.take({ turn, input, before: row ?? LOG_END })
    advance(turn, input)
    for (const run of turn.touched) runs.set(run.id, run)
  }
  for (const [n, row] of rows.slice(0, REPLAY_MAX).entries()) {
    if (!skipped.has(row.seq)) await apply(toInput(row), row)
    if (n % BREATH_EVERY === BREATH_EVERY - 1) await breathe()
  }
  if (draft.state.left === undefined) await apply({ kind: 'time', until: until(draft) }, null)
  return { customer: draft, runs, cut: rows.length > REPLAY_MAX }
}
