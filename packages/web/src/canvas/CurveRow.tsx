// The lane of feelings: a curve through what is said, each point a place of its own that keys and pointer raise and lower.
import { memo, type PointerEvent, useState } from 'react'
import { useWords } from '../words/use.ts'
import { useActs } from './acts.ts'
import { GuestMark } from './Cell.tsx'
import { CellEditor } from './CellEditor.tsx'
import css from './canvas.module.css'
import { feelingAt } from './contents.ts'
import { curvePath, feelingAtHeight, heightOfFeeling } from './curve.ts'
import type { Row } from './layout.ts'
import { guestAt } from './presence.ts'
import { drawn, elementId, inArea, type RowGiven, type Scene } from './scene.ts'
import { TalkMark } from './TalkMark.tsx'

type Held = { readonly col: string; readonly value: number }

/** The places of the row, and the curve behind them. */
export function CurveRow(given: RowGiven) {
  const { scene, row, at, columns, area, activeCol, editingCol } = given
  const [held, setHeld] = useState<Held | null>(null)
  return (
    <>
      <Curve scene={scene} row={row} held={held} />
      {drawn(columns, activeCol, scene.layout.columns.length).map((n) => {
        const col = scene.layout.columns[n]?.id ?? ''
        return (
          <Feeling
            key={col}
            scene={scene}
            row={row}
            n={n}
            value={feltAt(scene, row, held, col)}
            active={activeCol === n}
            selected={inArea(area, at, n)}
            editing={editingCol === n}
            hold={setHeld}
          />
        )
      })}
    </>
  )
}

/** What is felt at a step, while one pulls at it what it would be. */
const feltAt = ({ layout }: Scene, row: Row, held: Held | null, col: string): number | null =>
  held?.col === col ? held.value : feelingAt(layout, { row: row.id, col })

type CurveGiven = { readonly scene: Scene; readonly row: Row; readonly held: Held | null }

const Curve = memo(function Curve({ scene, row, held }: CurveGiven) {
  const { columns, width, columnPx, headPx } = scene.layout
  const points = columns.flatMap(({ id }, n) => {
    const value = feltAt(scene, row, held, id)
    return value === null ? [] : [{ x: (n + 0.5) * columnPx, y: heightOfFeeling(value, row.height) }]
  })
  const middle = heightOfFeeling(0, row.height)
  return (
    <svg className={css.curve} width={width - headPx} height={row.height} style={{ left: headPx }} aria-hidden>
      <line x1={0} x2={width - headPx} y1={middle} y2={middle} />
      <path d={curvePath(points)} />
    </svg>
  )
})

type FeelingGiven = {
  readonly scene: Scene
  readonly row: Row
  readonly n: number
  readonly value: number | null
  readonly active: boolean
  readonly selected: boolean
  readonly editing: boolean
  readonly hold: (held: Held | null) => void
}

/** One feeling; while one scrolls, those that stay in sight are not drawn anew. */
const Feeling = memo(function Feeling({ scene, row, n, value, active, selected, editing, hold }: FeelingGiven) {
  const { t, f } = useWords()
  const col = scene.layout.columns[n]?.id ?? ''
  const drag = useDragged(row, col, hold)
  const guest = guestAt(scene.guests, row.id, col)
  return (
    <div
      role="gridcell"
      id={elementId(scene.gridId, row.id, col)}
      aria-colindex={n + 2}
      aria-selected={active || selected}
      className={css.feeling}
      data-row={row.id}
      data-col={col}
      data-active={active}
      data-selected={selected}
      data-last={scene.layout.columns[n + 1]?.phase !== scene.layout.columns[n]?.phase}
      style={{ left: scene.layout.headPx + n * scene.layout.columnPx }}
    >
      {editing ? <CellEditor /> : null}
      {value === null || editing ? null : (
        <span
          className={css.dot}
          data-mood={value < 0 ? 'low' : value > 0 ? 'high' : 'even'}
          data-grip={scene.mayEdit}
          style={{ top: heightOfFeeling(value, row.height) }}
          {...(scene.mayEdit ? drag : {})}
        >
          <span className={css.dotValue} data-below={value > 0.5}>
            <span className="visually-hidden">{t('map.feels')} </span>
            {value > 0 ? '+' : value < 0 ? '−' : ''}
            {f.number(Math.abs(value))}
          </span>
        </span>
      )}
      {guest === null ? null : <GuestMark guest={guest} />}
      <TalkMark of={`${col}/${row.id}`} row={row.id} col={col} />
    </div>
  )
})

/** Raising and lowering a point with the pointer. Nothing is said before it is let go. */
function useDragged(row: Row, col: string, hold: (held: Held | null) => void) {
  const acts = useActs()
  const valueAt = ({ currentTarget, clientY }: PointerEvent<HTMLElement>): number => {
    const box = (currentTarget.parentElement ?? currentTarget).getBoundingClientRect()
    return feelingAtHeight(((clientY - box.top) / box.height) * row.height, row.height)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      acts.select({ row: row.id, col })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) hold({ col, value: valueAt(event) })
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
      acts.feel({ row: row.id, col }, valueAt(event))
      hold(null)
    },
    onPointerCancel: () => hold(null),
  }
}
