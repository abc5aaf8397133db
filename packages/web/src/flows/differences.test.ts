import type { FlowDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differencesOf } from './differences.ts'

const flow: FlowDocument = {
  lotse: 'flow/1',
  name: 'Willkommen',
  trigger: { event: 'Signed Up' },
  entry: { rule: 'once' },
  start: 'greet',
  steps: [
    { id: 'greet', kind: 'send', channel: 'email', template: 'hello', topic: 'news', next: 'wait' },
    { id: 'wait', kind: 'wait', for: '2d', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}

test('an edition does not differ from itself, nor does the order of its steps', () => {
  expect(differencesOf(flow, structuredClone(flow))).toEqual([])
  expect(differencesOf(flow, { ...flow, steps: flow.steps.toReversed() })).toEqual([])
})

test('what came, what went and what reads differently is told apart', () => {
  const [greet, wait, end] = flow.steps
  if (greet?.kind !== 'send' || wait?.kind !== 'wait' || end === undefined) throw new Error('the flow is another one')
  const after: FlowDocument = {
    ...flow,
    goal: { event: 'Paid' },
    steps: [
      { ...greet, template: 'hello2', next: 'later' },
      { id: 'later', kind: 'wait', for: '1h', next: 'end' },
      end,
    ],
  }
  expect(differencesOf(flow, after)).toEqual([
    { kind: 'changed', step: null, fields: [{ path: 'goal.event', before: null, after: 'Paid' }] },
    {
      kind: 'changed',
      step: after.steps[0],
      fields: [
        { path: 'template', before: 'hello', after: 'hello2' },
        { path: 'next', before: 'wait', after: 'later' },
      ],
    },
    { kind: 'added', step: after.steps[1] },
    { kind: 'removed', step: wait },
  ])
})

test('a step that becomes another kind shows its old values and its new ones', () => {
  const after: FlowDocument = {
    ...flow,
    steps: [...flow.steps.slice(0, 2), { id: 'end', kind: 'wait', for: '1h', next: 'wait' }],
  }
  const [difference] = differencesOf(flow, after)
  expect(difference).toMatchObject({
    kind: 'changed',
    fields: [
      { path: 'kind', before: 'exit', after: 'wait' },
      { path: 'for', before: null, after: '1h' },
      { path: 'next', before: null, after: 'wait' },
    ],
  })
})

test('law: what came one way went the other way, and every changed value reads backwards', () => {
  const steps = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      kind: fc.constant('wait' as const),
      for: fc.constantFrom('1h', '2d'),
      next: fc.constantFrom('a', 'b'),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  )
  fc.assert(
    fc.property(steps, steps, (one, other) => {
      const [from, to] = [
        { ...flow, steps: one },
        { ...flow, steps: other },
      ]
      const there = differencesOf(from, to)
      const back = differencesOf(to, from)
      const idsOf = (list: typeof there, kind: string) =>
        list
          .filter((one) => one.kind === kind)
          .map(({ step }) => step?.id ?? '')
          .sort()
      expect(idsOf(there, 'added')).toEqual(idsOf(back, 'removed'))
      expect(idsOf(there, 'removed')).toEqual(idsOf(back, 'added'))
      const fieldsOf = (list: typeof there) =>
        list.flatMap((one) =>
          one.kind === 'changed' ? one.fields.map((field) => ({ ...field, step: one.step?.id })) : [],
        )
      const swapped = fieldsOf(back).map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }))
      const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(Object.entries(one).sort())).sort()
      expect(sorted(fieldsOf(there))).toEqual(sorted(swapped))
    }),
  )
})
