// Ends runs whose goal is reached or whose exit rule holds. Asked after every input, before anything else moves (F1).
import type { Instant } from '../base/index.ts'
import type { EventAtHand } from '../understand/index.ts'
import type { Catalog } from './catalog.ts'
import type { ExitRule } from './flow/edition.ts'
import { matches } from './flow/match.ts'
import type { Run } from './run.ts'
import type { Turn } from './turn.ts'
import { end } from './walk.ts'

/**
 * Ends a run where its goal or an exit says so.
 *
 * @param event - the event at hand; undefined when only time has passed.
 * @returns whether the run has ended.
 */
export function checkExits(
  turn: Turn,
  run: Run,
  event: EventAtHand | undefined,
  now: Instant,
  catalog: Catalog,
): boolean {
  const { goal, exits } = turn.catalogs.edition(run.flow, run.version)
  if (goal !== null && event !== undefined && matches(goal, event.name, () => turn.facts(event, now, catalog, run))) {
    end(turn, run, now, 'goal', event.name)
    return true
  }
  const rule = exits.find((exit) => holds(turn, run, exit, event, now, catalog))
  if (rule === undefined) return false
  end(turn, run, now, 'exit_rule', nameOf(rule))
  return true
}

function holds(
  turn: Turn,
  run: Run,
  exit: ExitRule,
  event: EventAtHand | undefined,
  now: Instant,
  catalog: Catalog,
): boolean {
  if ('when' in exit) return exit.when.test(turn.facts(run.data.e, now, catalog, run)) === true
  return event !== undefined && matches(exit.match, event.name, () => turn.facts(event, now, catalog, run))
}

const nameOf = (rule: ExitRule): string | undefined => rule.name ?? ('match' in rule ? rule.match.event : undefined)
