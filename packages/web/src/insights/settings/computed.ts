// A formula that is being written, and what an insight scores by it: by the same rules as the server's. Pure.
import { weighingBy } from '@lotse/core/insights'
import type { Formula, InsightScales, WorkedInsight } from '@lotse/protocol'

const KEY = 'preview'

/** A formula without what it is called. */
export type Computed =
  | Omit<Extract<Formula, { how: 'mean' }>, 'key' | 'name'>
  | Omit<Extract<Formula, { how: 'rice' }>, 'key' | 'name'>

/** What an insight scores by the formula; null: not known. */
export function scoreBy(
  scales: InsightScales,
  computed: Computed,
  { work }: Pick<WorkedInsight, 'work'>,
): number | null {
  const draft = { ...scales, formulas: [{ ...computed, key: KEY, name: { en: KEY } }] }
  const counted = work.reach?.from === 'counted' ? work.reach.value : null
  return weighingBy(draft)(work.inputs, counted).scores[KEY] ?? null
}

/** The parts of a mean. */
export type Terms = Extract<Formula, { how: 'mean' }>['of']
/** One of them. */
export type Term = Terms[number]

/** The terms with one of them changed; a weight of nothing takes it out. */
export function withTerm(of: Terms, term: Term): Terms {
  const others = of.filter(({ criterion }) => criterion !== term.criterion)
  if (!(term.weight > 0)) return others
  return of.length === others.length ? [...of, term] : of.map((one) => (one.criterion === term.criterion ? term : one))
}
