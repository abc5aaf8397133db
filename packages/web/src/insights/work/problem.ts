// What to tell people when a change of an insight's work was refused. Keeps nothing.
import { Refused } from '../../api.ts'
import type { Translate } from '../../words/index.ts'
import { problemText } from '../../words/problem.ts'

/** One or two sentences. Whoever was slower sees the newest state already: what is shown is read anew. */
export function workProblem(t: Translate, failure: unknown): string {
  const slower = failure instanceof Refused && failure.code === 'conflict'
  return slower ? t('insightWork.conflict') : problemText(t, failure)
}
