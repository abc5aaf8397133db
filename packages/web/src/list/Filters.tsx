// The filters of a list in one small panel: a field each, effective at once, kept in the address.
import { Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import type { Format } from '../words/format-in.ts'
import { useWords } from '../words/use.ts'
import css from './list.module.css'
import type { ListFilter } from './shape.ts'
import type { Change, Texts } from './use-list-state.ts'

type Given = { readonly filters: readonly ListFilter[]; readonly state: Texts; readonly change: Change }

/** How a filter's value reads in its chip. */
export function filterText(filter: ListFilter, value: string, f: Format): string {
  if (filter.kind === 'choice') return filter.choices.find((choice) => choice.value === value)?.label ?? value
  if (filter.kind === 'date' && !Number.isNaN(Date.parse(value))) return f.date(Date.parse(value))
  return value
}

/** The button with its panel. */
export function Filters({ filters, state, change }: Given) {
  const { t } = useWords()
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button>
          <IconFilter size={16} stroke={1.7} aria-hidden />
          {t('list.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.filter')}>
        <div className={css.panel}>
          {filters.map((filter) => (
            <FilterField key={filter.id} filter={filter} value={state[filter.id] ?? ''} change={change} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterField({ filter, value, change }: { filter: ListFilter; value: string; change: Change }) {
  const { t } = useWords()
  const set = (text: string) => change({ [filter.id]: text === '' ? undefined : text })
  if (filter.kind === 'choice')
    return (
      <Select
        label={filter.label}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
        choices={[{ value: '', label: t('list.any') }, ...filter.choices]}
      />
    )
  const type = filter.kind === 'date' ? 'date' : 'text'
  const { placeholder } = filter.kind === 'text' ? filter : {}
  return (
    <Field
      label={filter.label}
      type={type}
      key={value}
      defaultValue={value}
      placeholder={placeholder}
      onBlur={(event) => set(event.currentTarget.value.trim())}
      onKeyDown={(event) => (event.key === 'Enter' ? set(event.currentTarget.value.trim()) : undefined)}
    />
  )
}
