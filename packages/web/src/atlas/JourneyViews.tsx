// The content of a journey's page: the map with its panel, or one of the other views. Which one stands in the address.
import type { UnitName } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { layoutOf } from '../canvas/layout.ts'
import { MapEditor } from '../canvas/MapEditor.tsx'
import type { Spot } from '../canvas/spots.ts'
import { BlueprintView, type ViewGiven } from '../canvas/views/BlueprintView.tsx'
import { Presentation } from '../canvas/views/Presentation.tsx'
import { TableView } from '../canvas/views/TableView.tsx'
import { useUnits } from '../owners/use-units.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Loading } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { FiguresView } from '../reality/FiguresView.tsx'
import { MeasuredCurve } from '../reality/MeasuredCurve.tsx'
import { useOverlay } from '../reality/use-overlay.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { DetailsPanel, hasDetails } from './DetailsPanel.tsx'
import { editionsQuery, hereQuery, lookInLibrary } from './data.ts'
import { newId } from './ids.ts'
import { concerned } from './insights/concerned.ts'
import { journeyInsightsQuery } from './insights/data.ts'
import { InsightsSection } from './insights/InsightsHere.tsx'
import { VersionsView } from './kept/VersionsView.tsx'
import { MapTools } from './MapTools.tsx'
import { Measuring } from './Measuring.tsx'
import { Pulse } from './Pulse.tsx'
import { PictureFrame } from './pictures/PictureFrame.tsx'
import { RemoveButton } from './RemoveButton.tsx'
import { StepItems } from './StepItems.tsx'
import type { journeyViews } from './states.ts'
import { MemberTalk } from './talk/MemberTalk.tsx'
import { spotWire } from './talk/spot-wire.ts'
import { TermsFrame } from './terms/TermsFrame.tsx'
import { standingAt, TermsHere } from './terms/TermsHere.tsx'
import { useAddress } from './use-address.ts'
import { useChannels } from './use-channels.ts'
import type { OpenSession } from './use-session.ts'

const GraphPage = lazy(() => import('./graph/GraphPage.tsx').then((file) => ({ default: file.GraphPage })))
const InsightsView = lazy(() => import('./insights/InsightsView.tsx').then((file) => ({ default: file.InsightsView })))
const CanvasView = lazy(() => import('../canvas/sheet/CanvasView.tsx').then((file) => ({ default: file.CanvasView })))

type Given = {
  readonly journey: string
  readonly title: string
  readonly view: (typeof journeyViews)[number]
  readonly language: string
  readonly mayEdit: boolean
  readonly open: OpenSession
  readonly records: ReadonlyMap<string, AtlasRecord>
  /** What the unit that answers for the journey is called; null: none does. */
  readonly owner: string | null
}

/** The view that is asked for. */
export function JourneyViews(given: Given) {
  const { journey, language, mayEdit, open } = given
  return (
    <PictureFrame {...{ journey, language, mayEdit }} session={open.session}>
      <TermsFrame>
        <View {...given} />
      </TermsFrame>
    </PictureFrame>
  )
}

function View(given: Given) {
  if (given.view === 'map') return <MapView {...given} />
  return (
    <Suspense fallback={<Loading />}>
      {given.view === 'graph' ? <GraphPage {...given} /> : <Reading {...given} />}
    </Suspense>
  )
}

function Reading(given: Given) {
  const { t } = useWords()
  const { records, language, view, title } = given
  const unitName = useUnitName()
  const layout = useMemo(() => layoutOf(records.values(), language, { unitName }), [records, language, unitName])
  const here = useHere(given.journey)
  const shown = { layout, records, language, title: t('map.title', { name: title }), unitName, here }
  switch (view) {
    case 'table':
      return <TableView {...shown} />
    case 'curve':
      return <MeasuredCurve {...shown} journey={given.journey} />
    case 'figures':
      return <FiguresView journey={given.journey} language={language} records={records} />
    case 'insights':
      return <InsightsView journey={given.journey} language={language} />
    case 'versions':
      return <VersionsView {...given} session={given.open.session} />
    case 'blueprint':
      return <BlueprintView {...shown} />
    case 'canvas':
      return <OnePage {...given} layout={layout} unitName={unitName} />
    default:
      return <Show {...shown} title={title} />
  }
}

/** Customers at the steps of a journey now; nothing where none of them is measured. */
function useHere(journey: string): ReadonlyMap<string, number> {
  const counts = useQuery(hereQuery).data
  return useMemo(
    () => new Map((counts ?? []).flatMap((one) => (one.journey === journey ? [[one.step, one.here]] : []))),
    [counts, journey],
  )
}

