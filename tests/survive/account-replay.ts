// Rebuilds every customer from the log and compares it, and every run, with what is stored. Reads only.
import { Catalogs } from '@lotse/core/act'
import { canonicalJson } from '@lotse/core/base'
import { readState } from '@lotse/core/understand'
import type { Json } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import { type Replayed, replay } from '../../packages/server/src/act/replay.ts'
import { readWorkspaceCatalog } from '../../packages/server/src/adapters/store/engine/catalog.ts'
import type { Line } from './promises.ts'

type CustomerRow = { customer_id: number; workspace_id: number; state: string }
type RunRow = {
  id: string
  customer_id: number
  flow_id: string
  version: number
  key: string
  started_at: number
  step: string
  step_at: number
  wake_at: number | null
  ended_at: number | null
  reason: string | null
  state: string
}

/**
 * Replays all customers.
 *
 * @param workspace - only its customers; all workspaces' by default.
 */
export async function countReplay(client: ClientBase, workspace: number | null = null): Promise<Line[]> {
  const { rows: customers } = await client.query<CustomerRow>(
    'select * from customer_state where $1::int is null or workspace_id = $1 order by customer_id',
    [workspace],
  )
  const { rows: runs } = await client.query<RunRow>(
    'select * from run where $1::int is null or workspace_id = $1 order by id',
    [workspace],
  )
  const catalogs = new Map<number, Catalogs>()
  const unlike: string[] = []
  const replayed = new Map<number, Replayed>()
  for (const row of customers) {
    const known = catalogs.get(row.workspace_id) ?? (await catalogsOf(client, row.workspace_id))
    catalogs.set(row.workspace_id, known)
    const { clock } = readState(row.state)
    const again = await replay(row.customer_id, { client, catalogs: known, until: () => clock })
    replayed.set(row.customer_id, again)
    if (canonical(again.customer.state) !== canonical(readState(row.state))) unlike.push(difference(row, again))
  }
  return [
    { promise: 'replay gives exactly the stored states', checked: customers.length, broken: unlike },
    { promise: 'replay gives exactly the stored runs', checked: runs.length, broken: runFaults(runs, replayed) },
  ]
}

async function catalogsOf(client: ClientBase, workspace: number): Promise<Catalogs> {
  const catalog = await readWorkspaceCatalog(client, workspace)
  if (catalog === null) throw new Error(`workspace ${workspace} is not there`)
  const catalogs = new Catalogs(catalog.zone)
  catalogs.add(catalog.changes, catalog.flows)
  return catalogs
}

const canonical = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)) as Json)

function difference(row: CustomerRow, { customer }: Replayed): string {
  const stored = new Map(Object.entries(readState(row.state)))
  const rebuilt = new Map(Object.entries(customer.state))
  const text = (fields: ReadonlyMap<string, unknown>, name: string) => canonical(fields.get(name) ?? null)
  const unlike = [...new Set([...stored.keys(), ...rebuilt.keys()])].filter(
    (name) => text(stored, name) !== text(rebuilt, name),
  )
  const shown = unlike.map((name) => `${name} ${text(stored, name)} / ${text(rebuilt, name)}`)
  return `customer ${row.customer_id}: ${shown.join('; ').slice(0, 1000)}`
}

/** A run is compared with the replay of the customer who has it now; every run that a replay starts must be there. */
function runFaults(rows: readonly RunRow[], replayed: ReadonlyMap<number, Replayed>): string[] {
  const stored = new Set(rows.map(({ id }) => id))
  const unlike = rows.flatMap((row) => {
    const run = replayed.get(row.customer_id)?.runs.get(row.id)
    const [found, wanted] = [canonical(rowShape(row)), run === undefined ? 'none' : canonical(shapeOf(run))]
    return found === wanted ? [] : [`run ${row.id} of ${row.customer_id}: stored ${found}, replayed ${wanted}`]
  })
  const missing = [...replayed.values()].flatMap(({ runs }) => [...runs.keys()].filter((id) => !stored.has(id)))
  return [...unlike, ...missing.map((id) => `run ${id} is not stored`)]
}

type ReplayedRun = Replayed['runs'] extends ReadonlyMap<string, infer R> ? R : never

function shapeOf({ flow, version, key, startedAt, step, stepAt, wakeAt, ended, data }: ReplayedRun): object {
  const end = { endedAt: ended?.at ?? null, reason: ended?.reason ?? null }
  return { flow, version, key, startedAt, step, stepAt, wakeAt, ...end, data }
}

function rowShape(row: RunRow): object {
  const { flow_id: flow, version, key, started_at: startedAt, step, step_at: stepAt, wake_at: wakeAt, reason } = row
  const data: unknown = JSON.parse(row.state)
  return { flow, version, key, startedAt, step, stepAt, wakeAt, endedAt: row.ended_at, reason, data }
}
