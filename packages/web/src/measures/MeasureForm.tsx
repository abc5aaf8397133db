// The fields of a measure: what is done, what it belongs to, what it is judged by. Keeps a draft; sends nothing.
import { impactMetrics, type MeasureFields, measureStates, measureTypes } from '@lotse/protocol'
import { MemberField } from '../atlas/MemberField.tsx'
import { ReferenceField } from '../atlas/ReferenceField.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useWords } from '../words/use.ts'
import { isShare } from './figures.ts'
import css from './measures.module.css'
import { StepField } from './StepField.tsx'

type Given = {
  readonly draft: MeasureFields
  readonly put: (part: Partial<MeasureFields>) => void
  readonly mayEdit: boolean
  /** Whether it was judged: what it was judged by stays as it is. */
  readonly judged: boolean
}

/** The fields, for inside a form. */
export function MeasureForm(given: Given) {
  return (
    <>
      <Doing {...given} />
      <Belonging {...given} />
      <Judging {...given} />
    </>
  )
}

function Doing({ draft, put, mayEdit }: Given) {
  const { t } = useWords()
  const choices = <V extends string>(values: readonly V[], labelOf: (value: V) => string) =>
    values.map((value) => ({ value, label: labelOf(value) }))
  return (
    <fieldset className={css.part} disabled={!mayEdit}>
      <legend>{t('measures.known')}</legend>
      <Field
        label={t('measures.field.name')}
        required
        maxLength={200}
        pattern=".*\S.*"
        autoComplete="off"
        value={draft.name}
        onChange={({ currentTarget }) => put({ name: currentTarget.value })}
      />
      <TextArea
        label={t('measures.field.about')}
        maxLength={4000}
        value={draft.about}
        onChange={({ currentTarget }) => put({ about: currentTarget.value })}
      />
      <div className={css.pair}>
        <Select
          label={t('measures.field.type')}
          value={draft.type}
          onChange={({ currentTarget }) =>
            put({ type: measureTypes.find((one) => one === currentTarget.value) ?? 'other' })
          }
          choices={choices(measureTypes, (one) => t(`measures.type.${one}`))}
        />
        <Select
          label={t('measures.field.state')}
          value={draft.state}
          onChange={({ currentTarget }) =>
            put({ state: measureStates.find((one) => one === currentTarget.value) ?? 'planned' })
          }
          choices={choices(measureStates, (one) => t(`measures.state.${one}`))}
        />
      </div>
      <div className={css.pair}>
        <MemberField
          label={t('measures.field.member')}
          value={draft.memberId}
          mayEdit={mayEdit}
          choose={(memberId) => put({ memberId })}
        />
        <Field
          label={t('measures.field.cost')}
          type="number"
          min={0}
          step={0.01}
          value={draft.costCents === null ? '' : draft.costCents / 100}
          onChange={({ currentTarget: { value } }) =>
            put({ costCents: value === '' ? null : Math.round(Number(value) * 100) })
          }
        />
      </div>
    </fieldset>
  )
}

