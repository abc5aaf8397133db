// The tool above a map that shows and hides what people say about it.
import { IconMessage } from '@tabler/icons-react'
import { useMarks } from '../../canvas/marks.ts'
import { Tool } from '../../canvas/Toolbar.tsx'
import { useWords } from '../../words/use.ts'

/** The tool; nothing where there is no talk around. */
export function TalkTool() {
  const { t, f } = useWords()
  const marks = useMarks()
  if (marks === null) return null
  const count = [...marks.counts.values()].reduce((sum, one) => sum + one, 0)
  return (
    <Tool
      label={count === 0 ? t('talk.open') : t('talk.openCount', { count, formatted: f.whole(count) })}
      icon={IconMessage}
      act={marks.shown ? marks.close : marks.open}
      on={marks.shown}
    />
  )
}
