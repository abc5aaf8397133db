// The frame around every screen: navigation, account, skip link. Screens bring their own heading and content.
import { IconMenu2, IconX } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Toasts } from '../parts/Toasts.tsx'
import { useWords } from '../words/use.ts'
import { Mark } from './Mark.tsx'
import { MemberMenu } from './MemberMenu.tsx'
import { Navigation } from './Navigation.tsx'
import css from './shell.module.css'
import { listenToKeys } from './shortcuts.ts'

/** The shell. On narrow screens the navigation folds away and closes when a screen was chosen. */
export function Shell() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useScreenFocus(path)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the screen changes.
  useEffect(() => setOpen(false), [path])
  useEffect(listenToKeys, [])
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#content">
        {t('shell.skip')}
      </a>
      <header className={css.side}>
        <Link to="/control" className={css.brand}>
          <Mark size={24} />
          {BRAND}
        </Link>
        <button
          type="button"
          className={css.burger}
          aria-expanded={open}
          aria-controls="menu"
          aria-label={open ? t('shell.nav.close') : t('shell.nav.open')}
          onClick={() => setOpen(!open)}
        >
          {open ? <IconX size={20} aria-hidden /> : <IconMenu2 size={20} aria-hidden />}
        </button>
        <div id="menu" className={css.menu} data-open={open}>
          <Navigation />
          <div className={css.foot}>
            <MemberMenu />
          </div>
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className={css.main}>
        <Outlet />
      </main>
      <Toasts />
      <ConfirmDialog />
    </div>
  )
}

const BRAND = 'Lotse'

/** Moves focus to the content when the screen changes, so that keyboard and screen reader start there; not at the first screen. */
function useScreenFocus(path: string) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}
