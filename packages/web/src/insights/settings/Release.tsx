// Whom departments let decide at their filters, and how much they can have under way. Every change can be undone; decides nothing about insights.
import type { DepartmentFilter } from '@lotse/protocol'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { membersQuery } from '../../atlas/data.ts'
import { useOwnerName, useUnits } from '../../owners/use-units.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Page } from '../../parts/Page.tsx'
import { Since } from '../../parts/Since.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Table, tableCss } from '../../parts/Table.tsx'
import css from '../../settings/settings.module.css'
import { treeOf } from '../../settings/unit-tree.ts'
import { useWords } from '../../words/use.ts'
import { filtersQuery, useFreshInsights } from '../data.ts'
import { FilterDialog } from './FilterDialog.tsx'

/** The page. */
export function Release() {
  const { t } = useWords()
  useFreshInsights()
  const query = useQuery(filtersQuery)
  const [editing, edit] = useState<string>()
  const manages = useMay()('insights.manage')
  return (
    <Page title={t('insightSettings.release.title')}>
      <p className={css.lead}>{t('insightSettings.release.lead')}</p>
      <Answer query={query}>
        {(filters) => {
          const edited = filters.find(({ unitId }) => unitId !== null && unitId === editing)
          return filters.some(({ unitId }) => unitId !== null) ? (
            <>
              <Card title={t('insightSettings.release.all')} flush>
                <Filters filters={filters} edit={manages ? edit : undefined} />
              </Card>
              {edited === undefined ? null : (
                <FilterDialog key={editing} filter={edited} filters={filters} close={() => edit(undefined)} />
              )}
            </>
          ) : (
            <Empty
              icon={IconChecks}
              title={t('insightSettings.release.none')}
              action={<ButtonLink to="/settings/units">{t('settings.page.units')}</ButtonLink>}
            >
              <p>{t('insightSettings.release.noneText')}</p>
            </Empty>
          )
        }}
      </Answer>
    </Page>
  )
}

type FiltersGiven = {
  readonly filters: readonly DepartmentFilter[]
  readonly edit: ((unit: string) => void) | undefined
}

/** Departments in the order of their tree; what nobody is in charge of stands last. */
function Filters({ filters, edit }: FiltersGiven) {
  const { t } = useWords()
  const units = useUnits()
  const byUnit = new Map(filters.map((filter) => [filter.unitId, filter]))
  const nobody = byUnit.get(null)
  const head = [
    t('units.name'),
    t('insightSettings.release.decides'),
    t('insightSettings.release.approvers'),
    { figures: t('insightSettings.release.waiting') },
    { figures: t('insightDeciding.underWay') },
  ]
  return (
    <Table stacks label={t('insightSettings.release.all')} head={edit === undefined ? head : [...head, '']}>
      {treeOf(units).flatMap(({ unit, depth }) => {
        const filter = byUnit.get(unit.id)
        return filter === undefined ? [] : [<Row key={unit.id} {...{ filter, name: unit.name, depth, edit }} />]
      })}
      {nobody === undefined ? null : <Row filter={nobody} name={t('insightWork.why.nobody')} depth={0} edit={edit} />}
    </Table>
  )
}

type RowGiven = {
  readonly filter: DepartmentFilter
  readonly name: string
  readonly depth: number
  readonly edit: FiltersGiven['edit']
}

function Row({ filter, name, depth, edit }: RowGiven) {
  const { t, f } = useWords()
  const unitName = useOwnerName()
  const { unitId, own, from, mode, waiting, longest, underWay, capacity } = filter
  return (
    <tr>
      <td style={{ paddingLeft: 16 + depth * 20 }}>
        <bdi>{name}</bdi>
      </td>
      <td>
        <StateMark tone={mode === 'off' ? 'attention' : 'plain'}>{t(`insightSettings.release.mode.${mode}`)}</StateMark>
        {own ? null : (
          <span className="quiet">
            {' '}
            {from === null
              ? t('insightSettings.release.usual')
              : t('insightSettings.release.from', { name: unitName(from) ?? '…' })}
          </span>
        )}
      </td>
      <td>{mode === 'off' ? null : <Approvers ids={filter.approvers} />}</td>
      <td className={tableCss.figures}>
        {f.whole(waiting)}
        {longest === null ? null : (
          <span className="quiet">
            {' · '}
            <Since at={longest} />
          </span>
        )}
      </td>
      <td className={tableCss.figures}>
        {capacity === null
          ? f.whole(underWay)
          : t('insightDeciding.ofCapacity', { underWay: f.whole(underWay), capacity: f.whole(capacity) })}
      </td>
      {edit === undefined ? null : (
        <td>
          {unitId === null ? null : (
            <Button
              kind="quiet"
              aria-label={t('insightSettings.release.editThis', { name })}
              onClick={() => edit(unitId)}
            >
              {t('units.edit')}
            </Button>
          )}
        </td>
      )}
    </tr>
  )
}

function Approvers({ ids }: { ids: readonly string[] }) {
  const { t, f } = useWords()
  const members = useQuery(membersQuery).data ?? []
  if (ids.length === 0) return t('insightSettings.release.everybody')
  return f.all(ids.map((id) => members.find((member) => member.id === id)?.name ?? '…'))
}
