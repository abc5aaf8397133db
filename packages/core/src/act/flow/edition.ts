// A published flow version, compiled. It never changes (E8, F8), so it is compiled once and kept.
import type { Aggregate, FlowDocument, FlowEntry, FlowExitRule } from '@lotse/protocol'
import { type CompiledCondition, compileCondition } from '../../base/index.ts'
import type { CompiledStep } from '../step.ts'
import { compileStep } from '../steps/index.ts'
import { allAggregates } from './aggregates.ts'
import { compileMatch, type Match } from './match.ts'
import type { Pins } from './pins.ts'

/** What ends a run early, compiled: an event, or a condition asked after every input. */
export type ExitRule = { readonly name: string | undefined } & (
  | { readonly match: Match }
  | { readonly when: CompiledCondition }
)

/** A compiled flow version. */
export type Edition = {
  readonly flow: string
  readonly version: number
  readonly name: string
  readonly priority: number
  readonly pins: Pins
  readonly trigger: Match & { readonly key: string | undefined }
  readonly entry: FlowEntry
  readonly goal: Match | null
  readonly exits: readonly ExitRule[]
  readonly start: string
  readonly steps: ReadonlyMap<string, CompiledStep>
  readonly aggregates: ReadonlyMap<string, Aggregate>
}

/**
 * Compiles a published document.
 *
 * @throws Problem `condition.pattern_invalid`, `condition.too_complex` for documents that validation would have refused.
 */
export function compileEdition(flow: string, version: number, document: FlowDocument, pins: Pins): Edition {
  const trigger = { ...compileMatch(document.trigger), key: document.trigger.key }
  const goal = document.goal ? compileMatch(document.goal) : null
  const exits = (document.exits ?? []).map(compileExit)
  const steps = new Map(document.steps.map((step) => [step.id, compileStep(step)]))
  const asked = exits.map((exit) => ('when' in exit ? exit.when : exit.match.where))
  return {
    flow,
    version,
    name: document.name,
    priority: document.priority ?? 0,
    pins,
    trigger,
    entry: document.entry,
    goal,
    exits,
    start: document.start,
    steps,
    aggregates: allAggregates([trigger.where, goal?.where, ...asked, ...steps.values()]),
  }
}

function compileExit(rule: FlowExitRule): ExitRule {
  return 'when' in rule
    ? { name: rule.name, when: compileCondition(rule.when) }
    : { name: rule.name, match: compileMatch(rule) }
}
