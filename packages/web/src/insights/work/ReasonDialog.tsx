// Asks why a step is taken, and of what is put off until when. Takes no step itself.
import type { InsightStep } from '@lotse/protocol'
import { insightSteps } from '@lotse/protocol'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useWords } from '../../words/use.ts'
import { workProblem } from './problem.ts'

const REASON_LENGTH_MAX = 2000

/** What was said. `until`: an instant; null: nothing was said. */
export type Said = { readonly reason: string; readonly until: string | null }

type Given = {
  readonly step: InsightStep
  /** What the insight is called. */
  readonly name: string
  readonly busy: boolean
  /** Why it was refused before; undefined: it was not. */
  readonly failure?: unknown
  readonly say: (said: Said) => void
  readonly close: () => void
}

/** The dialog. A reason that is needed must be given; else it may be. */
export function ReasonDialog({ step, name, busy, failure, say, close }: Given) {
  const { t } = useWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [day, setDay] = useState('')
  const { reason: needed = false, until = false } = insightSteps[step]
  const ready = !needed || reason.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !busy) say({ reason: reason.trim(), until: day === '' ? null : dayBegins(day) })
  }
  return (
    <Dialog
      open
      close={close}
      title={t('insightDeciding.ask', { step: t(`insightWork.step.${step}`), name })}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={busy} disabled={!ready}>
            {t(`insightWork.step.${step}`)}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={submit}>
        {failure === undefined ? null : <Notice kind="harm">{workProblem(t, failure)}</Notice>}
        <TextArea
          label={t(needed ? 'insightDeciding.reason' : 'insightDeciding.reasonOptional')}
          hint={t('insightDeciding.reasonHint')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          // A line ends with Shift; whoever decides many goes on with Enter.
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
          }}
          rows={3}
          maxLength={REASON_LENGTH_MAX}
          required={needed}
          data-autofocus=""
        />
        {until ? (
          <Field
            type="date"
            label={t('insightDeciding.until')}
            hint={t('insightDeciding.untilHint')}
            value={day}
            min={tomorrow()}
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
        ) : null}
      </form>
    </Dialog>
  )
}

/** The beginning of a day where the reader is. */
const dayBegins = (day: string): string => new Date(`${day}T00:00:00`).toISOString()

function tomorrow(): string {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}
