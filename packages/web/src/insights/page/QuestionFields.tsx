// The fields of a question about events: how many of a name, or how customers fared at a step where the insight arose. Asks nothing itself.
import type { EvidenceQuery } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { eventNamesQuery } from '../../atlas/data.ts'
import { originText } from '../../atlas/insights/origins.ts'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Select } from '../../parts/Select.tsx'
import { useWords } from '../../words/use.ts'
import type { Whole } from './queries.ts'

const WHAT = ['reached', 'dropped', 'repeated'] as const
const DAYS = 30

/** The question of a form; null where it is not whole. */
export function questionIn(form: FormData): EvidenceQuery | null {
  const [of, event, what] = [fieldOf(form, 'of'), fieldOf(form, 'event').trim(), fieldOf(form, 'what')]
  const days = Number(fieldOf(form, 'days'))
  if (of === '') return event === '' ? null : { of: 'event', name: event, days }
  const [journey, step] = of.split('/')
  const fared = WHAT.find((one) => one === what)
  if (journey === undefined || step === undefined || fared === undefined) return null
  return { of: 'step', journey, step, what: fared, days }
}

/** The fields. */
export function QuestionFields({ insight }: { insight: Whole }) {
  const { t, f } = useWords()
  const id = useId()
  const names = useQuery(eventNamesQuery).data ?? []
  const steps = insight.origins.flatMap((origin) =>
    origin.journey === null || origin.step === null
      ? []
      : [{ value: `${origin.journey}/${origin.step}`, label: originText(origin, f.language, t('library.unnamed')) }],
  )
  const choices = [...new Map(steps.map((step) => [step.value, step])).values()]
  const [of, setOf] = useState(choices[0]?.value ?? '')
  return (
    <>
      <Select
        name="of"
        label={t('insightPage.evidence.of')}
        value={of}
        onChange={({ currentTarget }) => setOf(currentTarget.value)}
        choices={[...choices, { value: '', label: t('insightPage.evidence.anEvent') }]}
      />
      {of === '' ? (
        <>
          <Field name="event" label={t('insightPage.evidence.event')} list={id} maxLength={200} required />
          <datalist id={id}>
            {names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      ) : (
        <Select
          name="what"
          label={t('insightPage.evidence.what')}
          choices={WHAT.map((value) => ({ value, label: t(`insightPage.evidence.fared.${value}`) }))}
        />
      )}
      <Field
        name="days"
        type="number"
        min={1}
        max={366}
        step={1}
        defaultValue={DAYS}
        label={t('insightPage.evidence.days')}
        required
      />
    </>
  )
}
