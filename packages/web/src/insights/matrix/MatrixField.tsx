// The field of the matrix: points in their quadrants, what lies on each other as a number, and beside it what is chosen and what has no place.
import type { InsightPoint } from '@lotse/protocol'
import { useElementSize } from '@mantine/hooks'
import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useWords } from '../../words/use.ts'
import { Beside } from './Beside.tsx'
import { Chosen } from './Chosen.tsx'
import css from './matrix.module.css'
import { Point } from './Point.tsx'
import { type Axis, quadrantAt, spotsOf } from './places.ts'
import { useDragging } from './use-dragging.ts'
import { useMayMove } from './use-may-move.ts'
import type { Drawn, Placeable, Placing } from './use-placing.ts'

type Given = {
  readonly points: readonly InsightPoint[]
  readonly beside: readonly Placeable[]
  readonly without: number
  readonly axes: { readonly x: Axis; readonly y: Axis }
  readonly placing: Placing
}

/** The field with what stands beside it. */
export function MatrixField({ points, beside, without, axes, placing }: Given) {
  const field = useRef<HTMLDivElement | null>(null)
  const { ref: measured, width, height } = useElementSize<HTMLDivElement>()
  const mayMove = useMayMove(axes)
  const dragging = useDragging({ field, axes, placing, mayMove })
  const [chosen, choose] = useState<readonly string[]>([])
  const drawn = drawnOf(points, beside, placing)
  const shown = drawn.filter(({ id }) => chosen.includes(id))
  return (
    <div className={css.layout}>
      <section className={css.frame}>
        <span className={css.yLabel}>{axes.y.label} →</span>
        <div
          className={css.field}
          ref={(element) => {
            field.current = element
            if (typeof measured === 'function') measured(element)
          }}
        >
          <Corners axes={axes} />
          <Points drawn={drawn} {...{ axes, placing, dragging, mayMove, width, height, choose, chosen }} />
        </div>
        <span className={css.xLabel}>{axes.x.label} →</span>
      </section>
      <aside className={css.side}>
        <Chosen insights={shown} axes={axes} dragging={dragging} />
        <Beside insights={beside} without={without} axes={axes} placing={placing} dragging={dragging} />
      </aside>
    </div>
  )
}

function drawnOf(points: readonly InsightPoint[], beside: readonly Placeable[], { wished }: Placing): Drawn[] {
  const standing = new Set(points.map(({ id }) => id))
  return [...points, ...beside.filter(({ id }) => !standing.has(id))].flatMap((point) => {
    const { x, y } = wished.get(point.id) ?? point
    return x === null || y === null ? [] : [{ ...point, x, y, stored: point }]
  })
}

type PointsGiven = Pick<Given, 'axes' | 'placing'> & {
  readonly drawn: readonly Drawn[]
  readonly dragging: ReturnType<typeof useDragging>
  readonly mayMove: (point: Placeable) => boolean
  readonly width: number
  readonly height: number
  readonly chosen: readonly string[]
  readonly choose: (ids: readonly string[]) => void
}

function Points(given: PointsGiven) {
  const { drawn, axes, placing, dragging, mayMove, width, height, chosen, choose } = given
  const { t, f } = useWords()
  const router = useRouter()
  if (width === 0) return null
  const most = drawn.reduce((max, { size }) => Math.max(max, size ?? 0), 0)
  return spotsOf(drawn, axes, { width, height, alone: dragging.id }).map((spot) => {
    const { left, top } = spot
    if (spot.kind === 'cluster') {
      const count = spot.points.length
      const label = t('insightMonitor.matrix.cluster', { count, formatted: f.whole(count) })
      return (
        <button
          key={spot.points.map(({ id }) => id).join()}
          type="button"
          className={css.cluster}
          style={{ left, top }}
          aria-label={label}
          title={label}
          onClick={() => choose(spot.points.map(({ id }) => id))}
        >
          {f.whole(count)}
        </button>
      )
    }
    const { point } = spot
    return (
      <Point
        key={point.id}
        point={point}
        axes={axes}
        place={{ left, top }}
        most={most}
        placing={placing}
        dragging={dragging}
        movable={mayMove(point)}
        chosen={chosen.length === 1 && chosen[0] === point.id}
        choose={() => choose([point.id])}
        open={() => void router.navigate({ to: '/insights/$insightId', params: { insightId: point.id } })}
      />
    )
  })
}

const corners = [
  { right: false, up: true },
  { right: true, up: true },
  { right: false, up: false },
  { right: true, up: false },
] as const

/** The names of the quadrants; the most rewarding one has a ground of its own. */
function Corners({ axes }: Pick<Given, 'axes'>) {
  const { t } = useWords()
  return corners.map(({ right, up }) => {
    const quadrant = quadrantAt(axes, { right, up })
    return (
      <span key={quadrant} className={css.corner} data-quadrant={quadrant} data-right={right} data-up={up}>
        {t(`insightMonitor.matrix.${quadrant}`)}
      </span>
    )
  })
}
