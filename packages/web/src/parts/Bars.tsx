// Things compared by size: a row each with its name, its bar from zero and its figure in words. Plain text to assistive technology.
import { Link, type LinkProps } from '@tanstack/react-router'
import css from './bars.module.css'

/** A row. `text`: the figure as written; `link`: the people or events behind it; `hue`: one of the eight categorical colours. */
export type BarRow = {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly text: string
  readonly link?: LinkProps
  readonly hue?: number
}

/** @param label - what is compared. */
export function Bars({ label, rows }: { label: string; rows: readonly BarRow[] }) {
  const top = Math.max(...rows.map(({ value }) => value), 1e-9)
  return (
    <ul className={css.rows} aria-label={label}>
      {rows.map(({ id, label: name, value, text, link, hue }) => (
        <li key={id} className={css.row}>
          <span className={css.name}>{link === undefined ? name : <Link {...link}>{name}</Link>}</span>
          <span className={css.track} aria-hidden>
            <span
              className={css.bar}
              style={{
                width: `${Math.max(0, value / top) * 100}%`,
                ...(hue === undefined ? {} : { background: `var(--c${hue})` }),
              }}
            />
          </span>
          <span className={css.figure}>{text}</span>
        </li>
      ))}
    </ul>
  )
}
