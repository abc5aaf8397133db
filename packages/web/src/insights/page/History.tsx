// What was done about an insight, the latest first, and the way to take the last of it back. Decides nothing.
import type { ShownWorkChange } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Since } from '../../parts/Since.tsx'
import { addToast } from '../../parts/toasts.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { workProblem } from '../work/problem.ts'
import { takingBackWork } from '../work/taking-back.ts'
import { INSIGHTS } from '../work/use-work.ts'
import css from './page.module.css'
import type { Whole } from './queries.ts'

/** The card. */
export function History({ insight }: { insight: Whole }) {
  const { t } = useWords()
  const { changes, work } = insight
  const mayWork = useMay()('insights.work', { ownerId: work.department.id })
  const [latest] = changes
  return (
    <Card
      title={t('insightPage.history.title')}
      side={
        mayWork && latest !== undefined && latest.what !== 'undo' ? (
          <TakeBack id={insight.id} version={work.version} />
        ) : undefined
      }
    >
      {changes.length === 0 ? <p className="quiet">{t('insightPage.history.none')}</p> : null}
      <ol className={css.list}>
        {changes.map((change) => (
          <One key={change.version} change={change} />
        ))}
      </ol>
    </Card>
  )
}

function One({ change: { what, step, at, by, reason } }: { change: ShownWorkChange }) {
  const { t } = useWords()
  return (
    <li className={css.piece}>
      <div>
        <p>
          <b>{step === null ? t(`insightPage.history.what.${what}`) : t(`insightWork.step.${step}`)}</b>
          {' · '}
          <bdi>{by ?? t('talk.program')}</bdi>
          {' · '}
          <Since at={at} />
        </p>
        {reason === '' ? null : (
          <blockquote>
            <bdi>{reason}</bdi>
          </blockquote>
        )}
      </div>
    </li>
  )
}

/** Takes the last change back. Whoever may not, because it was not theirs to make, is told. */
function TakeBack({ id, version }: { id: string; version: number }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const [busy, setBusy] = useState(false)
  const back = async () => {
    setBusy(true)
    try {
      await takingBackWork([{ id, version }], () => client.invalidateQueries({ queryKey: [INSIGHTS] }))()
      say(t('parts.undone'))
    } catch (failure) {
      addToast({ kind: 'failed', text: workProblem(t, failure) })
    }
    setBusy(false)
  }
  return (
    <Button busy={busy} onClick={() => void back()}>
      {t('insightPage.history.back')}
    </Button>
  )
}
