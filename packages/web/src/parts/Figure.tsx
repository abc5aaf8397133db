// A number that says of what, since when, compared with what, and leads to the people behind it.
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import css from './figure.module.css'
import { LiveNumber } from './LiveNumber.tsx'

/** How a figure compares: the difference in words, and whether it is better, worse or neither. */
export type Compared = { readonly text: string; readonly tone: 'better' | 'worse' | 'neither' }

type Given = {
  /** Of what: "Nachrichten heute". */
  readonly label: string
  readonly value: number | string
  /** Since when, or which stretch: "seit 9:00", "letzte 7 Tage". */
  readonly since?: string
  readonly compared?: Compared
  /** Where the people or events behind it are. */
  readonly link?: LinkProps
  /** A small chart. */
  readonly children?: ReactNode
}

/** The figure. */
export function Figure({ label, value, since, compared, link, children }: Given) {
  const number = <LiveNumber value={value} />
  return (
    <div className={css.figure}>
      <span className={css.label}>{label}</span>
      <span className={css.value}>
        {link === undefined ? (
          number
        ) : (
          <Link {...link} className={css.link} aria-label={`${label}: ${value}`}>
            {number}
          </Link>
        )}
      </span>
      {children}
      <span className={css.foot}>
        {since}
        {compared === undefined ? null : (
          <span className={css[compared.tone]}>
            {ARROWS[compared.tone]} {compared.text}
          </span>
        )}
      </span>
    </div>
  )
}

/** Better and worse are told by a sign besides the colour. */
const ARROWS = { better: '▲', worse: '▼', neither: '' } as const
