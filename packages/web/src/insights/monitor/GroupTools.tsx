// By what the monitor groups, and all groups folded or shown at once. Keeps both in the address.
import { type InsightGrouping, insightGroupings } from '@lotse/protocol'
import { useListState } from '../../list/use-list-state.ts'
import { Button } from '../../parts/Button.tsx'
import { Select } from '../../parts/Select.tsx'
import { useWords } from '../../words/use.ts'
import css from '../insights.module.css'

type Given = {
  readonly groupBy: InsightGrouping | undefined
  /** Of all groups that there are. */
  readonly keys: readonly string[]
  readonly folded: readonly string[]
}

/** The choice with its button. */
export function GroupTools({ groupBy, keys, folded }: Given) {
  const { t } = useWords()
  const { change } = useListState()
  const all = keys.length > 0 && keys.every((key) => folded.includes(key))
  return (
    <div className={css.grouping}>
      <Select
        label={t('insightMonitor.groupBy')}
        hidden
        value={groupBy ?? ''}
        onChange={({ currentTarget }) => change({ group: currentTarget.value || undefined, folded: undefined })}
        choices={[
          { value: '', label: t('insightMonitor.noGroups') },
          ...insightGroupings.map((value) => ({ value, label: t(`insightMonitor.by.${value}`) })),
        ]}
      />
      {groupBy === undefined || keys.length === 0 ? null : (
        <Button kind="quiet" onClick={() => change({ folded: all ? undefined : keys.join(',') }, true)}>
          {all ? t('insightMonitor.unfoldAll') : t('insightMonitor.foldAll')}
        </Button>
      )}
    </div>
  )
}
