// Messages counted by state over all channels. Pure.
import type { ApiMessage, LiveSnapshot } from '@lotse/protocol'
import { messageTones } from '../messages/tones.ts'

/** Sums over channels, in the order of the way a message goes; states without messages are left out. */
export function byState(messages: LiveSnapshot['messages']): readonly { state: ApiMessage['state']; count: number }[] {
  const sums = new Map<ApiMessage['state'], number>()
  for (const { state, count } of messages) sums.set(state, (sums.get(state) ?? 0) + count)
  return Object.keys(messageTones).flatMap((state) => {
    const known = state as ApiMessage['state']
    const count = sums.get(known) ?? 0
    return count === 0 ? [] : [{ state: known, count }]
  })
}
