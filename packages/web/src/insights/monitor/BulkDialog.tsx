// Asks what shall become of several insights, and has it done: one message, one way back. Decides nothing itself.
import { priorities, verdicts } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { membersQuery } from '../../atlas/data.ts'
import { indented, useUnits } from '../../owners/use-units.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Select } from '../../parts/Select.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { treeOf } from '../../settings/unit-tree.ts'
import { useWords } from '../../words/use.ts'
import { insightName } from '../names.ts'
import type { useWork, WorkAsked } from '../work/use-work.ts'
import type { Bulk } from './bulk.ts'

type Given = {
  readonly bulk: Bulk
  readonly close: () => void
  readonly change: ReturnType<typeof useWork>['change']
}

/** The dialog. */
export function BulkDialog({ bulk: { kind, insights }, close, change }: Given) {
  const { t, f } = useWords()
  const form = useId()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const asked = askedBy(kind, new FormData(event.currentTarget))
    setBusy(true)
    const [first] = insights
    const name = first === undefined ? '' : insightName(first, f.language, t('library.unnamed'))
    const said = insights.length === 1 ? t('insightMonitor.did.one', { name }) : t(`insightMonitor.did.${kind}`)
    const versions = insights.map(({ id, work: { version } }) => ({ id, version }))
    await change(versions, asked, said)
    close()
  }
  return (
    <Dialog
      open
      close={close}
      title={t(`insightMonitor.bulk.${kind}`)}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {t('insightMonitor.apply')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={(event) => void submit(event)}>
        <p className="quiet">{t('insights.count', { count: insights.length, formatted: f.whole(insights.length) })}</p>
        {kind === 'priority' ? <PriorityField /> : null}
        {kind === 'addressee' ? <MemberChoice /> : null}
        {kind === 'department' ? <UnitField /> : null}
        {kind === 'submit' ? <p>{t('insightMonitor.submitText')}</p> : null}
        {kind === 'decide' ? <VerdictFields /> : null}
      </form>
    </Dialog>
  )
}

/** What the fields say, as it is sent. */
function askedBy(kind: Bulk['kind'], fields: FormData): WorkAsked {
  const chosen = fieldOf(fields, 'choice')
  const orNull = chosen === '' ? null : chosen
  if (kind === 'priority') return { do: 'priority', priority: priorities.find((one) => one === chosen) ?? null }
  if (kind === 'addressee') return { do: 'addressee', memberId: orNull }
  if (kind === 'department') return { do: 'department', unitId: orNull }
  if (kind === 'submit') return { do: 'move', step: 'submit' }
  const verdict = verdicts.find((one) => one === chosen) ?? 'accept'
  return { do: 'decide', verdict, reason: fieldOf(fields, 'reason'), until: dayOf(fieldOf(fields, 'until'), verdict) }
}

/** The beginning of a day where the reader is; only what is put off comes back. */
export function dayOf(day: string, step: string): string | null {
  const at = Date.parse(`${day}T00:00`)
  return step !== 'defer' || Number.isNaN(at) ? null : new Date(at).toISOString()
}

function PriorityField() {
  const { t } = useWords()
  return (
    <Select
      label={t('insightMonitor.priority')}
      name="choice"
      defaultValue="high"
      choices={[
        ...priorities.map((value) => ({ value, label: t(`insightWork.priority.${value}`) })),
        { value: '', label: t('insightWork.priority.none') },
      ]}
    />
  )
}

function MemberChoice() {
  const { t, f } = useWords()
  const members = useQuery(membersQuery).data ?? []
  const order = new Intl.Collator(f.language)
  const people = members.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      label={t('insightMonitor.addressee')}
      name="choice"
      choices={[
        ...people.toSorted((a, b) => order.compare(a.label, b.label)),
        { value: '', label: t('insightMonitor.nobodyYet') },
      ]}
    />
  )
}

function UnitField() {
  const { t } = useWords()
  const units = useUnits().filter(({ archivedAt }) => archivedAt === null)
  return (
    <Select
      label={t('insightMonitor.department')}
      hint={t('insightMonitor.departmentHint')}
      name="choice"
      choices={[
        ...treeOf(units).map(({ unit, depth }) => ({
          value: unit.id,
          label: `${indented(unit.name, depth)} (${t(`units.kind.${unit.kind}`)})`,
        })),
        { value: '', label: t('insightMonitor.follows') },
      ]}
    />
  )
}

function VerdictFields() {
  const { t } = useWords()
  const [verdict, setVerdict] = useState<string>('accept')
  return (
    <>
      <Select
        label={t('insightMonitor.verdict')}
        name="choice"
        value={verdict}
        onChange={({ currentTarget }) => setVerdict(currentTarget.value)}
        choices={verdicts.map((value) => ({ value, label: t(`insightWork.step.${value}`) }))}
      />
      <TextArea
        label={t('insightMonitor.reason')}
        name="reason"
        rows={3}
        maxLength={2000}
        required={verdict !== 'accept'}
      />
      {verdict === 'defer' ? (
        <Field
          label={t('insightMonitor.comesBack')}
          hint={t('insightMonitor.comesBackHint')}
          name="until"
          type="date"
        />
      ) : null}
    </>
  )
}
