// Said above figures that are not those of now: of an edition that is measured no longer, or whose history is still being read.
import type { ShownEdition } from '@lotse/protocol'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/use.ts'

/** The notice; nothing where all is in. */
export function Standing({ edition: { measured, number, filled } }: { edition: ShownEdition }) {
  const { t, f } = useWords()
  if (!measured) return <Notice kind="plain">{t('reality.stopped', { number: f.whole(number) })}</Notice>
  if (filled.doneAt !== null) return null
  return (
    <Notice kind="plain">{t('measuring.filling', { done: f.whole(filled.done), total: f.whole(filled.total) })}</Notice>
  )
}
