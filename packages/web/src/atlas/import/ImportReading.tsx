// How a file is read: what it is, what its rows are, where they go, in which language. Asks the server nothing but for journeys.
import { textsOf } from '@lotse/core/atlas'
import type { AtlasImport } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useMe } from '../../app/member.ts'
import { OwnerField } from '../../owners/OwnerField.tsx'
import { Card } from '../../parts/Card.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { Field } from '../../parts/Field.tsx'
import { Select } from '../../parts/Select.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { languageNames, languages } from '../../words/index.ts'
import { useWords } from '../../words/use.ts'
import { kindNamed, listedKinds } from './columns.ts'
import css from './import.module.css'
import { calledIn } from './values.ts'
import type { ImportChoices } from './wish.ts'

type Given = {
  readonly plan: AtlasImport
  readonly choices: ImportChoices
  readonly choose: (more: Partial<ImportChoices>) => void
}

/** The card. */
export function ImportReading({ plan, choices, choose }: Given) {
  const { t } = useWords()
  const { actions } = useMe()
  const { format } = plan
  const isTable = format === 'map' || format === 'records'
  // What a document speaks of is its journey; a table's only where it goes into one that stands.
  const mayRemove = format === 'json' ? plan.journey !== null : format === 'map' && choices.journey !== null
  return (
    <Card title={t('imports.read.title')} note={t(`imports.read.${format}`)}>
      <div className={css.reading}>
        {isTable ? <TableReading {...{ plan, choices, choose }} /> : null}
        {format === 'json' ? null : (
          <Select
            label={t('imports.language')}
            hint={isTable ? t('imports.languageHint') : undefined}
            value={choices.language}
            choices={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChange={({ currentTarget }) => choose({ language: currentTarget.value })}
          />
        )}
        <OwnerField reach={actions['atlas.edit']} owner={choices.ownerId} choose={(ownerId) => choose({ ownerId })} />
        {mayRemove ? (
          <Switch
            label={t('imports.absent')}
            hint={t('imports.absentHint')}
            checked={choices.removesAbsent}
            onChange={({ currentTarget }) => choose({ removesAbsent: currentTarget.checked })}
          />
        ) : null}
      </div>
    </Card>
  )
}

function TableReading({ plan, choices, choose }: Given) {
  const { t } = useWords()
  const as = plan.format === 'records' ? 'records' : 'map'
  return (
    <>
      <div className={css.as}>
        <Choices
          label={t('imports.as')}
          choices={[
            { value: 'map', label: t('imports.asMap') },
            { value: 'records', label: t('imports.asRecords') },
          ]}
          chosen={as}
          choose={(chosen) =>
            // A table that says of what kind each row is, is read as a list by itself.
            choose({ as: chosen, kind: choices.kind ?? 'touchpoint', mapping: {}, removesAbsent: false })
          }
        />
      </div>
      {as === 'map' ? <Target choices={choices} choose={choose} /> : <KindOfList choices={choices} choose={choose} />}
    </>
  )
}

function KindOfList({ choices, choose }: Omit<Given, 'plan'>) {
  const { t } = useWords()
  return (
    <Select
      label={t('imports.of')}
      value={choices.kind ?? ''}
      choices={[
        { value: '', label: t('imports.ofColumn') },
        ...listedKinds.map((value) => ({ value, label: t(`imports.kind.${value}`) })),
      ]}
      onChange={({ currentTarget }) => choose({ as: 'records', kind: kindNamed(currentTarget.value), mapping: {} })}
    />
  )
}

const OFFERED_MAX = 100

/** A new journey by its name, or one that stands: those touched last. */
function Target({ choices, choose }: Omit<Given, 'plan'>) {
  const { t, f } = useWords()
  const journeys = useQuery({
    queryKey: ['journeys', 'offered'],
    queryFn: ({ signal }) => call('listJourneys', { query: { limit: OFFERED_MAX } }, signal),
  })
  const offered = (journeys.data?.items ?? []).map(({ id, fields }) => ({
    value: id,
    label: calledIn({ name: textsOf(fields['name']), fields: [] }, f.language) || t('journeys.unnamed'),
  }))
  const { journey, title } = choices
  const missing = journey !== null && offered.every(({ value }) => value !== journey)
  return (
    <>
      <Select
        label={t('imports.target')}
        value={journey ?? ''}
        choices={[
          { value: '', label: t('imports.newJourney') },
          ...(missing ? [{ value: journey, label: journey }] : []),
          ...offered,
        ]}
        onChange={({ currentTarget }) => choose({ journey: currentTarget.value || null, removesAbsent: false })}
      />
      {journey === null ? (
        <Field
          label={t('imports.name')}
          defaultValue={title}
          maxLength={200}
          onBlur={({ currentTarget }) => choose({ title: currentTarget.value })}
        />
      ) : null}
    </>
  )
}
