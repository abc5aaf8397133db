// The lane of feelings: a curve through what is said, each point a place of its own that keys and pointer raise and lower.
import { type PointerEvent, useState } from 'react'
import { useWords } from '../words/use.ts'
import { useActs } from './acts.ts'
import { GuestMark } from './Cell.tsx'
import { CellEditor } from './CellEditor.tsx'
import css from './canvas.module.css'
import { feelingAt } from './contents.ts'
import { curvePath, feelingAtHeight, heightOfFeeling } from './curve.ts'
import { guestAt } from './presence.ts'
import { drawn, elementId, inArea, type RowGiven } from './scene.ts'
import { TalkMark } from './TalkMark.tsx'

type Held = { readonly col: string; readonly value: number }

/** The places of the row, and the curve behind them. */
export function CurveRow(given: RowGiven) {
  const { scene, row, columns, activeCol } = given
  const [held, setHeld] = useState<Held | null>(null)
  const feltAt = (col: string) => (held?.col === col ? held.value : feelingAt(scene.layout, { row: row.id, col }))
  return (
    <>
      <Curve given={given} feltAt={feltAt} />
      {drawn(columns, activeCol, scene.layout.columns.length).map((n) => {
        const col = scene.layout.columns[n]?.id ?? ''
        return <Feeling key={col} given={given} n={n} value={feltAt(col)} hold={setHeld} />
      })}
    </>
  )
}

function Curve({ given: { scene, row }, feltAt }: { given: RowGiven; feltAt: (col: string) => number | null }) {
  const { columns, width, columnPx, headPx } = scene.layout
  const points = columns.flatMap(({ id }, n) => {
    const value = feltAt(id)
    return value === null ? [] : [{ x: (n + 0.5) * columnPx, y: heightOfFeeling(value, row.height) }]
  })
  const middle = heightOfFeeling(0, row.height)
  return (
    <svg className={css.curve} width={width - headPx} height={row.height} style={{ left: headPx }} aria-hidden>
      <line x1={0} x2={width - headPx} y1={middle} y2={middle} />
      <path d={curvePath(points)} />
    </svg>
  )
}

type FeelingGiven = {
  readonly given: RowGiven
  readonly n: number
  readonly value: number | null
  readonly hold: (held: Held | null) => void
}

function Feeling({ given, n, value, hold }: FeelingGiven) {
  const { scene, row, at, area, activeCol, editingCol } = given
  const { t, f } = useWords()
  const col = scene.layout.columns[n]?.id ?? ''
  const drag = useDragged(given, col, hold)
  const guest = guestAt(scene.guests, row.id, col)
  const active = activeCol === n
  const selected = inArea(area, at, n)
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
      {editingCol === n ? <CellEditor /> : null}
      {value === null || editingCol === n ? null : (
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
}

/** Raising and lowering a point with the pointer. Nothing is said before it is let go. */
function useDragged({ row }: RowGiven, col: string, hold: (held: Held | null) => void) {
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
