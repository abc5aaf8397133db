import type { FlowDocument } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { eventsHeard } from './events.ts'

const counted = (event: string) =>
  ({ op: 'gt', left: { aggregate: { fn: 'count', event } }, right: { literal: 2 } }) as const
const flow: FlowDocument = {
  lotse: 'flow/1',
  name: 'Basket',
  trigger: { event: 'Added', where: counted('Bought') },
  entry: { rule: 'once' },
  goal: { event: 'Bought' },
  exits: [{ event: 'Removed' }, { when: counted('Complained') }],
  start: 'wait',
  steps: [
    {
      id: 'wait',
      kind: 'wait_for',
      events: [
        { event: 'Bought', next: 'end' },
        { event: 'Added', where: { exists: { event: 'channel' } }, next: 'end' },
      ],
      timeout: '1d',
      otherwise: 'end',
    },
    { id: 'end', kind: 'exit' },
  ],
}

test('a flow hears what begins, ends and fulfils it, what it waits for, and what its conditions count', () => {
  expect(eventsHeard(flow).map(({ event, as }) => `${as} ${event}`)).toEqual([
    'trigger Added',
    'goal Bought',
    'exit Removed',
    'wait Bought',
    'wait Added',
    'count Bought',
    'count Complained',
  ])
})

test('what is the same twice is said once, and an event’s own facts are no events', () => {
  const twice = { ...flow, exits: [{ event: 'Removed' }, { event: 'Removed' }] }
  expect(eventsHeard(twice).filter(({ as }) => as === 'exit')).toEqual([{ event: 'Removed', as: 'exit' }])
  expect(eventsHeard(flow).map(({ event }) => event)).not.toContain('channel')
})
