// "This event, where that holds": how triggers, waits, goals and exits recognise an event.
import type { Condition } from '@lotse/protocol'
import { type CompiledCondition, compileCondition, type Facts } from '../../base/index.ts'

/** A compiled event match. */
export type Match = { readonly event: string; readonly where: CompiledCondition | null }

/** Compiles the document of an event match. */
export function compileMatch({ event, where }: { event: string; where?: Condition | undefined }): Match {
  return { event, where: where === undefined ? null : compileCondition(where) }
}

/** Whether an event matches: its name, and the condition is true (unknown is not). */
export function matches(match: Match, event: string, facts: () => Facts): boolean {
  return match.event === event && (match.where === null || match.where.test(facts()) === true)
}
