// Taking steps of one insight: at once where nothing need be said, else after asking why. Draws the question alone.
import { type InsightStep, insightMoves, insightSteps, verdicts } from '@lotse/protocol'
import { type ReactNode, useRef, useState } from 'react'
import { Refused } from '../../api.ts'
import { useWords } from '../../words/use.ts'
import { ReasonDialog, type Said } from './ReasonDialog.tsx'
import type { Version } from './taking-back.ts'
import { useWork, type WorkAsked } from './use-work.ts'

/** An insight that steps are taken of. */
export type Stepped = Version & { readonly name: string }

const NOTHING: Said = { reason: '', until: null }

/** What a step asks the server for; null: a ticket is opened elsewhere. */
export function stepAsked(step: InsightStep, { reason, until }: Said): WorkAsked | null {
  const move = insightMoves.find((one) => one === step)
  if (move !== undefined) return { do: 'move', step: move, reason }
  const verdict = verdicts.find((one) => one === step)
  return verdict === undefined ? null : { do: 'decide', verdict, reason, until }
}

/** The version that whoever was slower is told. */
function newestOf(failure: unknown): number | undefined {
  const version = failure instanceof Refused ? failure.facts['version'] : undefined
  return typeof version === 'number' ? version : undefined
}

/**
 * Takes steps.
 *
 * `take(step, insight)`: takes it, or asks why first. `dialog`: the question, to be drawn. `busy`: one is under way.
 *
 * @param taken - after a step was taken; with the version to which it led.
 */
export function useSteps(taken: (step: InsightStep, done: Version) => void = () => {}) {
  const { t } = useWords()
  const { change, busy } = useWork()
  const last = useRef<Version>(undefined)
  const [asking, ask] = useState<{ readonly step: InsightStep; readonly of: Stepped; readonly failure?: unknown }>()
  const send = async (step: InsightStep, { name, ...insight }: Stepped, said: Said) => {
    const asked = stepAsked(step, said)
    if (asked === null) return
    const text = t('insightDeciding.done', { name, step: t(`insightWork.step.${step}`) })
    const { done, failure } = await change([insight], asked, text, asking === undefined)
    // What was typed stays where it was refused, and may be said again about the newest state.
    if (done.length > 0) ask(undefined)
    else if (asking !== undefined)
      ask({ step, of: { ...insight, name, version: newestOf(failure) ?? insight.version }, failure })
    const [changed] = done
    if (changed === undefined) return
    last.current = changed
    taken(step, changed)
  }
  const take = (step: InsightStep, insight: Stepped) => {
    // What is still shown as it was before the last step is not stepped on from there.
    const seen = last.current?.id !== insight.id || insight.version >= last.current.version
    if (busy || !seen) return
    if (insightSteps[step].reason === true) ask({ step, of: insight })
    else void send(step, insight, NOTHING)
  }
  const dialog: ReactNode =
    asking === undefined ? null : (
      <ReasonDialog
        step={asking.step}
        name={asking.of.name}
        busy={busy}
        failure={asking.failure}
        say={(said) => void send(asking.step, asking.of, said)}
        close={() => ask(undefined)}
      />
    )
  return { take, dialog, busy, asking: asking !== undefined }
}
