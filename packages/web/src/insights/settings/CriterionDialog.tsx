// A scale: what it is called in both languages, where it begins and ends, its steps and unit. Keeps nothing until it is saved.
import type { Criterion, InsightScales } from '@lotse/protocol'
import { type FormEvent, useId } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { keyFor } from './keys.ts'
import { NameFields, namesIn } from './NameFields.tsx'
import type { useScales } from './use-scales.ts'

const UNITS = ['level', 'percent', 'days', 'customers'] as const
const FIRST = { min: 1, max: 5, step: 0.5, unit: 'level', off: false } as const

type Given = {
  /** Undefined: a new one. */
  readonly criterion: Criterion | undefined
  readonly scales: InsightScales
  readonly save: ReturnType<typeof useScales>['save']
  readonly close: () => void
}

/** The dialog. */
export function CriterionDialog({ criterion, scales, save, close }: Given) {
  const { t } = useWords()
  const id = useId()
  const { min, max, step, unit } = criterion ?? FIRST
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(withCriterion(scales, criterion, new FormData(event.currentTarget)))
  }
  return (
    <Dialog
      open
      close={close}
      title={t(criterion === undefined ? 'insightSettings.weighing.addScale' : 'insightSettings.weighing.editScale')}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={save.isPending}>
            {t('settings.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={submit}>
        {save.isError ? <Failure failure={save.error} /> : null}
        <NameFields name={criterion?.name} />
        <Amount name="min" label={t('insightSettings.weighing.min')} value={min} />
        <Amount name="max" label={t('insightSettings.weighing.max')} value={max} />
        <Amount name="step" label={t('insightSettings.weighing.step')} value={step} />
        <Select
          name="unit"
          label={t('insightSettings.weighing.unit')}
          defaultValue={unit}
          choices={UNITS.map((value) => ({ value, label: t(`insightSettings.weighing.units.${value}`) }))}
        />
        {criterion === undefined ? null : <p className="quiet">{t('insightSettings.weighing.valuesStay')}</p>}
      </form>
    </Dialog>
  )
}

function Amount({ name, label, value }: { name: string; label: string; value: number }) {
  return <Field type="number" name={name} label={label} defaultValue={value} min={0} step="any" required />
}

/** The scales with what the form says. */
function withCriterion(scales: InsightScales, before: Criterion | undefined, form: FormData): InsightScales {
  const name = namesIn(form)
  const of = (field: string) => Number(fieldOf(form, field))
  const unit = UNITS.find((one) => one === fieldOf(form, 'unit')) ?? 'level'
  const taken = scales.criteria.map(({ key }) => key)
  const key = before?.key ?? keyFor(name['en'] ?? '', taken)
  const made = { key, name, min: of('min'), max: of('max'), step: of('step'), unit, off: before?.off ?? false }
  const criteria =
    before === undefined
      ? [...scales.criteria, made]
      : scales.criteria.map((one) => (one.key === before.key ? made : one))
  return { ...scales, criteria }
}
