// The frame around every screen: navigation, account, skip link. Screens bring their own heading and content.
import { IconMenu2, IconSearch, IconX } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { ProofHost } from '../account/ProofHost.tsx'
import { useMay } from '../app/member.ts'
import { KeepOpened } from '../home/KeepOpened.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Keys } from '../parts/Keys.tsx'
import { Toasts } from '../parts/Toasts.tsx'
import { useWords } from '../words/use.ts'
import { Mark } from './Mark.tsx'
import { Navigation } from './Navigation.tsx'
import { actionAt } from './reach.ts'
import css from './shell.module.css'
import { listenToKeys } from './shortcuts.ts'
import { useShellCommands } from './use-shell-commands.ts'

const loadPalette = () => import('./Palette.tsx').then(({ Palette }) => ({ default: Palette }))
const Palette = lazy(loadPalette)
const MemberMenu = lazy(() => import('./MemberMenu.tsx').then((file) => ({ default: file.MemberMenu })))
const NotForYou = lazy(() => import('./NotForYou.tsx').then((file) => ({ default: file.NotForYou })))
const KeyList = lazy(() => import('./KeyList.tsx').then((file) => ({ default: file.KeyList })))

/** The shell. On narrow screens the navigation folds away and closes when a screen was chosen. */
export function Shell() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [shown, show] = useState<'palette' | 'keys' | null>(null)
  useShellCommands(show)
  const close = () => show(null)
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
        <Link to="/" className={css.brand}>
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
        <SearchButton open={() => show('palette')} />
        <div id="menu" className={css.menu} data-open={open}>
          <Navigation />
          <div className={css.foot}>
            <Suspense fallback={<div className={css.member} />}>
              <MemberMenu showKeys={() => show('keys')} />
            </Suspense>
          </div>
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className={css.main}>
        {useReaches(path) ? <Outlet /> : <NotForYou />}
      </main>
      <Toasts />
      <ConfirmDialog />
      <ProofHost />
      <KeepOpened />
      <Suspense>
        {shown === 'palette' ? <Palette close={close} /> : null}
        {shown === 'keys' ? <KeyList close={close} /> : null}
      </Suspense>
    </div>
  )
}

const BRAND = 'Lotse'

function SearchButton({ open }: { open: () => void }) {
  const { t } = useWords()
  return (
    <button
      type="button"
      className={css.search}
      onClick={open}
      onPointerEnter={() => void loadPalette()}
      onFocus={() => void loadPalette()}
      aria-label={t('shell.palette.open')}
      aria-keyshortcuts="Meta+K Control+K"
    >
      <IconSearch size={16} stroke={1.7} aria-hidden />
      <span>{t('shell.palette.button')}</span>
      <Keys keys="mod+k" />
    </button>
  )
}

/** Whether the screen at an address is of use to the reader. */
function useReaches(path: string): boolean {
  const may = useMay()
  const action = actionAt(path)
  return action === undefined || may(action)
}

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
