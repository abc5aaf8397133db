// Gathers what a batch has to write while customers take their turns. Sums counters, so that each row is written once.
import type { Count } from '@lotse/core/act'
import { addCounts, type Counts, type JourneyEdition, keptCounts } from '@lotse/core/understand'
import type { EngineCountRow, FlowCountRow, MinuteRow } from '../../adapters/store/engine/counts.ts'
import type { FillPiece, GoneRow, JourneyCountRow, PlaceRow } from '../../adapters/store/engine/journeys.ts'
import type { DecisionRow } from '../../adapters/store/engine/motion.ts'
import type { MoveRow } from '../../adapters/store/engine/move.ts'
import type {
  AppendRow,
  BatchWrite,
  ClockRow,
  MessageRow,
  Progress,
  RunRow,
  SetAsideRow,
  StateRow,
  TimerRow,
} from '../../adapters/store/engine/write.ts'
import { MotionTally } from './motion.ts'

const MINUTE_MS = 60_000
/** The number of counters of everybody; segments have others. */
const EVERYBODY = 0

/** Adds to the one row of a key, made when it is first met. */
function tally<R extends { count: number }>(rows: Map<string, R>, key: string, by: number, make: () => R): void {
  const row = rows.get(key)
  if (row) row.count += by
  else rows.set(key, Object.assign(make(), { count: by }))
}

/** The writing of one batch in the making. */
export class Gathering {
  readonly states: StateRow[] = []
  readonly timers: TimerRow[] = []
  readonly doneTimers: number[] = []
  readonly runs: RunRow[] = []
  readonly messages: MessageRow[] = []
  readonly cancels: string[] = []
  readonly appends: AppendRow[] = []
  readonly setAside: SetAsideRow[] = []
  readonly clocks: ClockRow[] = []
  readonly moves: MoveRow[] = []
  readonly decisions: DecisionRow[] = []
  readonly places: PlaceRow[] = []
  readonly gone: GoneRow[] = []
  readonly fills: FillPiece[] = []
  readonly motion = new MotionTally()
  readonly #flowCounts = new Map<string, FlowCountRow>()
  readonly #minutes = new Map<string, MinuteRow>()
  readonly #counts = new Map<string, EngineCountRow>()
  readonly #journeyCounts = new Map<JourneyEdition, { readonly workspace: number; readonly counts: Counts }>()

  /** Counts one applied input of a workspace. */
  counted(workspace: number, what: 'events' | 'timers' | 'set_aside'): void {
    tally(this.#counts, `${workspace} ${what}`, 1, () => ({ workspace, what, count: 0 }))
  }

  /** Counts an event in its minute of arrival. */
  happened(workspace: number, name: string, at: number): void {
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS
    tally(this.#minutes, `${workspace} ${minute} ${name}`, 1, () => ({ workspace, minute, name, count: 0 }))
  }

  /** The live counters of a workspace's flows. */
  flowCount(workspace: number): Count {
    return (flow, version, step, what, by) =>
      tally(this.#flowCounts, `${flow} ${version} ${step} ${what}`, by, () => ({
        workspace,
        flow,
        version,
        step,
        what,
        count: 0,
      }))
  }

  /** What visits changed in the counters of an edition. */
  journeyCounted(workspace: number, edition: JourneyEdition, counts: Counts): void {
    const known = this.#journeyCounts.get(edition)
    if (known) addCounts(known.counts, counts)
    else this.#journeyCounts.set(edition, { workspace, counts })
  }

  /** Everything gathered, rows in a fixed order so that two batches never wait for each other crosswise. */
  write(progress: readonly Progress[], slot: number, now: number): BatchWrite {
    const { states, timers, doneTimers, runs, messages, cancels, appends, setAside, clocks, moves, decisions } = this
    const { places, gone, fills } = this
    const flowCounts = sorted(this.#flowCounts)
    const minutes = sorted(this.#minutes)
    const counts = sorted(this.#counts)
    const motions = this.motion.rows()
    const journeyCounts = journeyRows(this.#journeyCounts)
    return {
      progress,
      states,
      timers,
      doneTimers,
      runs,
      messages,
      cancels,
      appends,
      setAside,
      clocks,
      moves,
      flowCounts,
      minutes,
      counts,
      motions,
      decisions,
      journeyCounts,
      places,
      gone,
      fills,
      slot,
      now,
    }
  }
}

function sorted<R>(rows: ReadonlyMap<string, R>): R[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

function journeyRows(
  counted: ReadonlyMap<JourneyEdition, { readonly workspace: number; readonly counts: Counts }>,
): JourneyCountRow[] {
  const rows = new Map<string, JourneyCountRow>()
  for (const [{ journey, number: edition, segments }, { workspace, counts }] of counted) {
    const of = `${workspace} ${journey} ${edition}`
    if (segments.length === 0)
      for (const [key, { counter, count }] of counts)
        rows.set(`${of} ${key}`, { ...counter, workspace, journey, edition, segment: EVERYBODY, count })
    else
      for (const [key, { counter, segment, count }] of keptCounts(counts))
        rows.set(`${of} ${key}`, { ...counter, workspace, journey, edition, segment, count })
  }
  return sorted(rows)
}
