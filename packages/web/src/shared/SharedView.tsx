// A journey as a guest sees it: map, table, feelings, graph, one page, what is in it; and the talk where the link opens it. Nothing here can be changed but by commenting.
import type { AtlasRecord, SharedJourney } from '@lotse/protocol'
import { IconExternalLink } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { languageOf } from '../atlas/content-language.ts'
import { layoutOf } from '../canvas/layout.ts'
import { type Pictures, PicturesContext } from '../canvas/pictures.ts'
import { nameIn } from '../canvas/texts.ts'
import { BlueprintView } from '../canvas/views/BlueprintView.tsx'
import { CurveView } from '../canvas/views/CurveView.tsx'
import { TableView } from '../canvas/views/TableView.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Select } from '../parts/Select.tsx'
import { Loading } from '../parts/states.tsx'
import { Mark } from '../shell/Mark.tsx'
import { languageNames, languages, speak } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import type { Coming } from './coming.ts'
import { SharedLibrary } from './SharedLibrary.tsx'
import { SharedMap } from './SharedMap.tsx'
import { SharedTalk } from './SharedTalk.tsx'
import css from './shared.module.css'
import { useSharedAddress } from './use-shared-address.ts'

const SharedGraph = lazy(() => import('./SharedGraph.tsx').then((file) => ({ default: file.SharedGraph })))
const SharedCanvas = lazy(() => import('./SharedCanvas.tsx').then((file) => ({ default: file.SharedCanvas })))

/** The views, as they stand in the address. */
const VIEWS = ['map', 'table', 'curve', 'blueprint', 'graph', 'canvas', 'library'] as const
type View = (typeof VIEWS)[number]

type Given = {
  readonly coming: Coming
  readonly shared: SharedJourney
  readonly keep: (shared: SharedJourney) => void
}

/** The page. */
export function SharedView({ coming, shared, keep }: Given) {
  const { t, f } = useWords()
  const { search, change } = useSharedAddress()
  const records = useMemo(() => recordsOf(shared.records), [shared.records])
  const journey = records.get(shared.journey)
  const language = search.lang ?? languageOf(journey, f.language)
  const title = nameIn(journey, language) || t('journeys.unnamed')
  const view = VIEWS.find((one) => one === search.view) ?? 'map'
  useEffect(() => {
    document.title = t('shell.title', { page: title })
  }, [t, title])
  const pictures = useMemo((): Pictures => ({ address: (id) => shared.pictures[id] }), [shared.pictures])
  return (
    <div className={css.page}>
      <Head {...{ coming, title, shared, view }} choose={(next) => change({ view: next })} />
      <main className={css.content}>
        <PicturesContext value={pictures}>
          <Suspense fallback={<Loading />}>
            <Shown {...{ coming, shared, keep, view, records, language, title }} />
          </Suspense>
        </PicturesContext>
      </main>
    </div>
  )
}

function recordsOf(records: SharedJourney['records']): ReadonlyMap<string, AtlasRecord> {
  return new Map(records.map((record) => [record.id, { ...record, removed: false }]))
}

type HeadGiven = {
  readonly coming: Coming
  readonly title: string
  readonly shared: SharedJourney
  readonly view: View
  readonly choose: (view: View | undefined) => void
}

function Head({ coming, title, shared: { expiresAt }, view, choose }: HeadGiven) {
  const { t, f } = useWords()
  const { i18n } = useTranslation('words')
  return (
    <header className={css.head}>
      <Mark size={22} />
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {expiresAt === null ? null : (
        <span className="quiet">{t('shared.until', { date: f.date(Date.parse(expiresAt)) })}</span>
      )}
      <div className={css.side}>
        <Choices
          label={t('shared.views')}
          choices={VIEWS.map((value) => ({
            value,
            label: value === 'library' ? t('shared.library') : t(`map.view.${value}`),
          }))}
          chosen={view}
          choose={(next) => choose(next === 'map' ? undefined : next)}
        />
        <Select
          label={t('shell.member.language')}
          hidden
          value={i18n.language}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChange={({ currentTarget }) => {
            const language = languages.find((one) => one === currentTarget.value)
            if (language !== undefined) void speak(i18n, language)
          }}
        />
        {coming.frame === undefined ? null : (
          <a className={css.out} href={`/shared#${coming.secret}`} target="_blank" rel="noopener noreferrer">
            <IconExternalLink size={16} stroke={1.7} aria-hidden />
            {t('shared.own')}
          </a>
        )}
      </div>
    </header>
  )
}

type ShownGiven = Given & {
  readonly view: View
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly title: string
}

function Shown({ view, ...given }: ShownGiven) {
  const { coming, shared, keep, records, language, title } = given
  if (view !== 'map' && view !== 'graph') return <Reading {...given} view={view} />
  const Drawn = view === 'map' ? SharedMap : SharedGraph
  return (
    <SharedTalk
      {...{ coming, shared, keep, records, language }}
      draw={(onSpot) => <Drawn {...{ records, language, title, onSpot }} journey={shared.journey} />}
    />
  )
}

type ReadingGiven = Omit<ShownGiven, 'view' | 'coming' | 'keep'> & { readonly view: Exclude<View, 'map' | 'graph'> }

function Reading({ view, shared, records, language, title }: ReadingGiven) {
  const { t } = useWords()
  const layout = useMemo(() => layoutOf(records.values(), language), [records, language])
  const shown = { layout, records, language, title: t('map.title', { name: title }) }
  switch (view) {
    case 'table':
      return <TableView {...shown} />
    case 'curve':
      return <CurveView {...shown} />
    case 'blueprint':
      return <BlueprintView {...shown} />
    case 'canvas':
      return <SharedCanvas {...{ shared, layout, records, language }} name={title} />
    case 'library':
      return <SharedLibrary records={records} language={language} />
  }
}
