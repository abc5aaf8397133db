// One journey: its map to work in, together with whoever else has it open.
import { textsOf } from '@lotse/core/atlas'
import type { AtlasRecord, ShownRecord } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useSyncExternalStore } from 'react'
import { useMay } from '../app/member.ts'
import { MapEditor } from '../canvas/MapEditor.tsx'
import { nameIn } from '../canvas/texts.ts'
import { useUnits } from '../owners/use-units.ts'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Failure, Loading } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { journeyQuery, lookInLibrary } from './data.ts'
import { newId } from './ids.ts'
import { journeyStates } from './states.ts'
import { useSession } from './use-session.ts'

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
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const { sayFailure } = useUndo()
  const { session, connection } = useSession(journey, opened, sayFailure)
  const { records } = useSyncExternalStore(session.watch, session.now)
  const language = search.lang ?? languageOf(records.get(journey), f.language)
  const unitName = useUnitName()
  const record = records.get(journey)
  const title = nameIn(record, language) || t('journeys.unnamed')
  const owner = opened.records.find(({ id }) => id === journey)?.ownerId ?? null
  const state = journeyStates.find((one) => one === record?.fields['state'])
  const openStep = useCallback(
    (step: string) => void navigate({ search: (before) => ({ ...before, step }), replace: true }),
    [navigate],
  )
  return (
    <Page
      title={title}
      trail={<Trail />}
      beside={
        <>
          {state === undefined ? null : <StateMark tone="plain">{t(`journeys.states.${state}`)}</StateMark>}
          <LiveMark connection={connection} />
        </>
      }
      fill
    >
      <LiveNotice connection={connection} />
      <MapEditor
        session={session}
        journey={journey}
        title={t('map.title', { name: title })}
        language={language}
        mayEdit={may('atlas.edit', { ownerId: owner })}
        guests={NOBODY}
        unitName={unitName}
        look={lookInLibrary}
        newId={newId}
        onSpot={() => {}}
        openStep={openStep}
        tell={sayFailure}
      />
    </Page>
  )
}

/** The language in which a journey is written: the reader's where its name has it, else its own. */
function languageOf(record: AtlasRecord | undefined, readers: string): string {
  const texts = textsOf(record?.fields['name'])
  return texts[readers] === undefined ? (Object.keys(texts)[0] ?? readers) : readers
}

const NOBODY = [] as const

function useUnitName(): (id: string) => string | undefined {
  const units = useUnits()
  return useCallback((id) => units.find((unit) => unit.id === id)?.name, [units])
}
