// A filter that holds, with a way to take it out. Decides nothing.
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/use.ts'
import css from './chip.module.css'

/**
 * The chip.
 *
 * @param name - of the filter: "Kanal".
 * @param children - its value: "E-Mail".
 */
export function Chip({ name, remove, children }: { name: string; remove: () => void; children: ReactNode }) {
  const { t } = useWords()
  return (
    <span className={css.chip}>
      <span className={css.words}>
        {name}
        {': '}
        <b>{children}</b>
      </span>
      <button type="button" className={css.remove} aria-label={t('parts.removeFilter', { name })} onClick={remove}>
        <IconX size={13} stroke={2} aria-hidden />
      </button>
    </span>
  )
}
