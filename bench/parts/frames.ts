// Work of a page's main thread, frame by frame, from the browser's own trace.
import type { Browser, Page } from 'playwright-core'

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  /** Microseconds by the clock, and of the thread itself: waiting for others, as a commit does for the compositor, is no work. */
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']

/** A frame: milliseconds that the main thread worked for it, and that its tasks took by the clock, other processes on the machine included. */
export type FrameWork = { readonly workMs: number; readonly clockMs: number }

/** The frames of a page while something is done. */
export async function workPerFrame(browser: Browser, page: Page, act: () => Promise<void>): Promise<FrameWork[]> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return framesIn(trace.traceEvents)
}

/** The busiest renderer's main thread is the page's. A frame ends with the task that hands it over; what was done since the last one counts for it. */
function framesIn(events: readonly TraceEvent[]): FrameWork[] {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const threads = mains.map(({ pid, tid }) => {
    const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X')
    const inOrder = (name: string) => own.filter((one) => one.name === name).toSorted((a, b) => a.ts - b.ts)
    return { tasks: inOrder('RunTask'), commits: inOrder('Commit').map(({ ts }) => ts) }
  })
  const none = { tasks: [], commits: [] }
  const { tasks, commits } = threads.toSorted((a, b) => b.commits.length - a.commits.length)[0] ?? none
  const frames: FrameWork[] = []
  let [workMs, clockMs] = [0, 0]
  let until = 0
  let next = 0
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // Tasks inside of another are counted with it.
    if (ts < until) continue
    until = ts + dur
    workMs += tdur / 1000
    clockMs += dur / 1000
    if ((commits[next] ?? Number.POSITIVE_INFINITY) > until) continue
    while ((commits[next] ?? Number.POSITIVE_INFINITY) <= until) next++
    frames.push({ workMs, clockMs })
    workMs = 0
    clockMs = 0
  }
  return frames
}

/** A share of values from below: 0.95 is what 95 of 100 stay under. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
