// The parts of feeds: what is new, and how it comes to its reader.
import { useRouterState } from '@tanstack/react-router'
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'

/** The tabs. */
export function FeedTabs() {
  const { t } = useWords()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const tabs = [
    { link: { to: '/feed' }, label: t('feed.tab.news'), current: path === '/feed' },
    { link: { to: '/feed/delivery' }, label: t('feed.tab.delivery'), current: path === '/feed/delivery' },
  ] as const
  return <Tabs label={t('feed.title')} tabs={tabs} />
}
