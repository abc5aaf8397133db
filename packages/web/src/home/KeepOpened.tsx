// Remembers which customers and flows were opened, by the title their screens set. Shows nothing.
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../app/member.ts'
import { isWorthKeeping, keepOpened } from './opened.ts'
import { whoseList } from './whose.ts'

/** A screen has set its title by then, also where it first had to ask for the name. */
const TITLE_MS = 1500
/** What stands behind a screen's name in the window's title. */
const SUFFIX = ' · Lotse'

/** Stands once in the shell. */
export function KeepOpened(): null {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const whose = whoseList(useMe())
  useEffect(() => {
    if (!isWorthKeeping(path)) return
    const timer = setTimeout(() => {
      const name = document.title.endsWith(SUFFIX) ? document.title.slice(0, -SUFFIX.length) : document.title
      keepOpened(whose, { path, name, at: Date.now() })
    }, TITLE_MS)
    return () => clearTimeout(timer)
  }, [path, whose])
  return null
}
