// A bordered part of a screen with its heading.
import { type ReactNode, useId } from 'react'
import css from './card.module.css'

/**
 * A part of a screen, a landmark under its heading.
 *
 * @param note - a few quiet words after the heading.
 * @param side - actions at the end of the heading's line.
 * @param flush - content reaches the border, e.g. tables.
 */
export function Card({
  title,
  note,
  side,
  flush = false,
  children,
}: {
  title: ReactNode
  note?: ReactNode
  side?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={css.card} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className={css.note}>{note}</span>}
        {side === undefined ? null : <div className={css.side}>{side}</div>}
      </div>
      {flush ? children : <div className={css.body}>{children}</div>}
    </section>
  )
}
