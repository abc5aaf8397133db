// Moves a run along its steps until it waits or ends.
import type { Instant } from '../base/index.ts'
import type { Catalog } from './catalog.ts'
import type { Edition } from './flow/edition.ts'
import { type EndReason, PATH_MAX, type Run, visitsOf } from './run.ts'
import type { CompiledStep, Here, Way } from './step.ts'
import type { Turn } from './turn.ts'

/** Enters a run into a step and on, as far as it goes without waiting. */
export function walk(turn: Turn, run: Run, to: string, now: Instant, catalog: Catalog): void {
  const here = turn.here(run, now, catalog)
  const edition = turn.catalogs.edition(run.flow, run.version)
  turn.touched.add(run)
  let next: string | null = to
  while (next !== null) {
    if (!turn.mayStep(run)) return end(turn, run, now, 'step_limit')
    next = takeStep(turn, here, stepOf(edition, next))
  }
}

/** Enters one step; answers where to go at once, or null where the run now waits or has ended. */
function takeStep(turn: Turn, here: Here, step: CompiledStep): string | null {
  const { run, now } = here
  arrive(turn, here, step)
  const answer = step.enter(here)
  if (answer.kind === 'go') {
    leave(turn, run, answer, now, step.kind !== 'branch')
    return answer.next
  }
  if (answer.kind === 'wait') run.wakeAt = answer.until
  else end(turn, run, now, 'completed', answer.detail)
  return null
}

function stepOf(edition: Edition, id: string): CompiledStep {
  const step = edition.steps.get(id)
  if (step === undefined) throw new Error(`flow ${edition.flow} version ${edition.version} has no step ${id}`)
  return step
}

function arrive(turn: Turn, { run, now }: Here, step: CompiledStep): void {
  const { data, flow, version } = run
  run.step = step.id
  run.stepAt = now
  run.wakeAt = null
  data.v[step.id] = visitsOf(run, step.id) + 1
  data.p.push([step.id, now])
  if (data.p.length > PATH_MAX) data.p.shift()
  turn.count(flow, version, step.id, 'in', 1)
  turn.tell({ at: now, flow, version, what: 'step', run: run.id, step: step.id, kind: step.kind })
}

/** Leaves the step a run is in. The branch tells of itself, with its reasons. */
function leave(turn: Turn, run: Run, { via }: Way, now: Instant, tell: boolean): void {
  const passed = run.data.p.at(-1)
  if (passed) passed[2] = via
  turn.count(run.flow, run.version, run.step, 'out', 1)
  if (tell) turn.tell({ at: now, flow: run.flow, version: run.version, what: 'left', run: run.id, step: run.step, via })
}

/** Goes on from a waiting step. */
export function goOn(turn: Turn, run: Run, way: Way, now: Instant, catalog: Catalog): void {
  delete run.data.h
  leave(turn, run, way, now, true)
  walk(turn, run, way.next, now, catalog)
}

/** The step in which a run waits. */
export function waitingAt(turn: Turn, run: Run): CompiledStep {
  return stepOf(turn.catalogs.edition(run.flow, run.version), run.step)
}

/** Ends a run. Ending early cancels its messages that were not handed over yet (F6). */
export function end(turn: Turn, run: Run, now: Instant, reason: EndReason, detail?: string): void {
  run.ended = detail === undefined ? { at: now, reason } : { at: now, reason, detail }
  run.wakeAt = null
  delete run.data.h
  turn.touched.add(run)
  turn.customer.runs = turn.customer.runs.filter((other) => other !== run)
  countEnd(turn, run, reason)
  if (reason !== 'completed' && run.data.m) turn.effects.push({ kind: 'cancel', run: run.id })
  turn.tell({
    at: now,
    flow: run.flow,
    version: run.version,
    what: 'ended',
    run: run.id,
    reason,
    ...(detail !== undefined && { detail }),
  })
}

function countEnd(turn: Turn, { flow, version, step }: Run, reason: EndReason): void {
  turn.count(flow, version, step, 'out', 1)
  turn.count(flow, version, '', 'ended', 1)
  turn.count(flow, version, '', `ended:${reason}`, 1)
}
