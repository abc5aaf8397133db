// A link to an address inside the console that is put together from facts. Screens it leads to read their own search.
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

/** `data`: marks for the style sheet, without their prefix. */
type Looks = {
  readonly className?: string | undefined
  readonly data?: Readonly<Record<string, string>>
  readonly label?: string
}

/**
 * The link; without an address the same content as plain text.
 *
 * @param to - path and search, or null.
 * @param label - what assistive technology reads instead of the content.
 */
export function Go({ to, label, data = {}, className, children }: Looks & { to: string | null; children: ReactNode }) {
  const router = useRouter()
  const go = (event: MouseEvent) => {
    if (to === null || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    router.history.push(to)
  }
  const marks = Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))
  if (to === null)
    return (
      <span className={className} {...marks}>
        {children}
      </span>
    )
  return (
    <a className={className} {...marks} href={to} onClick={go} aria-label={label}>
      {children}
    </a>
  )
}
