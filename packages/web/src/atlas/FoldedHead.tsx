// The head of a journey's page; where there is little room, its views in a row, and one button that unfolds all else right behind it. What is folded stays
// there, so that its shortcuts and dialogs work, and nothing that is being written is lost when the window becomes narrow or wide.
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'

type Given = {
  /** Whether there is little room. */
  readonly narrow: boolean
  /** What always shows. */
  readonly tabs: ReactNode
  /** What is folded and, where there is room, stands elsewhere. */
  readonly beside: ReactNode
  /** What is folded where there is little room; a dialog open in it stays when the room changes. */
  readonly tools: ReactNode
}

/** The head; where there is room, views and tools side by side. */
export function FoldedHead({ narrow, tabs, beside, tools }: Given) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className={narrow ? css.foldedHead : css.views} data-whole={narrow || undefined}>
      {tabs}
      {narrow ? (
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
      ) : null}
      <div id={id} className={narrow && open ? css.folded : css.unfolded} data-folded={narrow && !open}>
        {narrow ? beside : null}
        {tools}
      </div>
    </div>
  )
}