function Belonging({ draft, put, mayEdit, judged }: Given) {
  const { t, f } = useWords()
  const { at, insights, tickets } = draft
  const shared = { language: f.language }
  const ticket = tickets[0]
  const setTicket = (name: string, link: string | null) =>
    put({ tickets: [...(name.trim() === '' ? [] : [{ name, link }]), ...tickets.slice(1)] })
  return (
    <fieldset className={css.part}>
      <legend>{t('measures.linked')}</legend>
      <ReferenceField
        {...shared}
        label={t('measures.field.insights')}
        kinds={['insight']}
        named={insights}
        single={false}
        mayEdit={mayEdit}
        choose={(ids) => put({ insights: [...ids] })}
      />
      <ReferenceField
        {...shared}
        label={t('measures.field.journey')}
        kinds={['journey']}
        named={at.journey === null ? [] : [at.journey]}
        single
        mayEdit={mayEdit && !judged}
        choose={([journey]) => put({ at: { ...at, journey: journey ?? null, step: null } })}
      />
      {at.journey === null ? null : (
        <StepField
          journey={at.journey}
          step={at.step}
          mayEdit={mayEdit && !judged}
          choose={(step) => put({ at: { ...at, step } })}
        />
      )}
      <ReferenceField
        {...shared}
        label={t('measures.field.touchpoint')}
        kinds={['touchpoint']}
        named={at.touchpoint === null ? [] : [at.touchpoint]}
        single
        mayEdit={mayEdit && !judged}
        choose={([touchpoint]) => put({ at: { ...at, touchpoint: touchpoint ?? null } })}
      />
      <div className={css.pair}>
        <Field
          label={t('measures.field.ticket')}
          maxLength={200}
          disabled={!mayEdit}
          value={ticket?.name ?? ''}
          onChange={({ currentTarget }) => setTicket(currentTarget.value, ticket?.link ?? null)}
        />
        <Field
          label={t('measures.field.ticketLink')}
          type="url"
          pattern="https?://.*"
          disabled={!mayEdit || ticket === undefined}
          value={ticket?.link ?? ''}
          onChange={({ currentTarget }) => setTicket(ticket?.name ?? '', currentTarget.value || null)}
        />
      </div>
    </fieldset>
  )
}

const PERCENT = 100

function Judging({ draft, put, mayEdit, judged }: Given) {
  const { t, f } = useWords()
  const { metric, worth } = draft
  const percent = metric !== null && (isShare(metric) || metric === 'time')
  const days = (field: 'effectDays' | 'watchDays' | 'baselineDays', min: number, max: number) => ({
    type: 'number',
    min,
    max,
    required: true,
    value: draft[field],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => put({ [field]: Number(currentTarget.value) }),
  })
  return (
    <fieldset className={css.part} disabled={!mayEdit || judged}>
      <legend>{t('measures.judging')}</legend>
      {judged ? <Notice kind="plain">{t('measures.fixed')}</Notice> : null}
      <Select
        label={t('measures.field.metric')}
        hint={t('measures.field.metricHint')}
        value={metric ?? ''}
        onChange={({ currentTarget }) =>
          put({ metric: impactMetrics.find((one) => one === currentTarget.value) ?? null, worth: null })
        }
        choices={[
          { value: '', label: t('measures.field.notSaid') },
          ...impactMetrics.map((value) => ({ value, label: t(`measures.metric.${value}`) })),
        ]}
      />
      <div className={css.pair}>
        <Field
          label={t('measures.field.starts')}
          type="date"
          min="2000-01-01"
          max="2100-12-31"
          value={draft.startsOn ?? ''}
          onChange={({ currentTarget }) => put({ startsOn: currentTarget.value || null })}
        />
        <Field label={t('measures.field.effect')} {...days('effectDays', 0, 730)} />
        <Field label={t('measures.field.baseline')} {...days('baselineDays', 42, 365)} />
      </div>
      <Field label={t('measures.field.watch')} hint={t('measures.field.watchHint')} {...days('watchDays', 28, 365)} />
      <Field
        label={percent ? t('measures.field.worth') : t('measures.field.worthScore')}
        type="number"
        min={0.01}
        max={percent ? 99 : 1000}
        step="any"
        value={worth === null ? '' : percent ? Math.round(worth * PERCENT * PERCENT) / PERCENT : worth}
        onChange={({ currentTarget: { value } }) =>
          put({ worth: value === '' || Number(value) <= 0 ? null : Number(value) / (percent ? PERCENT : 1) })
        }
      />
      <ReferenceField
        label={t('measures.field.leftOut')}
        kinds={['segment']}
        named={draft.leftOut === null ? [] : [draft.leftOut]}
        single
        language={f.language}
        mayEdit={mayEdit && !judged}
        choose={([leftOut]) => put({ leftOut: leftOut ?? null })}
      />
    </fieldset>
  )
}
