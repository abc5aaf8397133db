// Insights by any two scales or formulas: points to drag, the same as a list of quadrants, and what has no place yet. What a value may be is decided elsewhere.
import type { InsightPoint, InsightScales } from '@lotse/protocol'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../app/member.ts'
import type { Texts } from '../../list/use-list-state.ts'
import { useListState } from '../../list/use-list-state.ts'
import { Choices } from '../../parts/Choices.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { axisAsked } from '../asked.ts'
import { matrixQuery, scalesQuery, useFreshInsights } from '../data.ts'
import { FilterBar } from '../FilterBar.tsx'
import { InsightTabs } from '../InsightTabs.tsx'
import { type Measure, measuresOf } from '../scales.ts'
import { useAsked } from '../use-asked.ts'
import { Beside } from './Beside.tsx'
import { MatrixField } from './MatrixField.tsx'
import css from './matrix.module.css'
import { axisOf } from './places.ts'
import { QuadrantList } from './QuadrantList.tsx'
import { usePlacing } from './use-placing.ts'

const NARROW = '(max-width: 820px)'
const USUAL = { x: 'input.difficulty', y: 'input.impact' } as const

/** The screen. */
export function InsightMatrix() {
  const { t } = useWords()
  useFreshInsights()
  const { filters, state } = useAsked()
  const scales = useQuery(scalesQuery)
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const tools = narrow ? null : <AsChoice asList={state['as'] === 'list'} />
  return (
    <Page title={t('insightMonitor.tab.matrix')} fill={!narrow}>
      <InsightTabs current="/insights/matrix" />
      <div className={css.screen}>
        <FilterBar screen="insight-matrix" filters={filters} tools={tools} />
        <Answer query={scales}>
          {({ scales: known }) => <Matrix scales={known} asList={narrow || state['as'] === 'list'} />}
        </Answer>
      </div>
    </Page>
  )
}

function AsChoice({ asList }: { asList: boolean }) {
  const { t } = useWords()
  const { change } = useListState()
  return (
    <Choices
      label={t('insightMonitor.matrix.as')}
      choices={[
        { value: 'field', label: t('insightMonitor.matrix.asField') },
        { value: 'list', label: t('insightMonitor.matrix.asList') },
      ]}
      chosen={asList ? 'list' : 'field'}
      choose={(as) => change({ as: as === 'list' ? 'list' : undefined }, true)}
    />
  )
}

/** The measures of the address; the first ones there are, where a workspace has others. */
function axesIn(state: Texts, measures: readonly Measure[]) {
  const find = (text: string | undefined, usual: string, at: number) => {
    const key = axisAsked(text, usual)
    return measures.find((one) => one.key === key) ?? measures[at] ?? measures[0]
  }
  return { x: find(state['x'], USUAL.x, 0), y: find(state['y'], USUAL.y, 1) }
}

function Matrix({ scales, asList }: { scales: InsightScales; asList: boolean }) {
  const { t, f } = useWords()
  const { asked, state } = useAsked()
  const measures = measuresOf(scales, f.language)
  const { x, y } = axesIn(state, measures)
  const points = useQuery({
    ...matrixQuery({ ...asked, x: x?.key ?? USUAL.x, y: y?.key ?? USUAL.y }),
    enabled: x !== undefined && y !== undefined,
  })
  if (x === undefined || y === undefined) return <Notice kind="attention">{t('insightMonitor.matrix.none')}</Notice>
  return (
    <>
      <Axes measures={measures} x={x} y={y} asList={asList} />
      <Answer query={points}>
        {(answer) => <Placed answer={answer} x={x} y={y} reach={scales.reach} asList={asList} />}
      </Answer>
    </>
  )
}

type AxesGiven = {
  readonly measures: readonly Measure[]
  readonly x: Measure
  readonly y: Measure
  readonly asList: boolean
}

function Axes({ measures, x, y, asList }: AxesGiven) {
  const { t } = useWords()
  const { change } = useListState()
  const mayRate = useMay()('insights.work') && !asList
  const choices = measures
    .filter(({ criterion, key }) => criterion !== null || !measures.some((one) => one.key === inputOf(key)))
    .map(({ key, label }) => ({ value: key, label }))
  const both = [x, y].filter(({ key }) => !choices.some(({ value }) => value === key))
  const offered = [...choices, ...both.map(({ key, label }) => ({ value: key, label }))]
  return (
    <div className={css.axes}>
      {[['y', y] as const, ['x', x] as const].map(([side, measure]) => (
        <Select
          key={side}
          label={t(`insightMonitor.matrix.${side}`)}
          value={measure.key}
          onChange={({ currentTarget }) => change({ [side]: currentTarget.value }, true)}
          choices={offered}
        />
      ))}
      {asList ? null : <p className="quiet">{t('insightMonitor.matrix.legend')}</p>}
      <p className="quiet">{t(mayRate ? 'insightMonitor.matrix.hint' : 'insightMonitor.matrix.readHint')}</p>
      {[x, y].map(({ key, label, criterion }) =>
        criterion !== null || !mayRate ? null : (
          <p key={key} className="quiet">
            {t('insightMonitor.matrix.derived', { axis: label })}
          </p>
        ),
      )}
    </div>
  )
}

/** A formula of one scale alone is named like it; the scale is the one that can be dragged along. */
const inputOf = (key: string): string => key.replace(/^score\./, 'input.')

type Given = {
  readonly answer: {
    readonly items: readonly InsightPoint[]
    readonly without: number
    readonly beside: Parameters<typeof Beside>[0]['insights']
    readonly whole: boolean
  }
  readonly x: Measure
  readonly y: Measure
  readonly reach: string | null
  readonly asList: boolean
}

function Placed({ answer, x, y, reach, asList }: Given) {
  const { t } = useWords()
  const { items, without, beside, whole } = answer
  const axes = {
    x: axisOf(
      x,
      items.map((one) => one.x),
      reach,
    ),
    y: axisOf(
      y,
      items.map((one) => one.y),
      reach,
    ),
  }
  const placing = usePlacing(axes)
  const cut = whole ? null : <Notice kind="attention">{t('insightMonitor.matrix.cut')}</Notice>
  if (!asList)
    return (
      <>
        {cut}
        <MatrixField
          key={`${x.key} ${y.key}`}
          points={items}
          beside={beside}
          without={without}
          axes={axes}
          placing={placing}
        />
      </>
    )
  return (
    <div className={css.listed}>
      {cut}
      <QuadrantList points={items} axes={axes} />
      <Beside insights={beside} without={without} axes={axes} placing={placing} />
    </div>
  )
}
