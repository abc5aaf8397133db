// One orchestration: its steps with the people at each, the people themselves, its versions and what changed, and its document.
import type { Flow } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { call } from '../api.ts'
import { flowQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { useWorkspace } from '../live/use.ts'
import { Owner } from '../owners/Owner.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Answer, Loading } from '../parts/states.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'
import { FlowLife } from './FlowLife.tsx'
import { FlowOverview } from './FlowOverview.tsx'
import { FlowPeople } from './FlowPeople.tsx'
import { FlowStatusMark } from './FlowStatusMark.tsx'
import { FlowVersions } from './FlowVersions.tsx'

const FlowEditor = lazy(() => import('./FlowEditor.tsx').then((module) => ({ default: module.FlowEditor })))

const tabs = ['overview', 'people', 'versions', 'document'] as const
type Tab = (typeof tabs)[number]

/** The screen. */
export function FlowPage() {
  const { t } = useWords()
  const { flowId } = useParams({ from: '/shell/flows/$flowId' })
  const search = useSearch({ from: '/shell/flows/$flowId' })
  const tab = tabs.find((one) => one === search.tab) ?? 'overview'
  const { history, connection } = useWorkspace()
  const live = history.now?.flows.find(({ id }) => id === flowId)
  const query = useQuery(flowQuery(flowId, live?.version))
  const status = live?.status ?? query.data?.status
  return (
    <Page
      title={query.data?.name ?? flowId}
      trail={
        <Link to="/flows" className={pageCss.trail}>
          {t('flow.title')}
        </Link>
      }
      beside={
        <>
          {status === undefined ? null : <FlowStatusMark status={status} />}
          {query.data === undefined ? null : <FlowOwner flow={query.data} />}
          <LiveMark connection={connection} />
        </>
      }
      actions={
        query.data === undefined ? undefined : <FlowLife flow={query.data} status={status ?? query.data.status} />
      }
      fill={tab === 'people'}
    >
      <LiveNotice connection={connection} />
      <FlowTabs flowId={flowId} current={tab} />
      <Answer query={query}>{(flow) => <Content flow={flow} tab={tab} live={live} />}</Answer>
    </Page>
  )
}

function FlowOwner({ flow: { id, name, ownerId } }: { flow: Flow }) {
  const client = useQueryClient()
  const give = async (to: string | null) => {
    await call('setFlowOwner', { params: { id }, body: { ownerId: to } })
    await Promise.all(['flow', 'flows', 'units'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  return <Owner name={name} ownerId={ownerId} edit="flows.edit" give={give} />
}

function FlowTabs({ flowId, current }: { flowId: string; current: Tab }) {
  const { t } = useWords()
  return (
    <Tabs
      label={t('flow.tab.label')}
      tabs={tabs.map((tab) => ({
        link: { to: '/flows/$flowId', params: { flowId }, search: tab === 'overview' ? {} : { tab } },
        label: t(`flow.tab.${tab}`),
        current: tab === current,
      }))}
    />
  )
}

function Content({ flow, tab, live }: { flow: Flow; tab: Tab } & Pick<Parameters<typeof FlowOverview>[0], 'live'>) {
  const { t } = useWords()
  const may = useMay()
  switch (tab) {
    case 'people':
      return may('customers.read') ? (
        <FlowPeople flow={flow} />
      ) : (
        <Notice kind="plain">{t('flow.people.hidden')}</Notice>
      )
    case 'versions':
      return <FlowVersions flow={flow} />
    case 'document':
      return (
        <Suspense fallback={<Loading />}>
          <FlowEditor key={flow.id} flow={flow} />
        </Suspense>
      )
    default:
      return <FlowOverview flow={flow} live={live} />
  }
}
