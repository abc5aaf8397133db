// A list that is loading: quiet rows of the height that the real ones will have, so that nothing jumps. Appears after a blink.
import { useWords } from '../words/use.ts'
import { HEAD_PX } from './Body.tsx'
import css from './list.module.css'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']
const CARD_PX = 112

/** @param rowPx - height of a row. */
export function Skeleton({ rowPx, narrow }: { rowPx: number; narrow: boolean }) {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t('parts.loading')} className={css.skeleton}>
      {narrow ? null : <div style={{ height: HEAD_PX }} />}
      {ROWS.map((row) => (
        <div key={row} className={css.bone} style={{ height: narrow ? CARD_PX : rowPx }}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
