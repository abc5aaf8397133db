// A sample of the engine's decisions while they are made: a few a second and workspace, so that people can watch at any load. Writes nothing.
import type { Moment, Run } from '@lotse/core/act'
import type { DecisionRow } from '../../adapters/store/engine/motion.ts'

/** Decisions kept of one workspace in one second by one lane. */
export const PER_SECOND = 4
const SECOND_MS = 1000
const WAITS: ReadonlySet<string> = new Set(['wait', 'wait_until', 'wait_for'])

/** Says how many decisions there is still room for. One per lane; a sample that is lost with its batch is not missed. */
export class DecisionSampler {
  #second = 0
  readonly #taken = new Map<number, number>()

  /** Whether a customer's turn is worth listening to. */
  hasRoom(workspace: number, now: number): boolean {
    return this.#left(workspace, now) > 0
  }

  /** As many of the decisions as there is room for. */
  take(rows: readonly DecisionRow[], now: number): readonly DecisionRow[] {
    return rows.filter(({ workspace }) => {
      if (this.#left(workspace, now) <= 0) return false
      this.#taken.set(workspace, (this.#taken.get(workspace) ?? 0) + 1)
      return true
    })
  }

  #left(workspace: number, now: number): number {
    const second = Math.floor(now / SECOND_MS)
    if (second !== this.#second) {
      this.#second = second
      this.#taken.clear()
    }
    return PER_SECOND - (this.#taken.get(workspace) ?? 0)
  }
}

/**
 * What was decided in a turn: for each run its last moment, and each refused entry. Messages are told by their own events.
 *
 * @param moments - of the turn, in order.
 * @param runs - that the turn touched, for how long they wait.
 */
export function decisionsOf(
  { workspace, customer }: { readonly workspace: number; readonly customer: number },
  moments: readonly Moment[],
  runs: Iterable<Run>,
): DecisionRow[] {
  const whose = { workspace, customer }
  const wakes = new Map([...runs].map((run) => [run.id, run.wakeAt]))
  const ofRuns = new Map<string, DecisionRow>()
  const refused: DecisionRow[] = []
  for (const moment of moments) {
    const plain = { ...whose, at: moment.at, flow: moment.flow, step: null, reason: null, channel: null, until: null }
    if (moment.what === 'not_entered') {
      if (moment.reason !== 'history') refused.push({ ...plain, outcome: 'not_entered', reason: moment.reason })
    } else if (moment.what === 'entered') ofRuns.set(moment.run, { ...plain, outcome: 'entered' })
    else if (moment.what === 'ended') ofRuns.set(moment.run, { ...plain, outcome: 'ended', reason: moment.reason })
    else if (moment.what === 'step' && WAITS.has(moment.kind)) {
      const until = wakes.get(moment.run) ?? null
      ofRuns.set(moment.run, { ...plain, outcome: 'waiting', step: moment.step, until })
    }
  }
  return [...refused, ...ofRuns.values()]
}
