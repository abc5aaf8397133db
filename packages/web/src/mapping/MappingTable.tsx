// Which column becomes what: one row a column with examples of its values, its target, what it is called and how it is read.
import type { MappingReading } from '@lotse/protocol'
import { Select } from '../parts/Select.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { isNamed, isRead, type MappingDraft, type MappingRow, rowFor, type Target, targets, withRow } from './draft.ts'
import css from './mapping.module.css'

/** The ways of reading, in the order in which they are offered. */
const READINGS = Object.keys({
  text: true,
  number: true,
  comma: true,
  boolean: true,
  dayFirst: true,
  monthFirst: true,
  seconds: true,
  milliseconds: true,
} satisfies Record<MappingReading, true>) as MappingReading[]

/** The columns with what they become. @param samples - some values of a column, as text. */
export function MappingTable({
  draft,
  change,
  samples,
}: {
  draft: MappingDraft
  change: (draft: MappingDraft) => void
  samples: (column: string) => readonly string[]
}) {
  const { t } = useWords()
  return (
    <div className={css.table}>
      <Table
        label={t('mapping.columns')}
        head={[t('mapping.column'), t('mapping.samples'), t('mapping.becomes'), t('mapping.name'), t('mapping.as')]}
      >
        {draft.rows.map((row, at) => (
          <Row
            key={`${row.column} ${draft.rows.slice(0, at).filter(({ column }) => column === row.column).length}`}
            row={row}
            forCustomer={draft.kind === 'customer'}
            samples={samples(row.column)}
            change={(changed) => change(withRow(draft, at, changed))}
          />
        ))}
      </Table>
    </div>
  )
}

type RowProps = {
  row: MappingRow
  forCustomer: boolean
  samples: readonly string[]
  change: (changed: Partial<MappingRow>) => void
}

function Row({ row, forCustomer, samples, change }: RowProps) {
  const { t } = useWords()
  const { column, target, name, as } = row
  return (
    <tr data-unused={target === 'none'}>
      <th scope="row" className={css.column}>
        <bdi>{column}</bdi>
      </th>
      <td className={css.samples}>
        <bdi>{samples.filter((sample) => sample !== '').join(' · ')}</bdi>
      </td>
      <td>
        <TargetChoice
          column={column}
          target={target}
          forCustomer={forCustomer}
          choose={(chosen) =>
            change({ target: chosen, name: isNamed(chosen) && name === '' ? rowFor(column, chosen).name : name })
          }
        />
      </td>
      <td>
        {isNamed(target) ? (
          <input
            className={css.name}
            aria-label={t('mapping.nameOf', { column })}
            value={name}
            maxLength={200}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        ) : null}
      </td>
      <td>
        {isRead(target) ? (
          <Select
            hidden
            label={t('mapping.asOf', { column })}
            value={as}
            choices={READINGS.map((value) => ({ value, label: t(`mapping.reading.${value}`) }))}
            onChange={(event) => change({ as: READINGS.find((one) => one === event.currentTarget.value) ?? 'text' })}
          />
        ) : null}
      </td>
    </tr>
  )
}

/** What a column becomes. Customers have no event. */
export function TargetChoice({
  column,
  target,
  forCustomer,
  choose,
}: {
  column: string
  target: Target
  forCustomer: boolean
  choose: (target: Target) => void
}) {
  const { t } = useWords()
  const offered = targets.filter((one) => one === target || !forCustomer || (one !== 'event' && one !== 'property'))
  return (
    <Select
      hidden
      label={t('mapping.becomesOf', { column })}
      value={target}
      choices={offered.map((value) => ({ value, label: t(`mapping.target.${value}`) }))}
      onChange={(event) => choose(targets.find((one) => one === event.currentTarget.value) ?? 'none')}
    />
  )
}
