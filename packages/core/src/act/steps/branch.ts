// Chooses the way: the first case that is true, else the other way. Unknown is not true (C1).
import type { BranchStep } from '@lotse/protocol'
import { compileCondition, type Explanation } from '../../base/index.ts'
import { allAggregates } from '../flow/aggregates.ts'
import type { CompiledStep, Here } from '../step.ts'

/** `branch`: decides at once and never waits. */
export function branchStep(step: BranchStep): CompiledStep {
  const cases = step.cases.map(({ name, when, next }) => ({ name, when: compileCondition(when), next }))
  const explain = (here: Here): Explanation[] => cases.map(({ when }) => when.explain(here.facts()))
  return {
    id: step.id,
    kind: 'branch',
    aggregates: allAggregates(cases.map((one) => one.when)),
    enter: (here) => {
      const facts = here.facts()
      const index = cases.findIndex(({ when }) => when.test(facts) === true)
      const chosen = cases[index]
      const via = chosen ? `case ${chosen.name ?? index + 1}` : 'otherwise'
      here.trace?.({ ...place(here, step.id), what: 'left', via, explanations: explain(here) })
      return { kind: 'go', next: chosen?.next ?? step.otherwise, via }
    },
  }
}

const place = ({ now, run }: Here, step: string) => ({
  at: now,
  flow: run.flow,
  version: run.version,
  run: run.id,
  step,
})
