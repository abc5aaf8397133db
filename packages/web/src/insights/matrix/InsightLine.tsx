// An insight in a list beside the matrix: what it is, its state and values; leads to it. May be dragged where it is given ears.
import { IconGripVertical } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use.ts'
import { pointName } from '../names.ts'
import { valueText } from '../scales.ts'
import { SortSign, StateWord } from '../signs.tsx'
import css from './matrix.module.css'
import type { Axis } from './places.ts'
import type { DragEars } from './use-dragging.ts'
import type { Placeable } from './use-placing.ts'

type Given = {
  readonly insight: Placeable
  readonly axes: { readonly x: Axis; readonly y: Axis }
  readonly ears?: DragEars | undefined
  /** A button at the end. */
  readonly action?: ReactNode
}

/** The line, an item of a list. */
export function InsightLine({ insight, axes: { x, y }, ears, action }: Given) {
  const { t, f } = useWords()
  return (
    <li className={css.line} data-id={insight.id}>
      {ears === undefined ? null : (
        <span className={css.grip} {...ears}>
          <IconGripVertical size={16} stroke={1.7} aria-hidden />
        </span>
      )}
      <SortSign sort={insight.sort} />
      <div className={css.about}>
        <Link to="/insights/$insightId" params={{ insightId: insight.id }}>
          <bdi>{pointName(insight, f.language, t('library.unnamed'))}</bdi>
        </Link>
        <span className={css.values}>
          <StateWord state={insight.status} />
          {[x, y].map((axis, at) => (
            <span key={axis.key}>
              {axis.label} {valueText(at === 0 ? insight.x : insight.y, f)}
            </span>
          ))}
        </span>
      </div>
      {action}
    </li>
  )
}
