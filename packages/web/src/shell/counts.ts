// The small figures beside places in the navigation, from the newest snapshot. Pure.
import type { Action, LiveSnapshot, Stuck } from '@lotse/protocol'

/** Figures that the navigation can show. */
export type CountName = 'calls' | 'feed' | 'rate' | 'flows' | 'dead' | 'stuckInputs'

/** What one must be allowed to do for a figure to be of use: nobody is called to what they cannot see. */
export const countAction: Readonly<Record<CountName, Action>> = {
  calls: 'atlas.read',
  feed: 'feed.read',
  rate: 'stats.read',
  flows: 'flows.read',
  dead: 'messages.read',
  stuckInputs: 'inputs.read',
}

/** A figure: how it is written, and whether it wants attention. */
export type Count = { readonly value: number; readonly unit: 'perMinute' | 'none'; readonly attention: boolean }

const stuckOf = (snapshot: LiveSnapshot, kinds: readonly Stuck['kind'][]): number =>
  snapshot.stuck.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { count }) => sum + count, 0)

/**
 * A figure of the moment; null where there is nothing to say (zero of what wants attention is nothing to say).
 *
 * @param name - which.
 * @param snapshot - the newest.
 */
export function countOf(name: Exclude<CountName, 'calls' | 'feed'>, snapshot: LiveSnapshot): Count | null {
  if (name === 'rate') return { value: Math.round(snapshot.eventsPerSecond * 60), unit: 'perMinute', attention: false }
  if (name === 'flows') return plain(snapshot.flows.filter(({ status }) => status === 'published').length)
  return wanting(stuckOf(snapshot, name === 'dead' ? ['message_dead'] : ['input_set_aside', 'events_refused']))
}

/** How much of the feed the reader has not seen; alerts want attention. */
export const feedCount = ({ unread, alerts }: { readonly unread: number; readonly alerts: number }): Count | null =>
  unread === 0 ? null : { value: unread, unit: 'none', attention: alerts > 0 }

/** How many threads call the reader; null where none does. */
export const callsCount = (count: number): Count | null => wanting(count)

const plain = (value: number): Count | null => (value === 0 ? null : { value, unit: 'none', attention: false })
const wanting = (value: number): Count | null => (value === 0 ? null : { value, unit: 'none', attention: true })
