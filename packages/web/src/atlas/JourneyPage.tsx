// One journey: its map to work in, together with whoever else has it open, and other views of the same records.
import type { AtlasRecord, ShownRecord } from '@lotse/protocol'
import { useMediaQuery } from '@mantine/hooks'
import { IconPresentation } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { nameIn } from '../canvas/texts.ts'
import { useOwner } from '../owners/Owner.tsx'
import { useOwnerName } from '../owners/use-units.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Failure, Loading } from '../parts/states.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { languageOf } from './content-language.ts'
import { journeyQuery } from './data.ts'
import { JourneyExport } from './ExportMenu.tsx'
import { FoldedHead } from './FoldedHead.tsx'
import { InCharge } from './InCharge.tsx'
import { JourneyViews } from './JourneyViews.tsx'
import { ShareButton } from './sharing/ShareButton.tsx'
import { journeyStates, journeyViews } from './states.ts'
import { type OpenSession, useSession } from './use-session.ts'

/** Below this width the head would take the room of the map. */
const NARROW = '(max-width: 820px)'

/** The screen. */
export function JourneyPage() {
  const { journeyId } = useParams({ from: '/shell/journeys/$journeyId' })
  const { t } = useWords()
  const query = useQuery(journeyQuery(journeyId))
  if (query.data !== undefined) return <OpenJourney key={journeyId} journey={journeyId} opened={query.data} />
  return (
    <Page title={t('journeys.title')} trail={<Trail />}>
      {query.isError ? <Failure failure={query.error} retry={() => void query.refetch()} /> : <Loading />}
    </Page>
  )
}

function Trail() {
  const { t } = useWords()
  return (
    <Link to="/journeys" className={pageCss.trail}>
      {t('journeys.title')}
    </Link>
  )
}

type Opened = { readonly seq: number; readonly records: readonly ShownRecord[] }

function OpenJourney({ journey, opened }: { journey: string; opened: Opened }) {
  const { t, f } = useWords()
  const may = useMay()
  const search = useSearch({ from: '/shell/journeys/$journeyId' })
  const { sayFailure } = useUndo()
  const open = useSession(journey, opened, sayFailure)
  const { records } = useSyncExternalStore(open.session.watch, open.session.now)
  const record = records.get(journey)
  const language = search.lang ?? languageOf(record, f.language)
  const title = nameIn(record, language) || t('journeys.unnamed')
  const view = journeyViews.find((one) => one === search.view) ?? 'map'
  const standing = opened.records.find(({ id }) => id === journey)
  const [ownerId, setOwnerId] = useState(standing?.ownerId ?? null)
  const owner = useOwnerName()(ownerId)
  const handing = useJourneyOwner({ journey, title, ownerId, setOwnerId })
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const beside = (
    <Beside
      record={record}
      open={open}
      owner={
        <>
          {handing.button}
          <InCharge
            journey={journey}
            responsible={record?.fields['responsible']}
            mayEdit={may('atlas.edit', { ownerId })}
          />
        </>
      }
    />
  )
  const tools = <ViewTools {...{ journey, title, ownerId, language }} />
  const tabs = <ViewTabs {...{ journey, view }} />
  return (
    <Page
      title={title}
      trail={<Trail />}
      beside={narrow ? undefined : beside}
      actions={<FoldedHead {...{ narrow, tabs, beside, tools }} />}
      fill
    >
      <LiveNotice connection={open.connection} />
      <JourneyViews
        journey={journey}
        title={title}
        view={view}
        language={language}
        mayEdit={may('atlas.edit', { ownerId })}
        open={open}
        records={records}
        owner={owner}
      />
      {handing.dialog}
    </Page>
  )
}

type BesideGiven = {
  readonly record: AtlasRecord | undefined
  readonly open: OpenSession
  readonly owner: ReactNode
}

function Beside({ record, open: { connection, guests }, owner }: BesideGiven) {
  const { t } = useWords()
  const state = journeyStates.find((one) => one === record?.fields['state'])
  return (
    <>
      {state === undefined ? null : <StateMark tone="plain">{t(`journeys.states.${state}`)}</StateMark>}
      {owner}
      <LiveMark connection={connection} />
      {guests.length === 0 ? null : (
        <ul className={css.guests} aria-label={t('map.guests')}>
          {guests.map(({ id, name, of }) => (
            <li key={id} title={name}>
              <Avatar name={name} of={of} size={24} />
              <span className="visually-hidden">{name}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type OwnerGiven = {
  readonly journey: string
  readonly title: string
  readonly ownerId: string | null
  readonly setOwnerId: (ownerId: string | null) => void
}

/** Whose it is. The button moves with the room there is; the dialog does not, so that a phone that is turned loses no choice. */
function useJourneyOwner({ journey, title, ownerId, setOwnerId }: OwnerGiven) {
  const client = useQueryClient()
  const give = useCallback(
    async (to: string | null) => {
      await call('setRecordOwner', { params: { id: journey }, body: { ownerId: to } })
      setOwnerId(to)
      await client.invalidateQueries({ queryKey: ['journeys'] })
    },
    [client, journey, setOwnerId],
  )
  return useOwner({ name: title, ownerId, edit: 'atlas.edit', give })
}

type ViewsGiven = {
  readonly journey: string
  readonly title: string
  readonly ownerId: string | null
  readonly view: (typeof journeyViews)[number]
  readonly language: string
}

const linkTo = (journey: string, view: ViewsGiven['view']) => ({
  to: '/journeys/$journeyId' as const,
  params: { journeyId: journey },
  search: view === 'map' ? {} : { view },
})

function ViewTabs({ journey, view }: Pick<ViewsGiven, 'journey' | 'view'>) {
  const { t } = useWords()
  const shown = journeyViews.filter((one) => one !== 'show')
  return (
    <Tabs
      label={t('map.views')}
      tabs={shown.map((one) => ({ link: linkTo(journey, one), label: t(`map.view.${one}`), current: one === view }))}
    />
  )
}

function ViewTools({ journey, title, ownerId, language }: Omit<ViewsGiven, 'view'>) {
  const { t } = useWords()
  const navigate = useNavigate()
  return (
    <>
      <JourneyExport journey={journey} content={language} />
      <ShareButton journey={journey} title={title} ownerId={ownerId} />
      <Button onClick={() => void navigate(linkTo(journey, 'show'))}>
        <IconPresentation size={16} stroke={1.7} aria-hidden />
        {t('map.view.show')}
      </Button>
    </>
  )
}
