// What can be done with several insights at once, for the bar, the palette and keys. Changes nothing but what goes without a question.
import type { WorkedInsight } from '@lotse/protocol'
import { IconArrowRight, IconBuildingCommunity, IconChevronsUp, IconGavel, IconUser } from '@tabler/icons-react'
import { useMay } from '../../app/member.ts'
import type { ListAction } from '../../list/shape.ts'
import { useWords } from '../../words/use.ts'

/** What a question is about. */
export type Bulk = {
  readonly kind: 'priority' | 'addressee' | 'department' | 'submit' | 'decide'
  readonly insights: readonly WorkedInsight[]
}

const facts = [
  { kind: 'priority', action: 'insights.prioritise', keys: 'p', icon: IconChevronsUp },
  { kind: 'addressee', action: 'insights.work', keys: 'a', icon: IconUser },
  { kind: 'department', action: 'insights.assign', keys: 'd', icon: IconBuildingCommunity },
  { kind: 'submit', action: 'insights.work', keys: 'b', icon: IconArrowRight },
  { kind: 'decide', action: 'insights.decide', keys: 'f', icon: IconGavel },
] as const

/** The actions that somebody's role may take. @param ask - asks what is still to be said. */
export function useBulk(ask: (bulk: Bulk) => void): readonly ListAction<WorkedInsight>[] {
  const { t } = useWords()
  const may = useMay()
  return facts
    .filter(({ action }) => may(action))
    .map(({ kind, keys, icon }) => ({
      id: `insights.${kind}`,
      label: t(`insightMonitor.bulk.${kind}`),
      keys,
      icon,
      run: (insights) => ask({ kind, insights }),
    }))
}
