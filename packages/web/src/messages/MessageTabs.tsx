// The parts of messages, side by side: outbox, how mail fares, barred addresses, templates. Shows only those that the role may see.
import { useRouterState } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'

/** The tabs. */
export function MessageTabs() {
  const { t } = useWords()
  const may = useMay()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const tabs = [
    { to: '/messages', label: t('messages.tab.outbox'), shown: may('messages.read') },
    { to: '/messages/deliverability', label: t('messages.tab.fares'), shown: may('messages.read') },
    { to: '/messages/barred', label: t('messages.tab.barred'), shown: may('messages.read') },
    { to: '/messages/topics', label: t('messages.tab.topics'), shown: may('templates.read') },
    { to: '/templates', label: t('messages.tab.templates'), shown: may('templates.read') },
  ] as const
  return (
    <Tabs
      label={t('messages.parts')}
      tabs={tabs
        .filter(({ shown }) => shown)
        .map(({ to, label }) => ({
          link: { to },
          label,
          current: path === to || (to === '/templates' && path.startsWith('/templates/')),
        }))}
    />
  )
}
