// A screen's frame: heading, what stands beside it, content. Sets the title of the window.
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../words/use.ts'
import css from './page.module.css'

/**
 * A screen.
 *
 * @param title - heading and window title.
 * @param trail - link to the list the screen belongs to, or nothing.
 * @param beside - marks beside the heading.
 * @param actions - buttons at the end of the line.
 * @param fill - the content takes exactly the window's height on wide screens, e.g. a list that scrolls in itself.
 */
export function Page({
  title,
  trail,
  beside,
  actions,
  fill = false,
  children,
}: {
  title: string
  trail?: ReactNode
  beside?: ReactNode
  actions?: ReactNode
  fill?: boolean
  children: ReactNode
}) {
  const { t } = useWords()
  useEffect(() => {
    document.title = t('shell.title', { page: title })
  }, [t, title])
  return (
    <>
      <div className={css.head}>
        {trail}
        <h1>{title}</h1>
        {beside}
        {actions === undefined ? null : <div className={css.side}>{actions}</div>}
      </div>
      <div className={fill ? css.fill : css.body}>{children}</div>
    </>
  )
}
