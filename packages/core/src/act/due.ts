// When a run has something to do by time alone: its wake-up, moved by pauses (F7), or the instant at which its flow was emptied.
import type { Instant } from '../base/index.ts'
import type { Catalog, FlowStanding } from './catalog.ts'
import type { Run } from './run.ts'

/** Something a run does when its time comes. */
export type Due = { readonly at: Instant; readonly what: 'wake' | 'discard' }

/**
 * When a run is due, as the catalog stands.
 *
 * A wake-up inside a pause comes after the resume, spread by the instant at which the run started, so that everyone computes the same.
 *
 * @returns undefined where nothing will happen by time alone, or not before a resume.
 */
export function dueOf(run: Run, catalog: Catalog): Due | undefined {
  const standing = catalog.flows.get(run.flow)
  const discardAt = standing?.discards.find((at) => at >= run.startedAt)
  const wakeAt = wakeOf(run, standing)
  if (discardAt !== undefined && (wakeAt === undefined || discardAt <= wakeAt))
    return { at: discardAt, what: 'discard' }
  return wakeAt === undefined ? undefined : { at: wakeAt, what: 'wake' }
}

function wakeOf(run: Run, standing: FlowStanding | undefined): Instant | undefined {
  if (run.wakeAt === null) return undefined
  let due = run.wakeAt
  for (const { from, to, spreadMs } of standing?.holds ?? []) {
    if (due < from || due >= to) continue
    if (to === Number.POSITIVE_INFINITY) return undefined
    due = to + (spreadMs > 0 ? run.startedAt % spreadMs : 0)
  }
  return due
}

/** The next of several runs to be due; of equal ones the older run, then the smaller id, so that the order is the same everywhere. */
export function nextDue(runs: readonly Run[], catalog: Catalog): { readonly run: Run; readonly due: Due } | undefined {
  let next: { run: Run; due: Due } | undefined
  for (const run of runs) {
    const due = dueOf(run, catalog)
    if (due !== undefined && (next === undefined || isBefore(due, run, next))) next = { run, due }
  }
  return next
}

function isBefore(due: Due, run: Run, next: { run: Run; due: Due }): boolean {
  if (due.at !== next.due.at) return due.at < next.due.at
  return run.startedAt !== next.run.startedAt ? run.startedAt < next.run.startedAt : run.id < next.run.id
}
