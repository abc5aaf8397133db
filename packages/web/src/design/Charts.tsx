// Figures and charts: lines with a gap, areas, bars, rows compared by size.
import { Bars } from '../parts/Bars.tsx'
import { Card } from '../parts/Card.tsx'
import { Chart } from '../parts/Chart.tsx'
import { Figure } from '../parts/Figure.tsx'
import { HUES } from '../parts/hue.ts'
import { Sparkline } from '../parts/Sparkline.tsx'
import { useWords } from '../words/use.ts'
import css from './design.module.css'
import { course, names, times } from './samples.ts'

/** The cards. */
export function Charts() {
  const { t, f } = useWords()
  const shared = { times, format: f.whole, unknown: t('parts.none') }
  const known = course.map((value) => value ?? 0)
  return (
    <>
      <Card title={t('design.figures')} flush>
        <div className={css.figures}>
          <Figure
            label={t('design.act')}
            value={4062}
            since={t('design.since')}
            compared={{ text: '12 %', tone: 'better' }}
          >
            <Sparkline values={known} label={t('design.act')} />
          </Figure>
          <Figure
            label={t('design.act')}
            value={0.42}
            since={t('design.since')}
            compared={{ text: '3 %', tone: 'worse' }}
          />
          <Figure label={names[5]} value="–" since={t('design.since')} link={{ to: '/design' }} />
        </div>
      </Card>
      <Card title={t('design.lineChart')}>
        <Chart
          {...shared}
          label={t('design.lineChart')}
          series={[
            { name: 'web', values: course, hue: 1 },
            { name: 'email', values: course.map((value) => (value === null ? null : value / 2)), hue: 2 },
          ]}
        />
      </Card>
      <Card title={t('design.areaChart')}>
        <Chart {...shared} kind="area" label={t('design.areaChart')} series={[{ name: 'web', values: known }]} />
      </Card>
      <Card title={t('design.barChart')}>
        <Chart {...shared} kind="bars" label={t('design.barChart')} series={[{ name: 'web', values: course }]} />
      </Card>
      <Card title={t('design.rows')}>
        <Bars
          label={t('design.rows')}
          rows={Array.from({ length: HUES }, (_, at) => ({
            id: String(at),
            label: names[at] ?? '',
            value: 800 - at * 95,
            text: f.whole(800 - at * 95),
            hue: at + 1,
          }))}
        />
      </Card>
    </>
  )
}
