// The heading of a group in a list: what it is, how many it holds, and whether they are shown. Counts nothing itself.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useWords } from '../words/use.ts'
import css from './list.module.css'
import type { GroupHead } from './shape.ts'

type Given = {
  readonly head: GroupHead
  readonly fold: (id: string) => void
  readonly place: CSSProperties
}

/** The heading, over the whole width. */
export function GroupRow({ head: { id, label, count, folded }, fold, place }: Given) {
  const { f } = useWords()
  const Chevron = folded ? IconChevronRight : IconChevronDown
  return (
    <div role="row" className={css.groupRow} style={place} data-group={id}>
      <div role="gridcell" className={css.groupCell}>
        <button type="button" className={css.groupButton} aria-expanded={!folded} onClick={() => fold(id)}>
          <Chevron size={15} stroke={2} aria-hidden />
          <bdi>{label}</bdi>
          <span className={css.groupCount}>{f.whole(count)}</span>
        </button>
      </div>
    </div>
  )
}
