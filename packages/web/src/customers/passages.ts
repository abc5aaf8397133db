// A customer's flows as rows: runs under way, flows they left, flows they never took. Pure.
import type { Run } from '@lotse/protocol'

/** A flow with its newest run of this customer; null where there is none. */
export type Passage = { readonly flowId: string; readonly name: string; readonly run: Run | null }

/**
 * One row per flow: with a run under way, then with an ended one, then without any.
 *
 * @param runs - under way first, then newest first.
 * @param flows - the published flows of the workspace.
 */
export function passagesOf(
  runs: readonly Run[],
  flows: readonly { readonly id: string; readonly name: string }[],
): readonly Passage[] {
  const taken = new Map<string, Passage>()
  for (const run of runs) {
    const passage = { flowId: run.flowId, name: run.flowName, run }
    const active = run.endedAt === null
    if (active) taken.set(run.id, passage)
    else if (!taken.has(run.flowId)) taken.set(run.flowId, passage)
  }
  const met = new Set(runs.map(({ flowId }) => flowId))
  const others = flows.filter(({ id }) => !met.has(id)).map(({ id, name }) => ({ flowId: id, name, run: null }))
  return [...taken.values(), ...others]
}
