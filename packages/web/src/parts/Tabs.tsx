// Parts of one screen, side by side, each with an address of its own: links, so that they can be kept, opened beside, gone back from.
import { Link, type LinkProps } from '@tanstack/react-router'
import css from './tabs.module.css'

/** A tab: where it leads, what it is called, and how many things are there. */
export type Tab = {
  readonly link: LinkProps
  readonly label: string
  readonly count?: string
  readonly current: boolean
}

/** @param label - what the tabs are parts of, for assistive technology. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map(({ link, label: name, count, current }) => (
        <Link key={name} {...link} className={css.tab} aria-current={current ? 'page' : false} data-current={current}>
          {name}
          {count === undefined ? null : <span className={css.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
