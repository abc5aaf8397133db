// The ways that customers really took, drawn under the heads of steps. For the eye and the pointer: what it shows stands in words in the panel beside it.
import type { ShownStepNumbers } from '@lotse/protocol'
import { memo, useMemo } from 'react'
import type { Layout } from '../canvas/layout.ts'
import { useWords } from '../words/use.ts'
import { signed } from './answers.ts'
import { type DrawnWay, drawnWays, MIDDLE_PX, PICTURE_PX } from './drawing.ts'
import type { NameOf } from './names.ts'
import css from './reality.module.css'
import { dropsMany } from './shares.ts'
import { drawable, type Way } from './ways.ts'

type Given = {
  readonly layout: Layout
  readonly ways: readonly Way[]
  readonly steps: readonly ShownStepNumbers[]
  /** Steps that something is bound to. */
  readonly bound: ReadonlySet<string>
  /** Who is at a step now, told sooner than figures are. */
  readonly here: ReadonlyMap<string, number>
  readonly nameOf: NameOf
  /** The step whose customers are listed. */
  readonly chosen: string | null
  /** Lists who is at a step now; null where the reader may not know. */
  readonly choose: ((step: string) => void) | null
}

/** The picture. */
export const Ways = memo(function Ways(given: Given) {
  const { t } = useWords()
  const { layout, ways, steps, bound, nameOf } = given
  const drawn = useMemo(() => drawnWays(drawable(ways), layout), [ways, layout])
  const byStep = useMemo(() => new Map(steps.map((one) => [one.step, one])), [steps])
  return (
    <div className={css.over} style={{ width: layout.width, height: PICTURE_PX }} aria-hidden>
      <div className={css.side} style={{ width: layout.headPx }}>
        {t('reality.ways')}
      </div>
      <svg
        className={css.ways}
        style={{ left: layout.headPx }}
        width={layout.width - layout.headPx}
        height={PICTURE_PX}
        aria-hidden
      >
        {drawn.map((one) => (
          <Band key={`${one.way.from} ${one.way.to}`} drawn={one} nameOf={nameOf} />
        ))}
        <Labels drawn={drawn} />
      </svg>
      {layout.columns.map(({ id, step }, at) =>
        step === null ? null : (
          <Mark
            key={id}
            given={given}
            figures={bound.has(id) ? byStep.get(id) : undefined}
            step={id}
            left={layout.headPx + (at + 0.5) * layout.columnPx}
          />
        ),
      )}
    </div>
  )
})

function Band({ drawn: { way, path, widthPx }, nameOf }: { drawn: DrawnWay; nameOf: NameOf }) {
  const { t, f } = useWords()
  const said = { from: nameOf(way.from), to: nameOf(way.to), count: f.whole(way.count), share: f.share(way.share) }
  return (
    <path d={path} strokeWidth={widthPx} data-kind={way.kind}>
      <title>{t(`reality.way.${way.kind}`, said)}</title>
    </path>
  )
}

const LABELS_MAX = 8
/** Two figures closer than this would lie on one another. */
const APART_PX = 30

/** Figures at the arcs that most took; those on the line stand in the heads beside them. */
function Labels({ drawn }: { drawn: readonly DrawnWay[] }) {
  const { f } = useWords()
  const set: { readonly x: number; readonly y: number; readonly way: Way }[] = []
  for (const { way, top } of drawn) {
    if (top === null || way.count === 0 || set.length === LABELS_MAX) continue
    if (set.some(({ x, y }) => Math.abs(x - top.x) < APART_PX && Math.abs(y - top.y) < APART_PX / 2)) continue
    set.push({ ...top, way })
  }
  return set.map(({ x, y, way }) => (
    <text key={`${way.from} ${way.to}`} x={x} y={y + 4} data-kind={way.kind}>
      {f.whole(way.count)}
    </text>
  ))
}

type MarkGiven = {
  readonly given: Given
  readonly figures: ShownStepNumbers | undefined
  readonly step: string
  readonly left: number
}

function Mark({ given: { here, nameOf, chosen, choose }, figures, step, left }: MarkGiven) {
  const { t, f } = useWords()
  if (figures === undefined)
    return (
      <span className={css.unmeasured} style={{ left, top: MIDDLE_PX }} title={t('reality.notMeasured')}>
        –
      </span>
    )
  const { reached, dropped } = figures
  const now = here.get(step) ?? figures.here
  const share = f.share(dropped / Math.max(1, reached))
  const said = { name: nameOf(step), reached: f.whole(reached), here: f.whole(now), dropped: f.whole(dropped), share }
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={css.mark}
        style={{ left, top: MIDDLE_PX }}
        data-many={dropsMany(figures)}
        data-chosen={chosen === step}
        title={t('reality.mark', said)}
        disabled={choose === null}
        onPointerDown={(event) => event.stopPropagation()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => choose?.(step)}
      >
        {f.whole(reached)}
      </button>
      <span className={css.now} style={{ left }} data-nobody={now === 0}>
        {t('reality.now', { formatted: f.whole(now) })}
      </span>
      {figures.feeling === null ? null : (
        <span className={css.felt} style={{ left }} title={t('reality.answers.feltHint')}>
          {t('reality.answers.felt', { formatted: signed(figures.feeling, f.number(Math.abs(figures.feeling))) })}
        </span>
      )}
      {dropped === 0 ? null : (
        <span className={css.dropped} style={{ left }} data-many={dropsMany(figures)}>
          {t('reality.droppedHere', { formatted: f.whole(dropped), share })}
        </span>
      )}
    </>
  )
}
