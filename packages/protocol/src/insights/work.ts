// What is done about insights: states, the steps between them and whose they are, priorities, kinds of evidence. One table of facts; holds no rules.
import type { Action } from '../api/permissions.ts'

/** How far an insight is. `solved`: the work is done; `verified`: it is proved that it helped. */
export const insightStates = [
  'new',
  'backlog',
  'accepted',
  'ticket',
  'inProgress',
  'solved',
  'verified',
  'deferred',
  'rejected',
] as const
/** One of these. */
export type InsightState = (typeof insightStates)[number]

/** States that nobody comes to without having been let through the filter. */
export const releasedStates = [
  'accepted',
  'ticket',
  'inProgress',
  'solved',
  'verified',
] as const satisfies readonly InsightState[]

/** States in which somebody waits for something to happen. */
export const waitingStates = [
  'new',
  'backlog',
  'accepted',
  'ticket',
  'inProgress',
] as const satisfies readonly InsightState[]

/** What a person at the filter can say. */
export const verdicts = ['accept', 'defer', 'reject'] as const
/** One of these. */
export type Verdict = (typeof verdicts)[number]

/** Steps besides those at the filter. */
export const insightMoves = ['submit', 'resume', 'start', 'solve', 'reopen', 'verify'] as const
/** One of these. */
export type InsightMove = (typeof insightMoves)[number]

/** Any step that a person takes. `openTicket` comes with tickets and is no move of its own. */
export type InsightStep = InsightMove | Verdict | 'openTicket'

/**
 * A step. `from`: states that it leads away from. `to`: where it leads; of `submit`, past a filter that is off, to `accepted`. `allow`: the action that it
 * needs. `reason`: whether why must be said. `until`: whether it may be said when it comes back.
 */
export type StepFact = {
  readonly from: readonly InsightState[]
  readonly to: InsightState
  readonly allow: Action
  readonly reason?: true
  readonly until?: true
}

/** All steps. Priority and proof are the CX team's, execution is that of the department in charge. */
export const insightSteps: { readonly [S in InsightStep]: StepFact } = {
  submit: { from: ['new'], to: 'backlog', allow: 'insights.work' },
  accept: { from: ['backlog', 'deferred'], to: 'accepted', allow: 'insights.decide' },
  defer: { from: ['backlog', 'accepted'], to: 'deferred', allow: 'insights.decide', reason: true, until: true },
  reject: { from: ['backlog', 'accepted', 'deferred'], to: 'rejected', allow: 'insights.decide', reason: true },
  resume: { from: ['deferred', 'rejected'], to: 'backlog', allow: 'insights.work', reason: true },
  openTicket: { from: ['accepted'], to: 'ticket', allow: 'insights.decide' },
  start: { from: ['accepted', 'ticket'], to: 'inProgress', allow: 'insights.decide' },
  solve: { from: ['ticket', 'inProgress'], to: 'solved', allow: 'insights.decide' },
  reopen: { from: ['solved', 'verified'], to: 'inProgress', allow: 'insights.work', reason: true },
  verify: { from: ['solved'], to: 'verified', allow: 'insights.prioritise', reason: true },
}

/** How soon an insight is to be dealt with, the soonest first. */
export const priorities = ['urgent', 'high', 'normal', 'low'] as const
/** One of these. */
export type Priority = (typeof priorities)[number]

/** What an insight is known from. `events`: a question about events or customers at a step, with its number of now. */
export const evidenceKinds = ['feedback', 'events', 'research', 'file'] as const
/** One of these. */
export type EvidenceKind = (typeof evidenceKinds)[number]

/** How well an insight is known, the least first. `stale`: what it was known from is too old. */
export const evidenceLevels = ['assumed', 'stale', 'researched', 'measured'] as const
/** One of these. */
export type EvidenceLevel = (typeof evidenceLevels)[number]

/** Whether a person decides at a department's filter, or everything that is submitted passes. */
export const filterModes = ['person', 'off'] as const
/** One of these. */
export type FilterMode = (typeof filterModes)[number]

/** What lists of insights are grouped by. */
export const insightGroupings = ['status', 'priority', 'department', 'addressee', 'sort', 'evidence'] as const
/** One of these. */
export type InsightGrouping = (typeof insightGroupings)[number]
