// Buttons and links that look like buttons. They say what happens; a busy one keeps its place and its words.
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import css from './button.module.css'

type Kind = 'primary' | 'plain' | 'quiet' | 'harm'

const look = (kind: Kind, wide: boolean): string => `${css.button} ${css[kind]} ${wide ? css.wide : ''}`

/**
 * A button.
 *
 * @param kind - `primary` once a screen, `plain` for the rest, `quiet` inside lists, `harm` for what destroys, in its question only.
 * @param busy - the action is under way: no second click, announced to assistive technology.
 */
export function Button({
  kind = 'plain',
  wide = false,
  busy = false,
  onClick,
  ...rest
}: ComponentProps<'button'> & { kind?: Kind; wide?: boolean; busy?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={look(kind, wide)}
      aria-disabled={busy}
      aria-busy={busy}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    />
  )
}

/** A link to a screen with the look of a button. */
export function ButtonLink({ kind = 'plain', children, ...link }: LinkProps & { kind?: Kind; children: ReactNode }) {
  return (
    <Link {...link} className={look(kind, false)}>
      {children}
    </Link>
  )
}

/** A link that downloads a file, with the look of a button that says which. */
export function FileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} download className={look('plain', false)}>
      {children}
    </a>
  )
}

/** A link that downloads a file, with the look of a quiet button that shows only an icon. */
export function DownloadLink({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <a href={href} download className={look('quiet', false)} aria-label={label} title={label}>
      {children}
    </a>
  )
}
