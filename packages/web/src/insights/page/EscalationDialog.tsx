// Asks before whom an insight is to be laid, and why. Sends nothing.
import { type FormEvent, useId, useState } from 'react'
import { MemberField } from '../../atlas/MemberField.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useWords } from '../../words/use.ts'

type Given = {
  readonly name: string
  readonly busy: boolean
  readonly lay: (to: string, reason: string) => void
  readonly close: () => void
}

/** The dialog. */
export function EscalationDialog({ name, busy, lay, close }: Given) {
  const { t } = useWords()
  const id = useId()
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const ready = to !== null && reason.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (to !== null && ready && !busy) lay(to, reason.trim())
  }
  return (
    <Dialog
      open
      close={close}
      title={t('insightPage.escalation.ask', { name })}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={busy} disabled={!ready}>
            {t('insightPage.escalation.act')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={submit}>
        <p className="quiet">{t('insightPage.escalation.text')}</p>
        <MemberField label={t('insightPage.escalation.to')} value={to} mayEdit choose={setTo} />
        <TextArea
          label={t('insightDeciding.reason')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          rows={3}
          maxLength={2000}
          required
        />
      </form>
    </Dialog>
  )
}
