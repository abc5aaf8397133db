// The panel beside the list in which its condition is edited, with the live count of whom it means.
import { useState } from 'react'
import { ConditionEditor } from '../conditions/ConditionEditor.tsx'
import { CountOf } from '../conditions/Count.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/use.ts'

/** The panel. */
export function ConditionPanel({
  text: given,
  close,
  apply,
}: {
  text: string
  close: () => void
  apply: (text: string) => void
}) {
  const { t } = useWords()
  const [text, setText] = useState<string | null>(given)
  const actions = (
    <>
      <CountOf filters={text === null ? undefined : text === '' ? {} : { cond: text }} />
      <Button onClick={close}>{t('parts.cancel')}</Button>
      <Button kind="primary" disabled={text === null} onClick={() => text !== null && apply(text)}>
        {t('customers.apply')}
      </Button>
    </>
  )
  return (
    <Dialog open close={close} title={t('customers.condition')} wide actions={actions}>
      <ConditionEditor text={given} change={setText} />
    </Dialog>
  )
}
