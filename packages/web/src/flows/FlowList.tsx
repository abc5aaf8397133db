// All orchestrations with their state, their people and what waits for somebody, live.
import type { FlowStatus, FlowSummary, LiveFlow } from '@lotse/protocol'
import { IconArrowFork, IconPlus } from '@tabler/icons-react'
import { useRouter, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
import { useWorkspace } from '../live/use.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../owners/use-units.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { LiveMark } from '../parts/Connection.tsx'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { FlowStatusMark } from './FlowStatusMark.tsx'
import { flowStates } from './flow-states.ts'

const PAGE = 200
const LIVE_MS = 15_000
const idOf = ({ id }: FlowSummary): string => id

/** The screen. */
export function FlowList() {
  const { t, f } = useWords()
  const may = useMay()
  const search = useSearch({ from: '/shell/flows' })
  const status = flowStates.find((one) => one === search.status)
  const { find } = search
  const ownerId = ownerAsked(search.owner)
  const ownerFilter = useOwnerFilter()
  const ownerName = useOwnerName()
  const { history, connection } = useWorkspace()
  const live = new Map(history.now?.flows.map((flow) => [flow.id, flow]))
  const pages = usePages(
    ['flows', 'list', find, status, ownerId],
    (cursor, signal) => call('listFlows', { query: { find, status, ownerId, cursor, limit: PAGE } }, signal),
    LIVE_MS,
  )
  const router = useRouter()
  useCommands(
    may('flows.edit')
      ? [
          {
            id: 'make./flows/new',
            label: t('flow.list.create'),
            group: 'create',
            keys: 'n',
            icon: IconPlus,
            run: () => void router.navigate({ to: '/flows/new' }),
          },
        ]
      : [],
  )
  const create = may('flows.edit') ? <ButtonLink to="/flows/new">{t('flow.list.create')}</ButtonLink> : undefined
  return (
    <Page title={t('flow.title')} beside={<LiveMark connection={connection} />} actions={create} fill>
      <DataList
        name="flows"
        label={t('flow.title')}
        columns={columnsIn(t, f, { live, ownerName })}
        pages={pages}
        idOf={idOf}
        nameOf={({ name }) => name}
        linkOf={({ id }) => ({ to: '/flows/$flowId', params: { flowId: id } })}
        find={t('flow.list.find')}
        filters={[
          {
            id: 'status',
            kind: 'choice',
            label: t('flow.list.status'),
            choices: flowStates.map((value) => ({ value, label: t(`flow.status.${value}`) })),
          },
          ownerFilter,
        ]}
        empty={
          <Empty icon={IconArrowFork} title={t('flow.list.none')} action={create}>
            <p>{t('flow.list.noneText')}</p>
          </Empty>
        }
      />
    </Page>
  )
}

const countOf = (live: LiveFlow | undefined, what: 'active' | 'entered' | 'ended') =>
  live === undefined ? null : <LiveNumber value={live[what]} />

type Beside = {
  readonly live: ReadonlyMap<string, LiveFlow>
  readonly ownerName: ReturnType<typeof useOwnerName>
}

function columnsIn(t: Translate, f: Format, { live, ownerName }: Beside): ListColumn<FlowSummary>[] {
  const figure = (what: 'active' | 'entered' | 'ended'): ListColumn<FlowSummary> => ({
    id: what,
    label: t(`flow.list.${what}`),
    cell: ({ id }) => countOf(live.get(id), what),
    width: 100,
    grow: 0.4,
    align: 'end',
  })
  return [
    { id: 'name', label: t('flow.list.name'), cell: ({ name }) => name, width: 220, grow: 2 },
    {
      id: 'status',
      label: t('flow.list.status'),
      cell: ({ id, status }) => <FlowStatusMark status={(live.get(id)?.status ?? status) as FlowStatus} />,
      width: 140,
      grow: 0,
    },
    figure('active'),
    figure('entered'),
    figure('ended'),
    {
      id: 'troubles',
      label: t('flow.list.troubles'),
      cell: ({ troubles }) =>
        troubles === 0 ? (
          <span className="muted">{t('flow.list.fine')}</span>
        ) : (
          <StateMark tone="harm">
            {t('flow.list.troublesOf', { count: troubles, formatted: f.whole(troubles) })}
          </StateMark>
        ),
      width: 140,
    },
    { id: 'owner', label: t('owners.label'), cell: ({ ownerId }) => <bdi>{ownerName(ownerId)}</bdi>, width: 140 },
    {
      id: 'version',
      label: t('flow.list.version'),
      cell: ({ version }) => (version === 0 ? t('flow.list.never') : f.whole(version)),
      width: 120,
      grow: 0.5,
    },
    {
      id: 'updated',
      label: t('flow.list.updated'),
      cell: ({ updatedAt }) => <Since at={updatedAt} />,
      width: 130,
      grow: 0,
    },
  ]
}
