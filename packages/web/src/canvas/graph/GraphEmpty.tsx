// A graph of a journey without steps: what belongs here, and the first one to begin with.
import { IconGitBranch } from '@tabler/icons-react'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'

/** The empty graph. @param add - makes the first step; null where the reader may not. */
export function GraphEmpty({ add }: { add: (() => void) | null }) {
  const { t } = useWords()
  return (
    <Empty
      icon={IconGitBranch}
      title={t('graph.none')}
      action={
        add === null ? undefined : (
          <Button kind="primary" onClick={add}>
            {t('graph.first')}
          </Button>
        )
      }
    >
      {t('graph.noneText')}
    </Empty>
  )
}
