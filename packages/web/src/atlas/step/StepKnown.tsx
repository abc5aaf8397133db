// What is known of a step, on its page: its fields, what it is bound to, through whose hands it passes, and what of the library stands there.
import { journeyMap, ownersAt } from '@lotse/core/atlas'
import type { Json, ShownRecord } from '@lotse/protocol'
import { useMemo } from 'react'
import { useMay } from '../../app/member.ts'
import { useOwnerName, useUnits } from '../../owners/use-units.ts'
import { Card } from '../../parts/Card.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { AsksField } from '../../reality/AsksField.tsx'
import { useWords } from '../../words/use.ts'
import atlasCss from '../atlas.module.css'
import { BindingField } from '../BindingField.tsx'
import { InCharge } from '../InCharge.tsx'
import { RecordFields } from '../RecordFields.tsx'
import { StepItems } from '../StepItems.tsx'
import { standingAt, TermsHere } from '../terms/TermsHere.tsx'
import { useKeeping } from '../use-keeping.ts'
import css from './step.module.css'

type Given = {
  readonly journey: string
  readonly step: ShownRecord
  readonly records: ReadonlyMap<string, ShownRecord>
  readonly language: string
}

/** The card. */
export function StepKnown({ journey, step, records, language }: Given) {
  const { t } = useWords()
  const keep = useKeeping(step)
  const home = records.get(journey)
  const mayEdit = useMay()('atlas.edit', { ownerId: home?.ownerId ?? null }) && !step.removed
  const bind = (binding: Json) => keep.set('binding', binding)
  return (
    <Card title={t('library.known')}>
      <Hands {...{ journey, step, records }} mayEdit={mayEdit} />
      <RecordFields key={step.id} record={step} language={language} mayEdit={mayEdit} keep={keep} />
      <div className={atlasCss.away}>
        <BindingField record={step} mayEdit={mayEdit} set={bind} />
        <AsksField record={step} mayEdit={mayEdit} set={bind} />
      </div>
      <StepItems step={step.id} records={records} language={language} />
      <TermsHere of={standingAt(step, records)} language={language} />
    </Card>
  )
}

type HandsGiven = Omit<Given, 'language'> & { readonly mayEdit: boolean }

/** Whose the step is: the unit of the journey, those of its touchpoints, and the one person from end to end. */
function Hands({ journey, step, records, mayEdit }: HandsGiven) {
  const { t } = useWords()
  const units = useUnits()
  const ownerName = useOwnerName()
  const touching = useMemo(() => {
    const unitName = (id: string) => units.find((unit) => unit.id === id)?.name
    return ownersAt({ map: journeyMap(records.values()), records, unitName }, step.id)
  }, [records, units, step.id])
  const home = records.get(journey)
  const responsible = home?.fields['responsible']
  const owner = ownerName(home?.ownerId ?? null)
  return (
    <dl className={css.facts}>
      {owner === null ? null : <Fact name={t('stepPage.ownerOfJourney')}>{owner}</Fact>}
      {touching.length === 0 ? null : <Fact name={t('stepPage.ownersHere')}>{touching.join(', ')}</Fact>}
      {responsible === undefined && !mayEdit ? null : (
        <Fact name={t('journeys.responsible')}>
          <InCharge {...{ journey, responsible, mayEdit }} />
        </Fact>
      )}
    </dl>
  )
}
