// The main navigation: only what exists, and only what the role may see.
import type { Action } from '@lotse/protocol'
import { IconAccessPoint, IconArrowFork, IconInbox, IconMail, IconPlugConnected, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { useWords } from '../words/use.ts'
import css from './shell.module.css'

const entries = [
  { to: '/control', word: 'shell.nav.control', icon: IconAccessPoint, action: 'stats.read' },
  { to: '/customers', word: 'shell.nav.customers', icon: IconUsers, action: 'customers.read' },
  { to: '/flows', word: 'shell.nav.flows', icon: IconArrowFork, action: 'flows.read' },
  { to: '/messages', word: 'shell.nav.messages', icon: IconMail, action: 'messages.read' },
  { to: '/inputs', word: 'shell.nav.inputs', icon: IconInbox, action: 'inputs.read' },
  { to: '/sources', word: 'shell.nav.sources', icon: IconPlugConnected, action: 'sources.read' },
] as const satisfies readonly { action: Action; [field: string]: unknown }[]

/** The list of screens; the current one is marked for eyes and for assistive technology. */
export function Navigation() {
  const { t } = useWords()
  const may = useMay()
  return (
    <nav aria-label={t('shell.nav.label')}>
      <ul className={css.list}>
        {entries
          .filter((entry) => may(entry.action))
          .map(({ to, word, icon: Mark }) => (
            <li key={to}>
              <Link to={to} className={css.item}>
                <Mark size={18} stroke={1.6} aria-hidden />
                {t(word)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
