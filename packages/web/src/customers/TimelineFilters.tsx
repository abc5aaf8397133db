// What of a timeline is shown: by kind, channel and name; kept in the address.
import { useQuery } from '@tanstack/react-query'
import { vocabularyQuery } from '../conditions/data.ts'
import { useListState } from '../list/use-list-state.ts'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import css from './timeline.module.css'
import type { TimelineFilter } from './use-timeline.ts'
import { channelWords } from './why-sentences.ts'

const KINDS = ['event', 'message', 'run', 'note'] as const

/** The fields. */
export function TimelineFilters({ filter }: { filter: TimelineFilter }) {
  const { t } = useWords()
  const { change } = useListState()
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const set = (name: string, value: string) => change({ [name]: value.trim() === '' ? undefined : value.trim() }, true)
  const all = { value: '', label: t('customer.filter.all') }
  return (
    <div className={css.filters}>
      <Select
        label={t('customer.filter.kind')}
        value={filter.kind ?? ''}
        onChange={(event) => set('kind', event.currentTarget.value)}
        choices={[all, ...KINDS.map((kind) => ({ value: kind, label: t(`customer.kind.${kind}`) }))]}
      />
      <Select
        label={t('customer.filter.channel')}
        value={filter.channel ?? ''}
        onChange={(event) => set('channel', event.currentTarget.value)}
        choices={[all, ...(vocabulary?.channels ?? []).map((value) => ({ value, label: channelWords(t, value) }))]}
      />
      <Field
        key={filter.name ?? ''}
        label={t('customer.filter.name')}
        defaultValue={filter.name ?? ''}
        maxLength={100}
        onBlur={(event) => set('name', event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? set('name', event.currentTarget.value) : undefined)}
      />
    </div>
  )
}
