// What needs the reader: of what is stuck, what their role can do something about.
import type { Action, Stuck } from '@lotse/protocol'
import { useMay } from '../../app/member.ts'
import { NeedsYou } from '../../control/NeedsYou.tsx'
import { useWorkspace } from '../../live/use.ts'

const actionOf: Readonly<Record<Stuck['kind'], Action>> = {
  message_dead: 'messages.read',
  message_unknown: 'messages.read',
  message_overdue: 'messages.read',
  message_held: 'messages.read',
  input_set_aside: 'inputs.read',
  events_refused: 'inputs.read',
  bucket_unowned: 'sources.manage',
  engine_behind: 'sources.manage',
  flow_paused: 'flows.edit',
}

/** The card. */
export function Needs() {
  const may = useMay()
  const { now } = useWorkspace().history
  if (now === null) return null
  return <NeedsYou stuck={now.stuck.filter(({ kind }) => may(actionOf[kind]))} flows={now.flows} />
}
