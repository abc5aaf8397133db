// The step of a journey that something is about, or the whole journey. Keeps nothing itself.
import { journeyMap } from '@lotse/core/atlas'
import { useQuery } from '@tanstack/react-query'
import { journeyQuery } from '../atlas/data.ts'
import { nameIn } from '../canvas/texts.ts'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'

type Given = {
  readonly journey: string
  readonly step: string | null
  readonly mayEdit: boolean
  readonly choose: (step: string | null) => void
}

/** The field. */
export function StepField({ journey, step, mayEdit, choose }: Given) {
  const { t, f } = useWords()
  const { data } = useQuery(journeyQuery(journey))
  const { steps } = journeyMap(data?.records ?? [])
  return (
    <Select
      label={t('measures.field.step')}
      value={step ?? ''}
      disabled={!mayEdit}
      onChange={({ currentTarget }) => choose(currentTarget.value || null)}
      choices={[
        { value: '', label: t('measures.field.notSaid') },
        ...steps.map((one) => ({ value: one.id, label: nameIn(one, f.language) || t('map.unnamedStep') })),
      ]}
    />
  )
}
