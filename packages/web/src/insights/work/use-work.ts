// The one way by which screens change what is done about insights: with the version, the way back and what was refused. Draws nothing and decides nothing.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { call } from '../../api.ts'
import type { InputOf } from '../../operations.ts'
import { addToast } from '../../parts/toasts.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { inTurn } from './in-turn.ts'
import { workProblem } from './problem.ts'
import { takingBackWork, type Version } from './taking-back.ts'

type Body<Name extends Parameters<typeof call>[0]> =
  InputOf<Name> extends { readonly body: infer B } ? Omit<B, 'version'> : never

/** What becomes another at an insight. */
export type WorkAsked =
  | ({ readonly do: 'priority' } & Body<'setInsightPriority'>)
  | ({ readonly do: 'scores' } & Body<'setInsightScores'>)
  | ({ readonly do: 'addressee' } & Body<'setInsightAddressee'>)
  | ({ readonly do: 'department' } & Body<'setInsightDepartment'>)
  | ({ readonly do: 'escalate' } & Body<'escalateInsight'>)
  | ({ readonly do: 'move' } & Body<'moveInsight'>)
  | ({ readonly do: 'decide' } & Body<'decideInsight'>)

/** How far a change of several came. `failure`: why the others were not changed; the first reason of those. */
export type WorkDone = { readonly done: readonly Version[]; readonly refused: number; readonly failure?: unknown }

/** Every answer about insights is kept under a key that begins with this word; a change makes all of them stale. */
export const INSIGHTS = 'insights'

function send({ id, version }: Version, asked: WorkAsked) {
  const params = { id }
  switch (asked.do) {
    case 'priority':
      return call('setInsightPriority', { params, body: { version, priority: asked.priority } })
    case 'scores':
      return call('setInsightScores', { params, body: { version, inputs: asked.inputs } })
    case 'addressee':
      return call('setInsightAddressee', { params, body: { version, memberId: asked.memberId } })
    case 'department':
      return call('setInsightDepartment', { params, body: { version, unitId: asked.unitId } })
    case 'escalate':
      return call('escalateInsight', { params, body: { version, memberId: asked.memberId, reason: asked.reason } })
    case 'move':
      return call('moveInsight', { params, body: { version, step: asked.step, reason: asked.reason } })
    case 'decide':
      return call('decideInsight', {
        params,
        body: { version, verdict: asked.verdict, reason: asked.reason, until: asked.until },
      })
  }
}

/** Changes one after the other; what is refused leaves the others alone. */
async function sendAll(insights: readonly Version[], asked: WorkAsked): Promise<WorkDone> {
  const done: Version[] = []
  const failures: unknown[] = []
  for (const insight of insights)
    try {
      done.push(await inTurn(insight, (version) => send({ id: insight.id, version }, asked)))
    } catch (failure) {
      failures.push(failure)
    }
  const [failure] = failures
  return { done, refused: failures.length, ...(failures.length === 0 ? {} : { failure }) }
}

/**
 * Changes the work of insights.
 *
 * `change(insights, asked, said)`: changes each, from the version that was seen; says `said` with one way back for all of them, tells what was
 * refused (unless `tells` is false: then the caller does), and reads anew what is shown of insights. Where only some were changed, both is told.
 * Never throws what the server refused.
 * `busy`: a change is under way.
 */
export function useWork() {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const [under, setUnder] = useState(0)
  const change = useCallback(
    async (insights: readonly Version[], asked: WorkAsked, said: string, tells = true): Promise<WorkDone> => {
      const fresh = () => client.invalidateQueries({ queryKey: [INSIGHTS] })
      setUnder((count) => count + 1)
      const outcome = await sendAll(insights, asked)
      const { done, refused, failure } = outcome
      const reason = refused === 0 ? '' : workProblem(t, failure)
      if (done.length > 0) offerUndo(said, takingBackWork(done, fresh))
      if (refused > 0 && tells) {
        const alone = done.length === 0 && refused === 1
        addToast({ kind: 'failed', text: alone ? reason : t('insightWork.refused', { count: refused, reason }) })
      }
      setUnder((count) => count - 1)
      // Whoever goes on need not wait for what is shown: the version keeps two changes apart.
      void fresh()
      return outcome
    },
    [client, offerUndo, t],
  )
  return { change, busy: under > 0 }
}
