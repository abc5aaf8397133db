// Whether the parts of a flow document fit together. Finds every fault at once and names the step (`step`) or place (`field`).
import { type Condition, durationMs, type FlowDocument, type FlowStep, type Operand } from '@lotse/protocol'
import { compileCondition, compileOperand, DAY_MS, Problem, SECOND_MS } from '../../base/index.ts'
import { waysOf } from './ways.ts'

/** The longest wait of one step. */
export const WAIT_MS_MAX = 400 * DAY_MS
/** The shortest wait: a circle of waits that take no time would never wait at all. */
export const WAIT_MS_MIN = SECOND_MS

/** What can be wrong. Those of severity `warning` do not hinder publishing. */
export type FlowFaultCode =
  | 'unknown_step'
  | 'duplicate_step'
  | 'unreachable_step'
  | 'loop_without_wait'
  | 'no_exit'
  | 'unknown_template'
  | 'unknown_event'
  | 'condition_invalid'
  | 'wait_too_long'
  | 'wait_too_short'
  | 'name_not_allowed'

/** One fault. `facts` are values for the sentence that people read. */
export type FlowFault = {
  readonly code: FlowFaultCode
  readonly severity: 'error' | 'warning'
  readonly step: string | null
  readonly field: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** Names the document may use; `events` null where it is not known which events exist. */
export type KnownNames = { readonly templates: ReadonlySet<string>; readonly events: ReadonlySet<string> | null }

type Report = (code: FlowFaultCode, step: string | null, field: string, facts?: FlowFault['facts']) => void

const warnings: ReadonlySet<FlowFaultCode> = new Set(['unknown_event'])

/**
 * Finds the faults of a flow document that has passed its schema.
 *
 * @returns all faults in reading order; publishing is possible when none is of severity `error`.
 */
export function validateFlow(document: FlowDocument, known: KnownNames): FlowFault[] {
  const faults: FlowFault[] = []
  const report: Report = (code, step, field, facts = {}) => {
    faults.push({ code, severity: warnings.has(code) ? 'warning' : 'error', step, field, facts })
  }
  checkHead(document, known, report)
  for (const [index, step] of document.steps.entries()) checkStep(step, index, known, report)
  checkShape(document, report)
  return faults
}

function checkHead({ trigger, goal, exits = [] }: FlowDocument, known: KnownNames, report: Report): void {
  checkMatch(trigger, null, 'trigger', known, report)
  if (goal) checkMatch(goal, null, 'goal', known, report)
  exits.forEach((exit, index) => {
    if ('when' in exit) checkCondition(exit.when, null, `exits.${index}.when`, report)
    else checkMatch(exit, null, `exits.${index}`, known, report)
  })
}

type MatchDocument = { readonly event: string; readonly where?: Condition | undefined }

function checkMatch(match: MatchDocument, step: string | null, field: string, known: KnownNames, report: Report): void {
  if (known.events && !known.events.has(match.event))
    report('unknown_event', step, `${field}.event`, { event: match.event })
  if (match.where) checkCondition(match.where, step, `${field}.where`, report)
}

function checkCondition(condition: Condition, step: string | null, field: string, report: Report): void {
  tryCompile(() => compileCondition(condition), step, field, report)
}

function tryCompile(compile: () => unknown, step: string | null, field: string, report: Report): void {
  try {
    compile()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    report('condition_invalid', step, field, { detail: error.message })
  }
}

function checkStep(step: FlowStep, index: number, known: KnownNames, report: Report): void {
  const at = `steps.${index}`
  switch (step.kind) {
    case 'wait':
      return checkWait(step.for, step.id, `${at}.for`, report)
    case 'wait_for':
      checkWait(step.timeout, step.id, `${at}.timeout`, report)
      for (const [i, awaited] of step.events.entries()) checkMatch(awaited, step.id, `${at}.events.${i}`, known, report)
      return
    case 'branch':
      for (const [i, one] of step.cases.entries()) checkCondition(one.when, step.id, `${at}.cases.${i}.when`, report)
      return
    case 'send':
      if (!known.templates.has(step.template))
        report('unknown_template', step.id, `${at}.template`, { template: step.template })
      return
    case 'webhook':
      return checkValues(Object.entries(step.body ?? {}), step.id, `${at}.body`, report)
    case 'set_trait':
      if (step.trait === '__proto__') report('name_not_allowed', step.id, `${at}.trait`, { name: step.trait })
      return checkValues([['value', step.value]], step.id, at, report)
    default:
      return
  }
}

function checkWait(text: string, step: string, field: string, report: Report): void {
  const spanMs = durationMs(text) ?? 0
  if (spanMs > WAIT_MS_MAX) report('wait_too_long', step, field, { days: WAIT_MS_MAX / DAY_MS })
  if (spanMs < WAIT_MS_MIN) report('wait_too_short', step, field, { seconds: WAIT_MS_MIN / SECOND_MS })
}

function checkValues(
  values: readonly (readonly [string, Operand])[],
  step: string,
  field: string,
  report: Report,
): void {
  for (const [name, value] of values) tryCompile(() => compileOperand(value), step, `${field}.${name}`, report)
}

function checkShape(document: FlowDocument, report: Report): void {
  const steps = new Map<string, FlowStep>()
  document.steps.forEach((step, index) => {
    if (steps.has(step.id)) report('duplicate_step', step.id, `steps.${index}.id`)
    steps.set(step.id, step)
  })
  if (!steps.has(document.start)) report('unknown_step', null, 'start', { step: document.start })
  for (const step of steps.values()) {
    for (const { to, field } of waysOf(step)) if (!steps.has(to)) report('unknown_step', step.id, field, { step: to })
  }
  reportAll(unreachable(document.start, steps), 'unreachable_step', report)
  reportAll(withoutExit(steps), 'no_exit', report)
  reportAll(loopsWithoutWait(steps), 'loop_without_wait', report)
}

function reportAll(ids: readonly string[], code: FlowFaultCode, report: Report): void {
  for (const id of ids) report(code, id, 'steps')
}

type Steps = ReadonlyMap<string, FlowStep>

const nextOf = (steps: Steps, id: string): string[] => {
  const step = steps.get(id)
  return step ? waysOf(step).flatMap(({ to }) => (steps.has(to) ? [to] : [])) : []
}

function reachedFrom(start: string, next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set([start])
  // A set grows while it is walked; each id is visited once.
  for (const id of reached) for (const to of next(id)) reached.add(to)
  return reached
}

function unreachable(start: string, steps: Steps): string[] {
  const reached = reachedFrom(start, (id) => nextOf(steps, id))
  return [...steps.keys()].filter((id) => !reached.has(id))
}

/** Steps from which no exit can be reached. */
function withoutExit(steps: Steps): string[] {
  return [...steps.keys()].filter(
    (id) => ![...reachedFrom(id, (at) => nextOf(steps, at))].some((at) => steps.get(at)?.kind === 'exit'),
  )
}

/** Ways that can be taken in the very instant in which the step is entered. A wait that counts from the run's start may be over at once. */
export function hastyWaysOf(step: FlowStep): string[] {
  switch (step.kind) {
    case 'wait':
    case 'wait_until':
      return []
    case 'wait_for':
      return step.since === 'run' ? [step.otherwise] : []
    default:
      return waysOf(step).map(({ to }) => to)
  }
}

/** Steps that can come back to themselves without waiting. */
function loopsWithoutWait(steps: Steps): string[] {
  const hasty = (id: string): string[] => {
    const step = steps.get(id)
    return step ? hastyWaysOf(step).filter((to) => steps.has(to)) : []
  }
  return [...steps.keys()].filter((id) => hasty(id).some((to) => reachedFrom(to, hasty).has(id)))
}
