// The parts of the place of insights, each with an address of its own. What the lists are narrowed to goes along.

import { useListState } from '../list/use-list-state.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'
import { insightFilterNames } from './asked.ts'

const parts = ['/insights', '/insights/matrix', '/insights/board', '/insights/backlog'] as const
/** The address of a part. */
export type InsightPart = (typeof parts)[number]

const words = {
  '/insights': 'insightMonitor.tab.monitor',
  '/insights/matrix': 'insightMonitor.tab.matrix',
  '/insights/board': 'insightMonitor.tab.board',
  '/insights/backlog': 'insightDeciding.title',
} as const satisfies Record<InsightPart, string>

/** The tabs. @param current - the part that is shown. */
export function InsightTabs({ current }: { current: InsightPart }) {
  const { t } = useWords()
  const { state } = useListState()
  const kept = Object.fromEntries(
    ['find', ...insightFilterNames].flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]])),
  )
  return (
    <Tabs
      label={t('insightMonitor.parts')}
      tabs={parts.map((to) => ({ link: { to, search: kept }, label: t(words[to]), current: to === current }))}
    />
  )
}
