// One insight in the matrix: coloured by its sort, as large as it reaches; dragged by pointer, moved by arrow keys, opened by Enter or a double click.
import type { KeyboardEvent, MouseEvent } from 'react'
import { useWords } from '../../words/use.ts'
import { pointName } from '../names.ts'
import { valueText } from '../scales.ts'
import css from './matrix.module.css'
import { type Axis, diameterOf } from './places.ts'
import type { Dragging } from './use-dragging.ts'
import type { Drawn, Placing } from './use-placing.ts'

type Given = {
  readonly point: Drawn
  readonly axes: { readonly x: Axis; readonly y: Axis }
  readonly place: { readonly left: number; readonly top: number }
  /** The most that any reaches. */
  readonly most: number
  readonly placing: Placing
  readonly dragging: Dragging
  readonly movable: boolean
  readonly chosen: boolean
  readonly choose: () => void
  readonly open: () => void
}

const arrows: Readonly<Record<string, Parameters<Placing['nudge']>[1]>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
}

/** The point. */
export function Point({ point, axes, place, most, placing, dragging, movable, chosen, choose, open }: Given) {
  const { t, f } = useWords()
  const name = pointName(point, f.language, t('library.unnamed'))
  const label = t('insightMonitor.matrix.point', {
    name,
    x: axes.x.label,
    xValue: valueText(point.x, f),
    y: axes.y.label,
    yValue: valueText(point.y, f),
  })
  const diameter = diameterOf(point.size, most)
  const onKeyDown = (event: KeyboardEvent) => {
    if (dragging.giveUp(event)) return
    const by = arrows[event.key]
    if (by === undefined || !movable || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    placing.nudge(point, by)
  }
  // A click of the keyboard has no count: Enter opens, the pointer's single click chooses.
  const onClick = ({ detail }: MouseEvent) => {
    if (detail === 0) open()
    else if (!dragging.wasDragged()) choose()
  }
  return (
    <button
      type="button"
      className={css.point}
      style={place}
      data-sort={point.sort ?? 'none'}
      data-dragged={dragging.id === point.id}
      data-chosen={chosen}
      data-movable={movable}
      data-id={point.id}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={choose}
      onBlur={placing.rest}
      onClick={onClick}
      onDoubleClick={() => (dragging.wasDragged() ? undefined : open())}
      {...dragging.earsOf(point.stored)}
    >
      <span className={css.dot} style={{ width: diameter, height: diameter }} />
      <bdi className={css.name}>{name}</bdi>
    </button>
  )
}
