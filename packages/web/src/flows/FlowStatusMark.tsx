// A flow's state as a pill.
import type { FlowStatus } from '@lotse/protocol'
import { StateMark } from '../parts/Mark.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useWords } from '../words/use.ts'

const tones: Record<FlowStatus, MarkTone> = {
  draft: 'plain',
  published: 'proof',
  paused: 'attention',
  archived: 'plain',
}

/** The pill. */
export function FlowStatusMark({ status }: { status: FlowStatus }) {
  const { t } = useWords()
  return <StateMark tone={tones[status]}>{t(`flow.status.${status}`)}</StateMark>
}
