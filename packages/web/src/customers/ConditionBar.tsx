// The condition of the list of customers: a button to make one, and what it says while one holds. The address keeps it.
import { IconAdjustments } from '@tabler/icons-react'
import { useState } from 'react'
import { useListState } from '../list/use-list-state.ts'
import { Button } from '../parts/Button.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import css from './customers.module.css'
import { LazyPanel, LazyReading } from './LazyConditions.tsx'

/** The button in the list's bar, with its panel. */
export function ConditionButton({ text }: { text: string | undefined }) {
  const { t } = useWords()
  const { change } = useListState()
  const [open, setOpen] = useState(false)
  const show = () => setOpen(true)
  useCommands([{ id: 'condition', label: t('customers.editCondition'), group: 'here', keys: 'c', run: show }])
  const apply = (next: string) => {
    change({ cond: next === '' ? undefined : next })
    setOpen(false)
  }
  return (
    <>
      <Button onClick={show} aria-keyshortcuts="c">
        <IconAdjustments size={16} stroke={1.7} aria-hidden />
        {t('customers.condition')}
      </Button>
      {open ? <LazyPanel text={text ?? ''} close={() => setOpen(false)} apply={apply} /> : null}
    </>
  )
}

/** What the condition of the list says; nothing where there is none. */
export function ConditionBar({ text }: { text: string | undefined }) {
  const { t } = useWords()
  const { change } = useListState()
  if (text === undefined) return null
  return (
    <div className={css.condition}>
      <p title={text}>
        <LazyReading text={text} />
      </p>
      <Button kind="quiet" onClick={() => change({ cond: undefined })}>
        {t('customers.removeCondition')}
      </Button>
    </div>
  )
}
