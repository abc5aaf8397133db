// The head of a journey's page where there is little room: its views in a row, and one button that unfolds all else right behind it. What is folded stays there, so that its shortcuts and dialogs work.
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'

/** The head. @param tabs - what always shows. */
export function FoldedHead({ tabs, children }: { readonly tabs: ReactNode; readonly children: ReactNode }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className={css.foldedHead} data-whole>
      {tabs}
      <button
        type="button"
        className={css.unfold}
        aria-label={t('map.more')}
        title={t('map.more')}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconDots size={18} stroke={1.7} aria-hidden />
      </button>
      <div id={id} className={css.folded} hidden={!open}>
        {children}
      </div>
    </div>
  )
}
