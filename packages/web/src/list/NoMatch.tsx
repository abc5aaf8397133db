// What a list says when its filters leave nothing: that, and the way back.
import { IconFilterOff } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './list.module.css'

/** @param clear - takes all filters out. */
export function NoMatch({ clear }: { clear: () => void }) {
  const { t } = useWords()
  return (
    <div className={css.none} role="status">
      <Empty icon={IconFilterOff} title={t('list.noMatch')} action={<Button onClick={clear}>{t('list.clear')}</Button>}>
        <p>{t('list.noMatchText')}</p>
      </Empty>
    </div>
  )
}
