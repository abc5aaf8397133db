// All insights in one list: found, narrowed, grouped, put in order, rated, handed on. The server counts; what may be changed is decided there.
import type { WorkedInsight } from '@lotse/protocol'
import { IconBulb } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { membersQuery } from '../../atlas/data.ts'
import { DataList } from '../../list/DataList.tsx'
import type { ListGroups } from '../../list/shape.ts'
import { useListState } from '../../list/use-list-state.ts'
import { useOwnerName } from '../../owners/use-units.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Empty } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { foldedAsked, groupAsked, orderAsked } from '../asked.ts'
import { scalesQuery, useFreshInsights, useInsightPages } from '../data.ts'
import { InsightTabs } from '../InsightTabs.tsx'
import { insightName } from '../names.ts'
import { useAsked } from '../use-asked.ts'
import { useWork } from '../work/use-work.ts'
import { BulkDialog } from './BulkDialog.tsx'
import { type Bulk, useBulk } from './bulk.ts'
import { columnsIn } from './columns.tsx'
import { GroupTools } from './GroupTools.tsx'
import { useGroupLabel } from './group-label.ts'

const idOf = ({ id }: WorkedInsight): string => id

/** The screen. */
export function InsightMonitor() {
  const { t, f } = useWords()
  useFreshInsights()
  const { filters, asked, state } = useAsked()
  const { groups, groupBy, keys, query } = useGrouping()
  const pages = useInsightPages({ ...asked, ...orderAsked(state['sort']), ...query, language: languageOf(f.language) })
  const may = useMay()
  const ownerName = useOwnerName()
  const members = useQuery(membersQuery).data ?? []
  const scales = useQuery(scalesQuery).data?.scales
  const { change } = useWork()
  const [bulk, setBulk] = useState<Bulk | null>(null)
  const counts = pages.data?.groups ?? []
  const label = t('insightMonitor.title')
  return (
    <Page title={label} fill>
      <InsightTabs current="/insights" />
      <DataList
        name="insights"
        label={label}
        lines={2}
        opens="double"
        columns={columnsIn({ t, f, ownerName, members, scales, may, change })}
        pages={{ ...pages, data: pages.data?.items }}
        idOf={idOf}
        nameOf={(insight) => insightName(insight, f.language, t('library.unnamed'))}
        linkOf={({ id }) => ({ to: '/insights/$insightId', params: { insightId: id } })}
        find={t('insightMonitor.find')}
        filters={filters}
        sort="rank"
        actions={useBulk(setBulk)}
        {...(groupBy === undefined ? {} : { groups: groups(counts) })}
        tools={<GroupTools groupBy={groupBy} keys={counts.map(({ key }) => key ?? 'none')} folded={keys} />}
        note={pages.data === undefined ? null : <Total count={pages.data.total} />}
        empty={<NoInsights />}
      />
      {bulk === null ? null : <BulkDialog bulk={bulk} close={() => setBulk(null)} change={change} />}
    </Page>
  )
}

const languageOf = (language: string): 'de' | 'en' => (language === 'de' ? 'de' : 'en')

/** By what the address groups, and which groups are folded. */
function useGrouping() {
  const { state, change } = useListState()
  const labelOf = useGroupLabel()
  const groupBy = groupAsked(state['group'])
  const keys = foldedAsked(state['folded'])
  const fold = (id: string) => {
    const next = keys.includes(id) ? keys.filter((key) => key !== id) : [...keys, id]
    change({ folded: next.length === 0 ? undefined : next.join(',') }, true)
  }
  const groups = (
    counts: readonly { readonly key: string | null; readonly count: number }[],
  ): ListGroups<WorkedInsight> => ({
    heads: counts.map(({ key, count }) => {
      const id = key ?? 'none'
      return { id, label: groupBy === undefined ? id : labelOf(groupBy, key), count, folded: keys.includes(id) }
    }),
    of: (insight) => (groupBy === undefined ? '' : keyIn(insight)[groupBy]),
    fold,
  })
  const query = groupBy === undefined ? {} : { groupBy, ...(keys.length === 0 ? {} : { folded: keys.join(',') }) }
  return { groups, groupBy, keys, query }
}

/** To which group an insight belongs, as the server says it. */
function keyIn({ work, fields }: WorkedInsight) {
  const { sort } = fields
  return {
    status: work.status,
    priority: work.priority ?? 'none',
    department: work.department.id ?? 'none',
    addressee: work.addresseeId ?? 'none',
    sort: typeof sort === 'string' ? sort : 'none',
    evidence: work.known.level,
  } as const
}

function Total({ count }: { count: number }) {
  const { t, f } = useWords()
  return <span role="status">{t('insights.count', { count, formatted: f.whole(count) })}</span>
}

function NoInsights() {
  const { t } = useWords()
  return (
    <Empty
      icon={IconBulb}
      title={t('insightMonitor.none')}
      action={
        <ButtonLink to="/journeys/kinds/$kind" params={{ kind: 'insight' }}>
          {t('insightMonitor.toWrite')}
        </ButtonLink>
      }
    >
      <p>{t('insightMonitor.noneText')}</p>
    </Empty>
  )
}
