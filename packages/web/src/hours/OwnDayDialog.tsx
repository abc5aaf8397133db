// One own day, or a few in a row: its name, when, and whether it is closed or open at other hours. For a new one and for changing one.
import type { OwnDays, WorkingSpan } from '@lotse/protocol'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Switch } from '../parts/Switch.tsx'
import { useWords } from '../words/use.ts'
import css from './hours.module.css'
import { SpansField } from './SpansField.tsx'
import { faultOf, nextSpan } from './spans.ts'

const DAY_MS = 86_400_000
const DAYS_MAX = 366

/** @param day - to change; undefined for a new one. */
export function OwnDayDialog({
  day,
  today,
  save,
  close,
}: {
  day: OwnDays | undefined
  today: string
  save: (day: OwnDays) => Promise<void>
  close: () => void
}) {
  const { t } = useWords()
  const form = useId()
  const [draft, setDraft] = useState<OwnDays>(day ?? { name: '', from: today, to: today, yearly: false, spans: [] })
  const [busy, setBusy] = useState(false)
  const put = (part: Partial<OwnDays>) => setDraft({ ...draft, ...part })
  const span = (Date.parse(draft.to) - Date.parse(draft.from)) / DAY_MS
  const order = span < 0 || span >= DAYS_MAX
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (order || faultOf(draft.spans) !== null) return
    setBusy(true)
    await save({ ...draft, name: draft.name.trim() })
    setBusy(false)
  }
  return (
    <Dialog
      open
      close={close}
      title={day === undefined ? t('hours.days.add') : day.name}
      actions={
        <>
          <Button onClick={close}>{t('hours.days.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {t('hours.days.save')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={(event) => void submit(event)}>
        <Field
          label={t('hours.days.name')}
          hint={t('hours.days.nameHint')}
          value={draft.name}
          onChange={({ target }) => put({ name: target.value })}
          pattern=".*\S.*"
          maxLength={100}
          autoFocus
          required
        />
        <Dates draft={draft} put={put} wrong={order} />
        <Switch
          label={t('hours.days.yearly')}
          checked={draft.yearly}
          onChange={({ target }) => put({ yearly: target.checked })}
        />
        <Opened spans={draft.spans} name={draft.name} change={(spans) => put({ spans: [...spans] })} />
      </form>
    </Dialog>
  )
}

/** The last day follows the first one where it would lie before it. */
function Dates({ draft, put, wrong }: { draft: OwnDays; put: (part: Partial<OwnDays>) => void; wrong: boolean }) {
  const { t } = useWords()
  return (
    <div className={css.pair}>
      <Field
        label={t('hours.days.from')}
        type="date"
        value={draft.from}
        min="2000-01-01"
        max="2100-12-31"
        onChange={({ target: { value } }) => put({ from: value, ...(draft.to < value ? { to: value } : {}) })}
        required
      />
      <Field
        label={t('hours.days.to')}
        type="date"
        value={draft.to}
        min={draft.from}
        max="2100-12-31"
        error={wrong ? t('hours.days.order') : undefined}
        onChange={({ target }) => put({ to: target.value })}
        required
      />
    </div>
  )
}

function Opened({
  spans,
  name,
  change,
}: {
  spans: readonly WorkingSpan[]
  name: string
  change: (spans: readonly WorkingSpan[]) => void
}) {
  const { t } = useWords()
  return (
    <>
      <Choices
        label={t('hours.days.what')}
        choices={[
          { value: 'closed', label: t('hours.days.closed') },
          { value: 'open', label: t('hours.days.open') },
        ]}
        chosen={spans.length === 0 ? 'closed' : 'open'}
        choose={(value) => change(value === 'closed' ? [] : [nextSpan([])])}
      />
      {spans.length === 0 ? null : <SpansField day={name || t('hours.days.label')} spans={spans} change={change} />}
    </>
  )
}
