// What groups of the monitor are called. Draws nothing.
import { evidenceLevels, type InsightGrouping, insightSorts, insightStates, priorities } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../../atlas/data.ts'
import { useOwnerName } from '../../owners/use-units.ts'
import { useWords } from '../../words/use.ts'

/** Names a group by what is grouped by and its key; null: of those that lack it. */
export function useGroupLabel(): (by: InsightGrouping, key: string | null) => string {
  const { t } = useWords()
  const ownerName = useOwnerName()
  const members = useQuery(membersQuery).data ?? []
  const known = <T extends string>(all: readonly T[], key: string | null): T | undefined =>
    all.find((one) => one === key)
  return (by, key) => {
    if (by === 'status') return stateWord(known(insightStates, key))
    if (by === 'priority') return t(`insightWork.priority.${known(priorities, key) ?? 'none'}`)
    if (by === 'evidence') return t(`insightWork.level.${known(evidenceLevels, key) ?? 'assumed'}`)
    if (by === 'department') return ownerName(key) ?? t('insightMonitor.nobodyInCharge')
    if (by === 'addressee') return members.find(({ id }) => id === key)?.name ?? t('insightMonitor.nobodyYet')
    const sort = known(insightSorts, key)
    return sort === undefined ? t('insightMonitor.noSort') : t(`library.choice.${sort}`)
  }
  function stateWord(state: (typeof insightStates)[number] = 'new'): string {
    return t(`insightWork.state.${state}`)
  }
}
