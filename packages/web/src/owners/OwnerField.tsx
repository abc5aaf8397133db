// The unit that something belongs to: one field, for what is new and for what is handed over. Keeps nothing; sends nothing.
import type { Reach } from '@lotse/protocol'
import { useMe } from '../app/member.ts'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/use.ts'
import { unitsFor } from './units.ts'
import { indented, useUnits } from './use-units.ts'

type Given = {
  /** Which units are offered: all, or the caller's own ones alone. */
  readonly reach: Reach | undefined
  /** Null: nobody. */
  readonly owner: string | null
  readonly choose: (owner: string | null) => void
  /** What belonging to the unit means here; left out: to change and publish it. */
  readonly hint?: string | undefined
}

/** The field; a sentence instead where the caller belongs to no unit and may make nothing. */
export function OwnerField({ reach, owner, choose, hint }: Given) {
  const { t } = useWords()
  const { units: own } = useMe()
  const units = useUnits()
  if (reach !== 'all' && own.length === 0) return <Notice kind="attention">{t('owners.noUnit')}</Notice>
  if (units.length === 0) return null
  return (
    <Select
      label={t('owners.label')}
      hint={hint ?? t('owners.hint')}
      value={owner ?? ''}
      onChange={({ currentTarget }) => choose(currentTarget.value === '' ? null : currentTarget.value)}
      choices={[
        { value: '', label: reach === 'all' ? t('owners.nobody') : t('owners.choose') },
        ...unitsFor(units, { reach, own }).map(({ unit, depth }) => ({
          value: unit.id,
          label: `${indented(unit.name, depth)} (${t(`units.kind.${unit.kind}`)})`,
        })),
      ]}
    />
  )
}
