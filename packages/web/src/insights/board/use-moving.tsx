// Moves cards of the board: takes the step that leads to a column, or says why none does. What is asked before stands in work/use-steps.
import type { InsightState, WorkedInsight } from '@lotse/protocol'
import { useMay } from '../../app/member.ts'
import { useOwnerName } from '../../owners/use-units.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { insightName } from '../names.ts'
import { useSteps } from '../work/use-steps.tsx'
import { leadsTo, neededFor, stepsFrom, wayTo } from './ways.ts'

/** What moves cards. */
export type Moving = ReturnType<typeof useMoving>

/** Steps of a card for who is signed in, moving it to a column, and the question that some steps ask. */
export function useMoving() {
  const { t, f } = useWords()
  const may = useMay()
  const ownerName = useOwnerName()
  const { say } = useUndo()
  const { take, dialog } = useSteps()

  const nameOf = (insight: WorkedInsight) => insightName(insight, f.language, t('library.unnamed'))
  const mayTake = (step: Parameters<typeof neededFor>[0], { work: { department } }: WorkedInsight) =>
    may(neededFor(step), { ownerId: department.id })
  const stepsOf = (insight: WorkedInsight) => stepsFrom(insight.work.status).filter((step) => mayTake(step, insight))
  const go = (step: Parameters<typeof neededFor>[0], insight: WorkedInsight) =>
    take(step, { id: insight.id, version: insight.work.version, name: nameOf(insight) })
  const stateWord = (state: InsightState) => t(`insightWork.state.${state}`)
  const moveTo = (insight: WorkedInsight, to: InsightState) => {
    const { status, department } = insight.work
    const way = wayTo(status, to)
    if (way === 'same') return
    if (way === 'ticket') return say(t('insightMonitor.board.ticketLater'))
    if (way === 'none') {
      const ways = f.any(stepsFrom(status).map((step) => `„${stateWord(leadsTo(step))}“`))
      const [from, wished] = [stateWord(status), stateWord(to)]
      return say(
        ways === ''
          ? t('insightMonitor.board.noWayAtAll', { from, to: wished })
          : t('insightMonitor.board.noWay', { from, to: wished, ways }),
      )
    }
    if (mayTake(way, insight)) return go(way, insight)
    if (neededFor(way) === 'insights.prioritise') return say(t('insightMonitor.board.cxOnly'))
    const unit = ownerName(department.id) ?? t('insightMonitor.nobodyInCharge')
    return say(t('insightMonitor.board.notYours', { name: nameOf(insight), unit }))
  }
  return { stepsOf, go, moveTo, nameOf, dialog }
}
