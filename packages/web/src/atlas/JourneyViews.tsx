// The content of a journey's page: the map with its panel, or one of the other views. Which one stands in the address.
import type { AtlasRecord } from '@lotse/protocol'
import { IconArrowsDiagonalMinimize2, IconInfoCircle, IconMaximize } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { layoutOf } from '../canvas/layout.ts'
import { MapEditor } from '../canvas/MapEditor.tsx'
import { Tool } from '../canvas/Toolbar.tsx'
import { BlueprintView, type ViewGiven } from '../canvas/views/BlueprintView.tsx'
import { CurveView } from '../canvas/views/CurveView.tsx'
import { Presentation } from '../canvas/views/Presentation.tsx'
import { TableView } from '../canvas/views/TableView.tsx'
import { useUnits } from '../owners/use-units.ts'
import { Select } from '../parts/Select.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { languageNames, languages } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { DetailsPanel, hasDetails } from './DetailsPanel.tsx'
import { editionsQuery, lookInLibrary } from './data.ts'
import { newId } from './ids.ts'
import { Measuring } from './Measuring.tsx'
import { Pulse } from './Pulse.tsx'
import { RemoveButton } from './RemoveButton.tsx'
import { StepItems } from './StepItems.tsx'
import type { journeyViews } from './states.ts'
import type { OpenSession } from './use-session.ts'

type Given = {
  readonly journey: string
  readonly title: string
  readonly view: (typeof journeyViews)[number]
  readonly language: string
  readonly mayEdit: boolean
  readonly open: OpenSession
  readonly records: ReadonlyMap<string, AtlasRecord>
}

/** The view that is asked for. */
export function JourneyViews(given: Given) {
  return given.view === 'map' ? <MapView {...given} /> : <Reading {...given} />
}

function Reading(given: Given) {
  const { t } = useWords()
  const { records, language, view, title } = given
  const layout = useMemo(() => layoutOf(records.values(), language), [records, language])
  const shown = { layout, records, language, title: t('map.title', { name: title }) }
  switch (view) {
    case 'table':
      return <TableView {...shown} />
    case 'curve':
      return <CurveView {...shown} />
    case 'blueprint':
      return <BlueprintView {...shown} />
    default:
      return <Show {...shown} title={title} />
  }
}

function useAddress() {
  const search = useSearch({ from: '/shell/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const change = useCallback(
    (more: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...more }), replace: true }),
    [navigate],
  )
  return { search, change }
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
  const toggle = () => change({ focus: focus ? undefined : 'on' })
  useCommands([{ id: 'map.focus', label: t(focus ? 'map.unfocus' : 'map.focus'), group: 'here', run: toggle }])
  return (
    <div className={focus ? css.focus : css.whole}>
      {isLive ? <Pulse journey={journey} beat={beat} /> : null}
      <MapEditor
        session={open.session}
        journey={journey}
        title={t('map.title', { name: title })}
        language={language}
        mayEdit={mayEdit}
        guests={open.guests}
        here={here}
        unitName={unitName}
        look={lookInLibrary}
        newId={newId}
        startAt={search.open}
        onSpot={open.onSpot}
        openDetails={(id) => change({ open: id })}
        tell={sayFailure}
        tools={
          <>
            <Tool
              label={t('map.aboutJourney')}
              icon={IconInfoCircle}
              act={() => change({ open: search.open === journey ? undefined : journey })}
              on={search.open === journey}
            />
            <ContentLanguage language={language} choose={(lang) => change({ lang })} />
            <Tool
              label={t(focus ? 'map.unfocus' : 'map.focus')}
              icon={focus ? IconArrowsDiagonalMinimize2 : IconMaximize}
              act={toggle}
              on={focus}
            />
          </>
        }
      />
      {hasDetails(details) ? (
        <Details
          {...{ journey, title, language, mayEdit, open, records }}
          record={details}
          close={() => {
            change({ open: undefined })
            document.querySelector<HTMLElement>('[role=grid]')?.focus()
          }}
        />
      ) : null}
    </div>
  )
}

type DetailsGiven = Omit<Given, 'view'> & { readonly record: AtlasRecord; readonly close: () => void }

function Details({ journey, title, language, mayEdit, open: { session }, records, record, close }: DetailsGiven) {
  const router = useRouter()
  const leave = () => void router.navigate({ to: '/journeys', replace: true })
  return (
    <DetailsPanel record={record} session={session} language={language} mayEdit={mayEdit} close={close}>
      {record.kind === 'step' ? <StepItems step={record.id} records={records} language={language} /> : null}
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

/** The language of what is written, whatever the console speaks. */
function ContentLanguage({ language, choose }: { language: string; choose: (language: string) => void }) {
  const { t } = useWords()
  const known = languages.map((one) => ({ value: one as string, label: languageNames[one] }))
  const choices = known.some(({ value }) => value === language)
    ? known
    : [...known, { value: language, label: language }]
  return (
    <Select
      label={t('map.language')}
      hidden
      value={language}
      choices={choices}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  )
}

function useUnitName(): (id: string) => string | undefined {
  const units = useUnits()
  return useCallback((id) => units.find((unit) => unit.id === id)?.name, [units])
}