function OnePage({ layout, unitName, ...given }: Given & Pick<ViewGiven, 'layout'> & { readonly unitName: UnitName }) {
  const { journey, title, records, language, owner, open } = given
  useChannels(open.session)
  const insights = useQuery(journeyInsightsQuery(journey)).data
  const concerning = useMemo(() => insights?.map(concerned), [insights])
  return (
    <CanvasView
      {...{ layout, records, language, unitName, owner, concerning }}
      name={title}
      journey={records.get(journey)}
    />
  )
}

function Show(shown: ViewGiven) {
  const { search, change } = useAddress()
  return (
    <Presentation
      {...shown}
      at={Math.max(0, Number(search.phase ?? '1') - 1 || 0)}
      go={(at) => change({ phase: String(at + 1) })}
      end={() => change({ view: undefined, phase: undefined })}
    />
  )
}

function MapView({ journey, title, language, mayEdit, open, records }: Given) {
  const { t } = useWords()
  const { search, change } = useAddress()
  const { sayFailure } = useUndo()
  const unitName = useUnitName()
  const focus = search.focus === 'on'
  const details = records.get(search.open ?? '')
  const [here, beat] = useState<ReadonlyMap<string, number>>(NOBODY)
  const isLive = useIsLive(journey, records)
  const overlay = useOverlay({ journey, language, records, here, search, change })
  const [wire] = useState(spotWire)
  const { onSpot } = open
  const tellSpot = useCallback(
    (spot: Spot) => {
      wire.tell(spot)
      onSpot(spot)
    },
    [wire, onSpot],
  )
  return (
    <div className={focus ? css.focus : css.whole}>
      {isLive || overlay.live ? <Pulse journey={journey} beat={beat} /> : null}
      <MemberTalk {...{ journey, records, language, wire }}>
        <MapEditor
          session={open.session}
          journey={journey}
          title={t('map.title', { name: title })}
          language={language}
          mayEdit={mayEdit}
          guests={open.guests}
          here={here}
          over={overlay.over}
          unitName={unitName}
          look={lookInLibrary}
          newId={newId}
          startAt={search.open}
          onSpot={tellSpot}
          openDetails={(id) => change({ open: id, talk: undefined })}
          tell={sayFailure}
          tools={
            <MapTools journey={journey} language={language}>
              {overlay.tools}
            </MapTools>
          }
        />
      </MemberTalk>
      {hasDetails(details) ? (
        <Details
          {...{ journey, title, language, mayEdit, open, records }}
          record={details}
          close={() => {
            change({ open: undefined })
            document.querySelector<HTMLElement>('[role=grid]')?.focus()
          }}
        />
      ) : (
        overlay.panel
      )}
    </div>
  )
}

type DetailsGiven = Omit<Given, 'view' | 'owner'> & { readonly record: AtlasRecord; readonly close: () => void }

function Details({ journey, title, language, mayEdit, open: { session }, records, record, close }: DetailsGiven) {
  const { t } = useWords()
  const router = useRouter()
  const leave = () => void router.navigate({ to: '/journeys', replace: true })
  return (
    <DetailsPanel record={record} session={session} language={language} mayEdit={mayEdit} close={close}>
      {record.kind === 'step' ? <StepItems step={record.id} records={records} language={language} /> : null}
      {record.kind === 'step' ? (
        <div className={css.away}>
          <ButtonLink to="/journeys/$journeyId/steps/$stepId" params={{ journeyId: journey, stepId: record.id }}>
            {t('stepPage.open')}
          </ButtonLink>
        </div>
      ) : null}
      {record.kind === 'lane' ? null : <InsightsSection about={record} language={language} />}
      <TermsHere of={record.kind === 'step' ? standingAt(record, records) : [record]} language={language} />
      {record.id === journey ? (
        <Measuring journey={journey} mayEdit={mayEdit} kept={session.now().waiting === 0} />
      ) : null}
      {record.id === journey && mayEdit ? (
        <div className={css.away}>
          <RemoveButton id={journey} name={title} leave={leave} />
        </div>
      ) : null}
    </DetailsPanel>
  )
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/** Whether the map has a lane that shows who is there now, and the journey is measured. */
function useIsLive(journey: string, records: ReadonlyMap<string, AtlasRecord>): boolean {
  const asks = [...records.values()].some(
    ({ kind, fields, removed }) => kind === 'lane' && !removed && fields['type'] === 'live',
  )
  const editions = useQuery({ ...editionsQuery(journey), enabled: asks }).data
  return asks && editions?.some(({ measured }) => measured) === true
}

function useUnitName(): (id: string) => string | undefined {
  const units = useUnits()
  return useCallback((id) => units.find((unit) => unit.id === id)?.name, [units])
}
