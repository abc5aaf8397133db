// Seeded generators of flow documents and of customers' histories, for laws about the engine. The names are few, so that flows and events meet often.
import type { LoggedEvent } from '@lotse/core/listen'
import type { Condition, FlowDocument, FlowEntry, FlowStep } from '@lotse/protocol'
import fc from 'fast-check'
import { consentOf, eventOf, identifyOf } from './traveller.ts'

/** Events that generated flows start with, wait for and end by. */
export const flowEvents = ['A', 'B', 'C', 'D']
const spans = ['1s', '10s', '30s', '1m', '5m']

const eventName = fc.constantFrom(...flowEvents)
const counted = eventName.map((event) => ({ aggregate: { fn: 'count' as const, event } }))
const summed = eventName.map((event) => ({ aggregate: { fn: 'sum' as const, event, of: 'n', within: '1m' } }))
const operand = fc.oneof(counted, summed, fc.constant({ property: 'n' }), fc.constant({ trait: 't' }))

const condition: fc.Arbitrary<Condition> = fc.record({
  op: fc.constantFrom('ge' as const, 'lt' as const, 'eq' as const),
  left: operand,
  right: fc.integer({ min: 0, max: 5 }).map((literal) => ({ literal })),
})
const where = fc.option(condition, { nil: undefined })

const match = fc.record({ event: eventName, where })
const withoutUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T

/** One step with ways to any of the given ids. */
function stepOf(id: string, ids: readonly string[]): fc.Arbitrary<FlowStep> {
  const to = fc.constantFrom(...ids)
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .record({ span: fc.constantFrom(...spans), next: to })
        .map(({ span, next }): FlowStep => ({ id, kind: 'wait', for: span, next })),
    },
    fc
      .record({
        ways: fc.array(fc.record({ match, next: to }), { minLength: 1, maxLength: 3 }),
        timeout: fc.constantFrom(...spans),
        otherwise: to,
        since: fc.constantFrom('step' as const, 'run' as const),
      })
      .map(
        ({ ways, timeout, otherwise, since }): FlowStep => ({
          id,
          kind: 'wait_for',
          events: ways.map((way) => ({ ...withoutUndefined(way.match), next: way.next })),
          timeout,
          otherwise,
          since,
        }),
      ),
    fc
      .record({ when: condition, yes: to, no: to })
      .map(({ when, yes, no }): FlowStep => ({ id, kind: 'branch', cases: [{ when, next: yes }], otherwise: no })),
    to.map((next): FlowStep => ({ id, kind: 'send', channel: 'email', template: 'hello', topic: 'news', next })),
    to.map((next): FlowStep => ({ id, kind: 'set_trait', trait: 't', value: { property: 'n' }, next })),
    fc.constant<FlowStep>({ id, kind: 'exit' }),
  )
}

const entry: fc.Arbitrary<FlowEntry> = fc.oneof(
  fc.constantFrom<FlowEntry>({ rule: 'once' }, { rule: 'one_at_a_time' }, { rule: 'always' }),
  fc.constantFrom(...spans).map((window): FlowEntry => ({ rule: 'once_per', window })),
)

/** A flow document of any shape, faults of shape included. */
export function randomFlow(): fc.Arbitrary<FlowDocument> {
  const ids = ['s1', 's2', 's3', 's4', 'end']
  const steps = fc.tuple(...ids.slice(0, 4).map((id) => stepOf(id, ids)))
  return fc
    .record({
      trigger: match,
      key: fc.constantFrom(undefined, 'n'),
      entry,
      goal: fc.option(match, { nil: undefined }),
      exit: fc.option(condition, { nil: undefined }),
      priority: fc.integer({ min: 0, max: 2 }),
      steps,
    })
    .map(({ trigger, key, goal, exit, steps: some, ...rest }) =>
      withoutUndefined({
        lotse: 'flow/1' as const,
        name: 'Any',
        ...rest,
        trigger: withoutUndefined({ ...trigger, key }),
        goal: goal && withoutUndefined(goal),
        exits: exit && [{ when: exit }],
        start: 's1',
        steps: [...some, { id: 'end', kind: 'exit' as const }],
      }),
    )
}

/** A customer's log: arrival never goes back, what happened may lie earlier (C4), history among it. */
export function randomLog(length: number): fc.Arbitrary<LoggedEvent[]> {
  const entryOf = fc.record({
    pauseMs: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(0, 1000, 10_000, 60_000, 300_000)),
    lateMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 90_000 })),
    name: eventName,
    n: fc.integer({ min: 0, max: 5 }),
    what: fc.constantFrom('track', 'track', 'track', 'track', 'history', 'identify', 'granted', 'refused'),
  })
  return fc.array(entryOf, { minLength: 1, maxLength: length }).map((entries) => {
    let at = 1_774_785_600_000
    return entries.map(({ pauseMs, lateMs, name, n, what }, i) => {
      at += pauseMs
      const times = { seq: i + 1, messageId: `m${i}`, occurredAt: at - lateMs }
      if (what === 'identify') return identifyOf(at, { email: `c${n}@shop.example`, t: n }, times)
      if (what === 'granted' || what === 'refused') return { ...consentOf(at, what), ...times }
      return eventOf(name, at, { ...times, properties: { n }, history: what === 'history' })
    })
  })
}
