// Finding customers: by text, by condition, by what they are in and where they come from; with the columns one needs.
import type { CustomerSummary } from '@lotse/protocol'
import { IconGitMerge, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call, pathOf } from '../api.ts'
import { flowsQuery, sourcesQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { vocabularyQuery } from '../conditions/data.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListAction, ListFilter } from '../list/shape.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { ConditionBar, ConditionButton } from './ConditionBar.tsx'
import { columnsIn } from './columns.tsx'
import { type ListSearch, queryOf } from './filters.ts'
import { LazyCount } from './LazyConditions.tsx'
import { nameOf } from './name.ts'

const PAGE = 100
const idOf = ({ id }: CustomerSummary): string => id

/** The screen. */
export function CustomerList() {
  const { t, f } = useWords()
  const may = useMay()
  const search: ListSearch = useSearch({ from: '/shell/customers' })
  const query = queryOf(search)
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const pages = usePages(['customers', query], (cursor, signal) => pageOf(query, cursor, signal))
  const { sort: _sort, ...counted } = query
  return (
    <Page title={t('customers.title')} fill>
      <ConditionBar text={search.cond} />
      <DataList
        name="customers"
        label={t('customers.title')}
        columns={columnsIn(t, f, vocabulary?.traits ?? [])}
        pages={pages}
        idOf={idOf}
        nameOf={(customer) => nameOf(t, customer)}
        linkOf={({ id }) => ({ to: '/customers/$customerId', params: { customerId: id } })}
        sort="-last"
        filters={useFilters(search)}
        {...(may('personal.read') ? { find: t('customers.find') } : {})}
        actions={useListActions()}
        exportHref={pathOf('/api/v1/customers/export', {}, { ...query, language: f.language })}
        note={<LazyCount filters={counted} />}
        tools={<ConditionButton text={search.cond} />}
        filtered={search.cond !== undefined}
        empty={<NoCustomers />}
      />
    </Page>
  )
}

type Query = ReturnType<typeof queryOf>

/** A page with somebody in it, or the last one: looking may take longer than one answer. */
async function pageOf(query: Query, cursor: string | undefined, signal: AbortSignal) {
  for (let at = cursor; ; ) {
    const page = await call('listCustomers', { query: { ...query, cursor: at, limit: PAGE } }, signal)
    if (page.items.length > 0 || page.next === null) return page
    at = page.next
  }
}

function useFilters({ flow }: ListSearch): ListFilter[] {
  const { t } = useWords()
  const may = useMay()
  const flows = useQuery(flowsQuery).data?.items ?? []
  const sources = useQuery({ ...sourcesQuery, enabled: may('sources.read') }).data?.items ?? []
  return [
    {
      id: 'flow',
      kind: 'choice',
      label: t('customers.flow'),
      choices: flows.map(({ id, name }) => ({ value: id, label: name })),
    },
    ...(flow === undefined ? [] : [{ id: 'step', kind: 'text', label: t('customers.step') } as const]),
    {
      id: 'source',
      kind: 'choice',
      label: t('customers.source'),
      choices: sources.map(({ id, name }) => ({ value: id, label: name })),
    },
    { id: 'since', kind: 'date', label: t('customers.since') },
  ]
}

function useListActions(): ListAction<CustomerSummary>[] {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const { say } = useUndo()
  if (!may('customers.merge')) return []
  const merge = (items: readonly CustomerSummary[]) => {
    const [one, two] = items
    if (one === undefined || two === undefined || items.length > 2) return say(t('customers.pickTwo'))
    void navigate({ to: '/customers/$customerId', params: { customerId: one.id }, search: { merge: two.id } })
  }
  return [{ id: 'merge', label: t('customers.merge'), icon: IconGitMerge, keys: 'm', run: merge }]
}

function NoCustomers() {
  const { t } = useWords()
  return (
    <Empty
      icon={IconUsers}
      title={t('customers.none')}
      action={<ButtonLink to="/control">{t('customers.toControl')}</ButtonLink>}
    >
      <p>{t('customers.noneText')}</p>
    </Empty>
  )
}
