// A small chart over time: lines, an area or bars from zero, values read by pointer or arrow keys. Knows nothing of what it shows.
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import css from './chart.module.css'
import { linePath, nearest, PLOT_HEIGHT, PLOT_WIDTH, scaleOf, xOf, yOf } from './chart.ts'

/**
 * One line: its name, and its values, oldest first; null where nothing is known. `hue`: one of the eight categorical colours. `past`: it
 * is only there to compare with, and is drawn grey and dashed.
 */
export type Series = {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly hue?: number
  readonly past?: boolean
}

type Given = {
  /** What is shown, with its stretch: "Ereignisse je Minute, letzte Stunde". */
  readonly label: string
  /** One text for each value: "14:05". */
  readonly times: readonly string[]
  readonly series: readonly Series[]
  readonly kind?: 'line' | 'area' | 'bars'
  /** How values are written. */
  readonly format: (value: number) => string
  /** What stands where nothing is known: "–". */
  readonly unknown: string
}

/** The chart. */
export function Chart({ label, times, series, kind = 'line', format, unknown }: Given) {
  const [at, setAt] = useState<number | null>(null)
  const last = times.length - 1
  const { top, lines } = scaleOf(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const textAt = (index: number) =>
    `${times[index] ?? ''}: ${series
      .map(({ name, values }) => {
        const value = values[index] ?? null
        const text = value === null ? unknown : format(value)
        return series.length === 1 ? text : `${name} ${text}`
      })
      .join(', ')}`
  const onKeyDown = (event: KeyboardEvent) => {
    const now = at ?? last
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(last, next)))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setAt(nearest((event.clientX - left) / width, times.length))
  }
  return (
    <div className={css.chart}>
      <Scale lines={lines} top={top} format={format} />
      <div
        className={css.plot}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at ?? Math.max(0, last)}
        aria-valuetext={textAt(at ?? last)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
      >
        <Plot series={series} kind={kind} top={top} lines={lines} at={at} />
        {at === null ? null : (
          <output
            className={css.value}
            data-side={at > last / 2 ? 'left' : 'right'}
            style={{ left: `${shareOf(at, last)}%` }}
          >
            {textAt(at)}
          </output>
        )}
      </div>
      <div className={css.times} aria-hidden>
        <span>{times[0]}</span>
        <span>{times[last]}</span>
      </div>
      {series.length > 1 ? <Legend series={series} /> : null}
    </div>
  )
}

const shareOf = (at: number, last: number): number => (last < 1 ? 50 : (at / last) * 100)

function Scale({ lines, top, format }: { lines: readonly number[]; top: number; format: (value: number) => string }) {
  return (
    <div className={css.scale} aria-hidden>
      {lines.map((line) => (
        <span key={line} style={{ bottom: `${(line / top) * 100}%` }}>
          {format(line)}
        </span>
      ))}
    </div>
  )
}

type PlotGiven = Pick<Given, 'series'> & {
  readonly kind: 'line' | 'area' | 'bars'
  readonly top: number
  readonly lines: readonly number[]
  readonly at: number | null
}

function Plot({ series, kind, top, lines, at }: PlotGiven) {
  const count = series[0]?.values.length ?? 0
  return (
    <svg viewBox={`0 0 ${PLOT_WIDTH} ${PLOT_HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {lines.map((line) => (
        <line key={line} x1={0} x2={PLOT_WIDTH} y1={yOf(line, top)} y2={yOf(line, top)} className={css.line} />
      ))}
      {series.map((one) => (
        <Drawn key={one.name} series={one} kind={kind} top={top} />
      ))}
      {at === null || kind === 'bars' ? null : (
        <line x1={xOf(at, count)} x2={xOf(at, count)} y1={0} y2={PLOT_HEIGHT} className={css.cursor} />
      )}
    </svg>
  )
}

function Drawn({ series, kind, top }: { series: Series; kind: 'line' | 'area' | 'bars'; top: number }) {
  const { values, past = false } = series
  const colour = colourOf(series)
  if (kind === 'bars') return <Bars values={values} top={top} colour={colour} />
  const path = linePath(values, top)
  const whole = values.length > 1 && !values.includes(null)
  return (
    <>
      {kind === 'area' && whole ? (
        <path
          d={`${path}L${PLOT_WIDTH} ${PLOT_HEIGHT}L0 ${PLOT_HEIGHT}Z`}
          className={css.area}
          style={{ fill: colour }}
        />
      ) : null}
      <path d={path} className={css.stroke} data-past={past} style={{ stroke: colour }} />
    </>
  )
}

const colourOf = ({ hue, past }: Series): string =>
  past ? 'var(--faint)' : hue === undefined ? 'var(--brand)' : `var(--c${hue})`

function Bars({ values, top, colour }: { values: readonly (number | null)[]; top: number; colour: string }) {
  const slot = PLOT_WIDTH / Math.max(1, values.length)
  return values.map((value, at) =>
    value === null ? null : (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is nothing but its place.
        key={at}
        x={at * slot + slot * 0.12}
        width={slot * 0.76}
        y={yOf(value, top)}
        height={PLOT_HEIGHT - yOf(value, top)}
        style={{ fill: colour }}
      />
    ),
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className={css.legend}>
      {series.map((one) => (
        <li key={one.name}>
          <span className={css.dot} data-past={one.past ?? false} style={{ background: colourOf(one) }} />
          {one.name}
        </li>
      ))}
    </ul>
  )
}
