// The mark of a place at which comments are open: how many, and the way to them. Without any it draws nothing.
import { IconMessage } from '@tabler/icons-react'
import { useWords } from '../words/use.ts'
import { useActs } from './acts.ts'
import css from './marks.module.css'
import { useMarks } from './marks.ts'

type Given = {
  /** The step, phase or lane, or step and lane with `/` between. */
  readonly of: string
  readonly row: string
  readonly col: string
}

/** The mark. */
export function TalkMark(given: Given) {
  const marks = useMarks()
  const count = marks?.counts.get(given.of)
  return marks === null || count === undefined ? null : <Mark {...given} count={count} open={marks.open} />
}

function Mark({ count, row, col, open }: Given & { readonly count: number; readonly open: () => void }) {
  const { t, f } = useWords()
  const { select } = useActs()
  const name = t('talk.mark', { count, formatted: f.whole(count) })
  return (
    <button
      type="button"
      tabIndex={-1}
      className={css.mark}
      aria-label={name}
      title={name}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={() => {
        select({ row, col })
        open()
      }}
    >
      <IconMessage size={13} stroke={1.9} aria-hidden />
      {count > 1 ? <span aria-hidden>{f.whole(count)}</span> : null}
    </button>
  )
}
