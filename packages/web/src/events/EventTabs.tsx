// The parts of events, side by side: what comes, how much, what it holds, and what went wrong. Shows only those that the role may see.
import { useRouterState } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'

/** The tabs. */
export function EventTabs() {
  const { t } = useWords()
  const may = useMay()
  const { pathname, search } = useRouterState({ select: (state) => state.location })
  const show = 'show' in search ? search.show : undefined
  const tabs = [
    {
      link: { to: '/events' },
      label: t('events.tab.list'),
      shown: may('events.read'),
      current: pathname === '/events',
    },
    {
      link: { to: '/events/volumes' },
      label: t('events.tab.volumes'),
      shown: true,
      current: pathname === '/events/volumes',
    },
    {
      link: { to: '/events/names' },
      label: t('events.tab.names'),
      shown: true,
      current: pathname === '/events/names' || pathname === '/events/schema',
    },
    {
      link: { to: '/inputs', search: { show: 'refused' } },
      label: t('events.tab.refused'),
      shown: may('inputs.read'),
      current: pathname === '/inputs' && show === 'refused',
    },
    {
      link: { to: '/inputs', search: { show: 'set-aside' } },
      label: t('events.tab.setAside'),
      shown: may('inputs.read'),
      current: pathname === '/inputs' && show !== 'refused',
    },
  ] as const
  return <Tabs label={t('events.parts')} tabs={tabs.filter(({ shown }) => shown)} />
}
