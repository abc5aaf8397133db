// How the workspace weighs insights: its scales, its formulas, how long evidence counts. Every change holds for all insights at once and can be undone.
import type { Criterion, Formula, InsightScales } from '@lotse/protocol'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Page } from '../../parts/Page.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer, Failure } from '../../parts/states.tsx'
import css from '../../settings/settings.module.css'
import { useWords } from '../../words/use.ts'
import { scaleName } from '../page/queries.ts'
import { Criteria } from './Criteria.tsx'
import { CriterionDialog } from './CriterionDialog.tsx'
import { FormulaDialog } from './FormulaDialog.tsx'
import { Formulas } from './Formulas.tsx'
import { useScales } from './use-scales.ts'

/** What is edited in a dialog. */
type Editing =
  | { readonly of: 'criterion'; readonly criterion: Criterion | undefined }
  | { readonly of: 'formula'; readonly formula: Formula | undefined }

/** The page. */
export function WeighingSettings() {
  const { t } = useWords()
  const manages = useMay()('insights.manage')
  const [editing, edit] = useState<Editing>()
  const close = () => edit(undefined)
  const { query, save } = useScales(close)
  const add = (what: Editing, label: string) =>
    manages ? <Button onClick={() => edit(what)}>{label}</Button> : undefined
  return (
    <Page title={t('insightSettings.weighing.title')}>
      <p className={css.lead}>{t('insightSettings.weighing.lead')}</p>
      {save.isError && editing === undefined ? <Failure failure={save.error} /> : null}
      <Answer query={query}>
        {({ version, scales }) => (
          <>
            <Card
              title={t('insightSettings.weighing.scales')}
              side={add({ of: 'criterion', criterion: undefined }, t('insightSettings.weighing.addScale'))}
              flush
            >
              <Criteria
                scales={scales}
                save={manages ? save.mutate : undefined}
                edit={(criterion) => edit({ of: 'criterion', criterion })}
              />
            </Card>
            <Card
              title={t('insightSettings.weighing.formulas')}
              side={add({ of: 'formula', formula: undefined }, t('insightSettings.weighing.addFormula'))}
              flush
            >
              <Formulas
                scales={scales}
                save={manages ? save.mutate : undefined}
                edit={(formula) => edit({ of: 'formula', formula })}
              />
            </Card>
            <Counting key={version} scales={scales} save={manages ? save.mutate : undefined} busy={save.isPending} />
            {editing?.of === 'criterion' ? (
              <CriterionDialog criterion={editing.criterion} {...{ scales, save, close }} />
            ) : null}
            {editing?.of === 'formula' ? (
              <FormulaDialog formula={editing.formula} {...{ scales, save, close }} />
            ) : null}
          </>
        )}
      </Answer>
    </Page>
  )
}

type CountingGiven = {
  readonly scales: InsightScales
  readonly save: ((to: InsightScales) => void) | undefined
  readonly busy: boolean
}

/** On which scale customers are counted, and how long evidence counts. */
function Counting({ scales, save, busy }: CountingGiven) {
  const { t, f } = useWords()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save?.({ ...scales, reach: fieldOf(form, 'reach') || null, freshDays: Number(fieldOf(form, 'freshDays')) })
  }
  return (
    <Card title={t('insightSettings.weighing.counting')}>
      <form className={css.form} onSubmit={submit}>
        <Select
          name="reach"
          label={t('insightSettings.weighing.reach')}
          hint={t('insightSettings.weighing.reachHint')}
          defaultValue={scales.reach ?? ''}
          disabled={save === undefined}
          choices={[
            { value: '', label: t('insightSettings.weighing.noReach') },
            ...scales.criteria.map((one) => ({ value: one.key, label: scaleName(one, f.language) })),
          ]}
        />
        <Field
          name="freshDays"
          type="number"
          min={1}
          max={3650}
          step={1}
          label={t('insightSettings.weighing.freshDays')}
          hint={t('insightSettings.weighing.freshHint')}
          defaultValue={scales.freshDays}
          readOnly={save === undefined}
          required
        />
        {save === undefined ? null : (
          <div className={css.row}>
            <Button type="submit" kind="primary" busy={busy}>
              {t('settings.save')}
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
