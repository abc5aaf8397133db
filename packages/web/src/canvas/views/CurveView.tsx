// The feelings of a journey, large: a curve for each lane of feelings over the steps, and the lowest moments by name.
import type { AtlasRecord } from '@lotse/protocol'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { feelingAt } from '../contents.ts'
import { curvePath, heightOfFeeling } from '../curve.ts'
import type { Layout } from '../layout.ts'
import { nameIn } from '../texts.ts'
import type { ViewGiven } from './BlueprintView.tsx'
import { feelingText } from './reading.ts'
import css from './views.module.css'

const HEIGHT_PX = 320
const STEP_PX = 120
const LEVELS = [2, 1, 0, -1, -2] as const
const LOWEST = 3

type Line = {
  readonly id: string
  readonly name: string
  readonly hue: number
  readonly felt: readonly Felt[]
  readonly isMeasured: boolean
}
type Felt = { readonly step: AtlasRecord; readonly at: number; readonly value: number }

type CurveGiven = ViewGiven & {
  /** How customers said they felt, by step; where nobody may know, or nobody was asked, nothing. */
  readonly measured?: ReadonlyMap<string, number>
}

/** The view. */
export function CurveView(given: CurveGiven) {
  const { t, f } = useWords()
  const lines = [...linesOf(given, t('map.lane.emotion')), ...measuredLine(given, t('reality.answers.measured'))]
  const lowest = lines
    .flatMap(({ felt, name }) => felt.map((one) => ({ ...one, name })))
    .filter(({ value }) => value < 0)
    .toSorted((a, b) => a.value - b.value)
    .slice(0, LOWEST)
  return (
    <div className={css.feelings}>
      {lines.every(({ felt }) => felt.length === 0) ? <p className="quiet">{t('map.noFeelings')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={css.curves} aria-label={given.title} tabIndex={0}>
        <Picture layout={given.layout} language={given.language} lines={lines} />
      </section>
      <ul className={css.legend}>
        {lines.map(({ id, name, hue, isMeasured }) => (
          <li key={id} data-hue={hue} data-measured={isMeasured}>
            <bdi>{name}</bdi> {isMeasured ? null : <span className="quiet">{t('map.assumed')}</span>}
          </li>
        ))}
      </ul>
      {lowest.length === 0 ? null : (
        <Card title={t('map.lowest')}>
          <ol className={css.lowest}>
            {lowest.map(({ step, value, name }) => (
              <li key={`${step.id} ${name}`}>
                <bdi>{nameIn(step, given.language)}</bdi>
                <span className="figures">{feelingText(value, f)}</span>
                <span className="quiet">
                  <bdi>{name}</bdi>
                </span>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </div>
  )
}

/** The lanes of feelings with what is felt in them. */
function linesOf({ layout, records, language }: ViewGiven, unnamed: string): Line[] {
  const rows = layout.rows.filter(({ type }) => type === 'emotion')
  return rows.flatMap(({ lane }, n) => {
    if (lane === null) return []
    const felt = layout.map.steps.flatMap((step, at) => {
      const value = feelingAt(layout, { row: lane.id, col: step.id })
      return value === null ? [] : [{ step, at, value }]
    })
    const persona = records.get(String(lane.fields['persona'] ?? ''))
    const name = [nameIn(lane, language) || unnamed, ...(persona ? [nameIn(persona, language)] : [])].join(' · ')
    return [{ id: lane.id, name, hue: (n % 8) + 1, felt, isMeasured: false }]
  })
}

/** What customers said, beside what is assumed. */
function measuredLine({ layout, measured = NOTHING }: CurveGiven, name: string): Line[] {
  const felt = layout.map.steps.flatMap((step, at) => {
    const value = measured.get(step.id)
    return value === undefined ? [] : [{ step, at, value }]
  })
  return felt.length === 0 ? [] : [{ id: 'measured', name, hue: 0, felt, isMeasured: true }]
}

const NOTHING: ReadonlyMap<string, number> = new Map()

type PictureGiven = { readonly layout: Layout; readonly language: string; readonly lines: readonly Line[] }

function Picture({ layout, language, lines }: PictureGiven) {
  const { t, f } = useWords()
  const { steps } = layout.map
  const width = steps.length * STEP_PX
  const x = (at: number) => (at + 0.5) * STEP_PX
  const y = (value: number) => heightOfFeeling(value, HEIGHT_PX)
  return (
    <div style={{ width: width + STEP_PX / 2 }} className={css.picture}>
      <svg width={width + STEP_PX / 2} height={HEIGHT_PX} role="img" aria-label={spoken(lines, { language, f })}>
        {LEVELS.map((level) => (
          <g key={level}>
            <line x1={28} x2={width} y1={y(level)} y2={y(level)} data-middle={level === 0} />
            <text x={4} y={y(level) + 4}>
              {feelingText(level, f)}
            </text>
          </g>
        ))}
        {lines.map(({ id, hue, felt, isMeasured }) => (
          <g key={id} data-hue={hue} data-measured={isMeasured}>
            <path d={curvePath(felt.map(({ at, value }) => ({ x: x(at), y: y(value) })))} />
            {felt.map(({ step, at, value }) => (
              <circle key={step.id} cx={x(at)} cy={y(value)} r={5} />
            ))}
          </g>
        ))}
      </svg>
      <ol className={css.steps} style={{ gridTemplateColumns: `repeat(${steps.length}, ${STEP_PX}px)` }}>
        {steps.map((step) => (
          <li key={step.id}>
            <bdi>{nameIn(step, language) || t('map.unnamedStep')}</bdi>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The picture in words. */
function spoken(
  lines: readonly Line[],
  { language, f }: { readonly language: string; readonly f: { readonly number: (value: number) => string } },
): string {
  return lines
    .map(
      ({ name, felt }) =>
        `${name}: ${felt.map(({ step, value }) => `${nameIn(step, language)} ${f.number(value)}`).join(', ')}`,
    )
    .join('. ')
}
