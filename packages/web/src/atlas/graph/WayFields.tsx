// The numbers of a way as people write them: a share of a hundred, and a time in the unit that fits it.
import type { Json } from '@lotse/protocol'
import { useState } from 'react'
import { Field } from '../../parts/Field.tsx'
import { Select } from '../../parts/Select.tsx'
import { useWords } from '../../words/use.ts'
import css from './graph.module.css'
import { numberIn, SHARE_MAX, UNITS, type Unit, unitOf, WITHIN_MS_MAX } from './way-numbers.ts'

type Given = {
  readonly value: Json | undefined
  readonly mayEdit: boolean
  /** Keeps it; null: nothing is said. */
  readonly set: (value: number | null) => void
}

/** How many of a hundred go the way. */
export function ShareField({ value, mayEdit, set }: Given) {
  const { t, f } = useWords()
  const shown = typeof value === 'number' ? f.number(value * SHARE_MAX) : ''
  const [wrong, setWrong] = useState(false)
  return (
    <Field
      key={shown}
      label={t('graph.share')}
      hint={t('graph.shareHint')}
      error={wrong ? t('graph.notThat', { most: f.whole(SHARE_MAX) }) : undefined}
      defaultValue={shown}
      inputMode="decimal"
      readOnly={!mayEdit}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value.trim() === shown) return setWrong(false)
        const number = numberIn(currentTarget.value, SHARE_MAX)
        setWrong(number === undefined)
        if (number !== undefined) set(number === null ? null : number / SHARE_MAX)
      }}
    />
  )
}

/** Within which time it is gone. */
export function WithinField({ value, mayEdit, set }: Given) {
  const { t, f } = useWords()
  const [chosen, choose] = useState<Unit | null>(null)
  const [wrong, setWrong] = useState(false)
  const known = typeof value === 'number' ? value : null
  const unit = chosen ?? unitOf(known)
  const shown = known === null ? '' : f.number(known / UNITS[unit])
  const most = Math.floor(WITHIN_MS_MAX / UNITS[unit])
  return (
    <div className={css.within}>
      <Field
        key={shown}
        label={t('graph.within')}
        hint={t('graph.withinHint')}
        error={wrong ? t('graph.notThat', { most: f.whole(most) }) : undefined}
        defaultValue={shown}
        inputMode="decimal"
        readOnly={!mayEdit}
        onBlur={({ currentTarget }) => {
          if (currentTarget.value.trim() === shown) return setWrong(false)
          const number = numberIn(currentTarget.value, most)
          setWrong(number === undefined)
          if (number !== undefined) set(number === null ? null : Math.round(number * UNITS[unit]))
        }}
      />
      <Select
        label={t('graph.unit')}
        hidden
        value={unit}
        disabled={!mayEdit}
        choices={(Object.keys(UNITS) as Unit[]).map((one) => ({ value: one, label: t(`graph.units.${one}`) }))}
        onChange={({ currentTarget }) => choose(currentTarget.value as Unit)}
      />
    </div>
  )
}
