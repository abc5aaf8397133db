// A formula: a weighted mean of scales or RICE, with what it would make of insights that stand. Keeps nothing until it is saved.
import type { Formula, InsightScales } from '@lotse/protocol'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { scaleName } from '../page/queries.ts'
import type { Computed } from './computed.ts'
import { keyFor } from './keys.ts'
import { MeanFields } from './MeanFields.tsx'
import { NameFields, namesIn } from './NameFields.tsx'
import { Preview } from './Preview.tsx'
import type { useScales } from './use-scales.ts'

type Given = {
  /** Undefined: a new one. */
  readonly formula: Formula | undefined
  readonly scales: InsightScales
  readonly save: ReturnType<typeof useScales>['save']
  readonly close: () => void
}

const RICE = ['reach', 'impact', 'confidence', 'effort'] as const

/** RICE over scales of these keys where there are such. */
function firstRice({ criteria }: InsightScales): Computed {
  const known = (key: string) => (criteria.some((one) => one.key === key) ? key : (criteria[0]?.key ?? key))
  return {
    how: 'rice',
    reach: known('reach'),
    impact: known('impact'),
    confidence: known('confidence'),
    effort: known('effort'),
  }
}

function firstMean({ criteria }: InsightScales): Computed {
  const [first] = criteria.filter(({ off }) => !off)
  return { how: 'mean', of: [{ criterion: first?.key ?? '', weight: 1, inverted: false }] }
}

/** The dialog. */
export function FormulaDialog({ formula, scales, save, close }: Given) {
  const { t } = useWords()
  const id = useId()
  const [computed, setComputed] = useState<Computed>(() => formula ?? firstMean(scales))
  const ready = computed.how === 'rice' || computed.of.length > 0
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = namesIn(new FormData(event.currentTarget))
    const key =
      formula?.key ??
      keyFor(
        name['en'] ?? '',
        scales.formulas.map((one) => one.key),
      )
    if (ready && !save.isPending) save.mutate(withFormula(scales, formula, { ...computed, key, name }))
  }
  return (
    <Dialog
      open
      wide
      close={close}
      title={t(formula === undefined ? 'insightSettings.weighing.addFormula' : 'insightSettings.weighing.editFormula')}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={save.isPending} disabled={!ready}>
            {t('settings.save')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={submit}>
        {save.isError ? <Failure failure={save.error} /> : null}
        <NameFields name={formula?.name} />
        <Select
          label={t('insightSettings.weighing.how')}
          value={computed.how}
          onChange={({ currentTarget }) =>
            setComputed(currentTarget.value === 'rice' ? firstRice(scales) : firstMean(scales))
          }
          choices={[
            { value: 'mean', label: t('insightSettings.weighing.mean') },
            { value: 'rice', label: t('insightSettings.weighing.riceName') },
          ]}
        />
        {computed.how === 'mean' ? (
          <MeanFields scales={scales} of={computed.of} choose={(of) => setComputed({ how: 'mean', of: [...of] })} />
        ) : (
          <RiceFields scales={scales} rice={computed} choose={setComputed} />
        )}
        <Preview scales={scales} computed={computed} />
      </form>
    </Dialog>
  )
}

function withFormula(scales: InsightScales, before: Formula | undefined, made: Formula): InsightScales {
  const formulas =
    before === undefined
      ? [...scales.formulas, made]
      : scales.formulas.map((one) => (one.key === before.key ? made : one))
  return { ...scales, formulas }
}

type RiceGiven = {
  readonly scales: InsightScales
  readonly rice: Extract<Computed, { how: 'rice' }>
  readonly choose: (computed: Computed) => void
}

/** Which scale each part of RICE is. */
function RiceFields({ scales, rice, choose }: RiceGiven) {
  const { t, f } = useWords()
  const choices = scales.criteria.map((one) => ({ value: one.key, label: scaleName(one, f.language) }))
  return RICE.map((part) => (
    <Select
      key={part}
      label={t(`insightSettings.weighing.rice.${part}`)}
      value={rice[part]}
      onChange={({ currentTarget }) => choose({ ...rice, [part]: currentTarget.value })}
      choices={choices}
    />
  ))
}
