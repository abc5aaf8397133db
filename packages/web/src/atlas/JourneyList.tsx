// All journeys: whose they are, how large, as they are or as they shall be, and when somebody last touched them.
import type { ListedJourney } from '@lotse/protocol'
import { IconMapRoute, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { nameIn } from '../canvas/texts.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn, ListFilter } from '../list/shape.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../owners/use-units.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { AtlasTabs } from './AtlasTabs.tsx'
import { membersQuery } from './data.ts'
import { useNarrowing } from './narrowing.ts'
import { journeyStates } from './states.ts'
import { TableExport, type TableWish } from './TableExport.tsx'

const PAGE = 100
const LIVE_MS = 15_000
const STALE_DAYS = 90
const DAY_MS = 86_400_000
const idOf = ({ id }: ListedJourney): string => id

/** The screen. */
export function JourneyList() {
  const { t } = useWords()
  const ways = useWaysIn()
  return (
    <Page title={t('journeys.title')} actions={ways} fill>
      <AtlasTabs current="/journeys" />
      <Listed
        empty={
          <Empty icon={IconMapRoute} title={t('journeys.none')} action={ways}>
            <p>{t('journeys.noneText')}</p>
          </Empty>
        }
      />
    </Page>
  )
}

/** Making a journey and bringing one, for those who may. */
function useWaysIn(): ReactNode {
  const { t } = useWords()
  const router = useRouter()
  const may = useMay()('atlas.edit')
  const label = t('journeys.create')
  const run = () => void router.navigate({ to: '/journeys/new' })
  useCommands(may ? [{ id: 'make./journeys/new', label, group: 'create', keys: 'n', icon: IconPlus, run }] : [])
  if (!may) return undefined
  return (
    <>
      <ButtonLink to="/journeys/import">{t('imports.open')}</ButtonLink>
      <ButtonLink to="/journeys/new">{label}</ButtonLink>
    </>
  )
}

function Listed({ empty }: { empty: ReactNode }) {
  const { t, f } = useWords()
  const { asked, filters } = useAsked()
  const columns = columnsIn(t, f, { ownerName: useOwnerName(), memberName: useMemberName() })
  const pages = usePages(
    ['journeys', asked],
    (cursor, signal) => call('listJourneys', { query: { ...asked, cursor, limit: PAGE } }, signal),
    LIVE_MS,
  )
  const file = (wish: TableWish) =>
    pathOf('/api/v1/atlas/export', {}, { kind: 'journey', ...wish, ...asked, language: f.language })
  return (
    <DataList
      name="journeys"
      label={t('journeys.title')}
      columns={columns}
      pages={pages}
      idOf={idOf}
      nameOf={(journey) => nameIn(journey, f.language)}
      linkOf={({ id }) => ({ to: '/journeys/$journeyId', params: { journeyId: id } })}
      find={t('journeys.find')}
      filters={filters}
      exports={<TableExport href={file} />}
      empty={empty}
    />
  )
}

/** What the address asks for, and the filters that write it there. */
function useAsked() {
  const { t } = useWords()
  const { find, owner, state: said } = useSearch({ from: '/shell/journeys' })
  const { filters, uses } = useNarrowing('journey')
  const ownerFilter = useOwnerFilter()
  const state = journeyStates.find((one) => one === said)
  const stateFilter: ListFilter = {
    id: 'state',
    kind: 'choice',
    label: t('journeys.state'),
    choices: journeyStates.map((value) => ({ value, label: t(`journeys.states.${value}`) })),
  }
  return { asked: { find, state, ownerId: ownerAsked(owner), uses }, filters: [stateFilter, ownerFilter, ...filters] }
}

/** What a member of an id is called. */
function useMemberName(): (id: unknown) => string | undefined {
  const members = useQuery(membersQuery).data
  return (id) => members?.find((member) => member.id === id)?.name
}

type Names = {
  readonly ownerName: ReturnType<typeof useOwnerName>
  readonly memberName: ReturnType<typeof useMemberName>
}

function columnsIn(t: Translate, f: Format, { ownerName, memberName }: Names): ListColumn<ListedJourney>[] {
  const figure = (id: 'phases' | 'steps'): ListColumn<ListedJourney> => ({
    id,
    label: t(`journeys.${id}`),
    cell: (journey) => f.whole(journey[id]),
    width: 90,
    grow: 0,
    align: 'end',
  })
  return [
    {
      id: 'name',
      label: t('journeys.name'),
      cell: (journey) => nameIn(journey, f.language) || t('journeys.unnamed'),
      width: 240,
      grow: 2,
    },
    {
      id: 'state',
      label: t('journeys.state'),
      cell: ({ fields }) => <JourneyState state={fields['state']} />,
      width: 110,
      grow: 0,
    },
    figure('phases'),
    figure('steps'),
    { id: 'owner', label: t('owners.label'), cell: ({ ownerId }) => <bdi>{ownerName(ownerId)}</bdi>, width: 160 },
    {
      id: 'responsible',
      label: t('journeys.responsible'),
      cell: ({ fields }) => <bdi>{memberName(fields['responsible'])}</bdi>,
      width: 150,
    },
    {
      id: 'touched',
      label: t('journeys.touched'),
      cell: ({ touchedAt }) => <Touched at={touchedAt} />,
      width: 200,
      grow: 0.6,
    },
  ]
}

function JourneyState({ state }: { state: unknown }) {
  const { t } = useWords()
  const known = journeyStates.find((one) => one === state)
  return known === undefined ? null : (
    <StateMark tone={known === 'toBe' ? 'info' : 'plain'}>{t(`journeys.states.${known}`)}</StateMark>
  )
}

/** Since when nobody touched it; said aloud after a quarter of a year. */
function Touched({ at }: { at: string }) {
  const { t } = useWords()
  const stale = Date.now() - Date.parse(at) > STALE_DAYS * DAY_MS
  return (
    <>
      <Since at={at} />
      {stale ? (
        <>
          {' '}
          <StateMark tone="attention">{t('journeys.stale')}</StateMark>
        </>
      ) : null}
    </>
  )
}
