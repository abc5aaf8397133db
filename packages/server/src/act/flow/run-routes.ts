// The people in a flow, for those who look after them. Reads runs and what the customers are called; changes nothing.
import type { FlowRun } from '@lotse/protocol'
import { activeRuns, endedRuns, type RunRow, stepsWithPeople } from '../../adapters/store/runs.ts'
import { pageOf, positionOf } from '../../base/cursor.ts'
import { instantOf, instantOrNull } from '../../base/ids.ts'
import { type Api, read } from '../../base/operation.ts'
import { calledNames } from '../../understand/called.ts'
import { knownFlow } from './life.ts'

/** Registers the operation. */
export function flowRunRoutes(api: Api): void {
  read(api, 'listFlowRuns', async ({ db, caller, params, query }) => {
    const { state, step, reason, version, cursor, limit } = query
    const { workspaceId } = caller
    const flow = await knownFlow(db, workspaceId, params.id)
    const page = { step, reason, version, before: positionOf(cursor, 'number', 'string'), limit: limit + 1 }
    const rows =
      state === 'ended'
        ? await endedRuns(db, workspaceId, flow.id, page)
        : await activeRuns(db, workspaceId, flow.id, {
            ...page,
            steps: step === undefined ? await stepsWithPeople(db, flow.id) : [step],
          })
    const names = await calledNames(
      db,
      workspaceId,
      rows.slice(0, limit).map((row) => row.customer_id),
    )
    return pageOf(rows, {
      limit,
      show: (row) => showRun(row, names.get(row.customer_id) ?? null),
      place: (row) => [row.ended_at ?? row.step_at, row.id],
    })
  })
}

const showRun = (row: RunRow, name: string | null): FlowRun => ({
  id: row.id,
  customerId: String(row.customer_id),
  name,
  version: row.version,
  key: row.key === '' ? null : row.key,
  startedAt: instantOf(row.started_at),
  step: row.step,
  stepAt: instantOf(row.step_at),
  wakeAt: instantOrNull(row.wake_at),
  endedAt: instantOrNull(row.ended_at),
  reason: row.reason,
})
