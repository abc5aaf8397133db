// The frame of the settings: their pages beside the one that is open. Each page brings its own heading and content.
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMay } from '../app/member.ts'
import { useWords } from '../words/use.ts'
import { settingsGroups, settingsPages } from './pages.ts'
import css from './settings.module.css'

/** The frame. On narrow screens the pages stand in one line above. */
export function Settings() {
  const { t } = useWords()
  const may = useMay()
  const pages = settingsPages.filter(({ action }) => may(action))
  const groups = settingsGroups.filter((group) => pages.some((page) => page.group === group))
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // Where the pages stand in one line, the open one is in sight.
  useEffect(() => {
    const [all, link] = [row.current, row.current?.querySelector(`a[href="${CSS.escape(pathname)}"]`)]
    if (all && link instanceof HTMLElement) all.scrollLeft = link.offsetLeft - (all.clientWidth - link.offsetWidth) / 2
  }, [pathname])
  return (
    <div className={css.frame}>
      <nav ref={row} className={css.nav} aria-label={t('settings.label')}>
        {groups.map((group) => (
          <section key={group} className={css.group} aria-labelledby={`settings-${group}`}>
            <h2 id={`settings-${group}`}>{t(`settings.group.${group}`)}</h2>
            <ul>
              {pages
                .filter((page) => page.group === group)
                .map(({ to, word, icon: Mark }) => (
                  <li key={to}>
                    <Link to={to} className={css.item}>
                      <Mark size={16} stroke={1.6} aria-hidden />
                      {t(word)}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className={css.page}>
        <Outlet />
      </div>
    </div>
  )
}
