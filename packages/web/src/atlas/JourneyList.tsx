// All journeys: whose they are, how large, as they are or as they shall be, and when somebody last touched them.
import type { ListedJourney } from '@lotse/protocol'
import { IconMapRoute, IconPlus } from '@tabler/icons-react'
import { useRouter, useSearch } from '@tanstack/react-router'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { nameIn } from '../canvas/texts.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
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
import { journeyStates } from './states.ts'

const PAGE = 100
const LIVE_MS = 15_000
const STALE_DAYS = 90
const DAY_MS = 86_400_000
const idOf = ({ id }: ListedJourney): string => id

/** The screen. */
export function JourneyList() {
  const { t, f } = useWords()
  const may = useMay()
  const { find, owner, state: asked } = useSearch({ from: '/shell/journeys' })
  const state = journeyStates.find((one) => one === asked)
  const ownerId = ownerAsked(owner)
  const ownerFilter = useOwnerFilter()
  const ownerName = useOwnerName()
  const router = useRouter()
  const pages = usePages(
    ['journeys', find, state, ownerId],
    (cursor, signal) => call('listJourneys', { query: { find, state, ownerId, cursor, limit: PAGE } }, signal),
    LIVE_MS,
  )
  const mayMake = may('atlas.edit')
  useCommands(
    mayMake
      ? [
          {
            id: 'make./journeys/new',
            label: t('journeys.create'),
            group: 'create',
            keys: 'n',
            icon: IconPlus,
            run: () => void router.navigate({ to: '/journeys/new' }),
          },
        ]
      : [],
  )
  const create = mayMake ? <ButtonLink to="/journeys/new">{t('journeys.create')}</ButtonLink> : undefined
  const bring = mayMake ? <ButtonLink to="/journeys/import">{t('imports.open')}</ButtonLink> : undefined
  return (
    <Page
      title={t('journeys.title')}
      actions={
        <>
          {bring}
          {create}
        </>
      }
      fill
    >
      <AtlasTabs current="/journeys" />
      <DataList
        name="journeys"
        label={t('journeys.title')}
        columns={columnsIn(t, f, ownerName)}
        pages={pages}
        idOf={idOf}
        nameOf={(journey) => nameIn(journey, f.language)}
        linkOf={({ id }) => ({ to: '/journeys/$journeyId', params: { journeyId: id } })}
        find={t('journeys.find')}
        filters={[
          {
            id: 'state',
            kind: 'choice',
            label: t('journeys.state'),
            choices: journeyStates.map((value) => ({ value, label: t(`journeys.states.${value}`) })),
          },
          ownerFilter,
        ]}
        exportHref={pathOf(
          '/api/v1/atlas/export',
          {},
          { kind: 'journey', format: 'xlsx', find, state, ownerId, language: f.language },
        )}
        empty={
          <Empty
            icon={IconMapRoute}
            title={t('journeys.none')}
            action={
              <>
                {create}
                {bring}
              </>
            }
          >
            <p>{t('journeys.noneText')}</p>
          </Empty>
        }
      />
    </Page>
  )
}

function columnsIn(t: Translate, f: Format, ownerName: ReturnType<typeof useOwnerName>): ListColumn<ListedJourney>[] {
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
