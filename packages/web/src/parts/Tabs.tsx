// Parts of one screen, side by side, each with an address of its own: links, so that they can be kept, opened beside, gone back from.
import { Link, type LinkProps, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useCommands } from '../shell/use-commands.ts'
import css from './tabs.module.css'

/** A tab: where it leads, what it is called, and how many things are there. */
export type Tab = {
  readonly link: LinkProps
  readonly label: string
  readonly count?: string
  readonly current: boolean
}

/** The tabs, which the palette offers, too. @param label - what they are parts of, for assistive technology. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const router = useRouter()
  useCommands(
    tabs
      .filter(({ current }) => !current)
      .map(({ link, label: name }) => ({
        id: `tab.${name}`,
        label: name,
        group: 'here',
        run: () => void router.navigate(link),
      })),
  )
  const row = useRef<HTMLElement>(null)
  const current = tabs.findIndex((tab) => tab.current)
  // Where not all tabs have room, the current one is in sight.
  useEffect(() => {
    const [all, tab] = [row.current, row.current?.children[current]]
    if (all && tab instanceof HTMLElement) all.scrollLeft = tab.offsetLeft - (all.clientWidth - tab.offsetWidth) / 2
  }, [current])
  return (
    <nav ref={row} className={css.tabs} aria-label={label}>
      {tabs.map(({ link, label: name, count, current }) => (
        <Link key={name} {...link} className={css.tab} aria-current={current ? 'page' : false} data-current={current}>
          {name}
          {count === undefined ? null : <span className={css.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
