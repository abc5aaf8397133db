// One decision for each key, and back again: what was decided here is taken back from the last one on. Draws nothing but the question why.
import type { InsightStep } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { addToast } from '../../parts/toasts.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { workProblem } from '../work/problem.ts'
import { takingBackWork, type Version } from '../work/taking-back.ts'
import { type Stepped, useSteps } from '../work/use-steps.tsx'
import { INSIGHTS } from '../work/use-work.ts'

/** @param found - what was taken back, to be looked at again. */
export function useDeciding(found: (id: string) => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const decided = useRef<Version[]>([])
  // One after the other, so that what was taken back last is what is looked at.
  const turn = useRef(Promise.resolve())
  const { take, dialog, busy, asking } = useSteps((_, done) => decided.current.push(done))
  const takeBack = async () => {
    if (asking) return
    const last = decided.current.pop()
    if (last === undefined) return
    try {
      await takingBackWork([last], () => client.invalidateQueries({ queryKey: [INSIGHTS] }))()
      found(last.id)
      say(t('parts.undone'))
    } catch (failure) {
      addToast({ kind: 'failed', text: workProblem(t, failure) })
    }
  }
  return {
    decide: (step: InsightStep, insight: Stepped) => (asking ? undefined : take(step, insight)),
    takeBack: () => {
      turn.current = turn.current.then(takeBack)
    },
    dialog,
    busy,
  }
}
