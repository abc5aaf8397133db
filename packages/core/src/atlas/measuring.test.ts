// Freezing a journey: what is bound, what was designed, and what hinders measuring.
import type { AtlasKind, AtlasRecord, Json } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { checkEdits } from './fields.ts'
import { freezeJourney } from './measuring.ts'

const record = (id: string, kind: AtlasKind, fields: Record<string, Json>): AtlasRecord => ({
  id,
  kind,
  journey: kind === 'journey' || kind === 'touchpoint' || kind === 'channel' ? null : 'buy',
  fields,
  removed: false,
})
const step = (id: string, order: string, fields: Record<string, Json> = {}) =>
  record(id, 'step', { name: { de: id }, phase: 'p', order, ...fields })
const on = (...signs: Json[]) => ({ binding: { on: signs } })
const phase = record('p', 'phase', { order: 'V' })
const frozen = (...records: AtlasRecord[]) => freezeJourney('buy', [phase, ...records])
const told = (...records: AtlasRecord[]) =>
  frozen(...records).faults.map(({ code, record: where }) => `${code} ${where ?? ''}`.trim())

test('J6 signs of a step and of the touchpoints placed there, in the order of the map', () => {
  const { document, faults } = frozen(
    step('b', 'V', on({ event: 'Paid' })),
    step('a', 'G', on({ page: '/shop/*' })),
    record('shop', 'touchpoint', {
      channels: ['web'],
      ...on({ message: { flow: 'cart', step: 'mail', what: 'clicked' } }),
    }),
    record('web', 'channel', { wire: { de: 'web' } }),
    record('x', 'placement', { item: 'shop', step: 'a', order: 'V' }),
    { ...record('y', 'placement', { item: 'shop', step: 'b', order: 'V' }), removed: true },
  )
  expect(faults).toEqual([])
  expect(document.steps.map(({ id, channels }) => [id, channels])).toEqual([
    ['a', ['web']],
    ['b', []],
  ])
  expect(document.steps[0]?.on).toEqual([
    { event: 'Page Viewed', where: { op: 'starts_with', left: { property: 'path' }, right: { literal: '/shop/' } } },
    {
      event: 'Message Clicked',
      where: {
        all: [
          { op: 'eq', left: { property: 'flow' }, right: { literal: 'cart' } },
          { op: 'eq', left: { property: 'step' }, right: { literal: 'mail' } },
        ],
      },
    },
  ])
  expect(document).toMatchObject({ moves: [{ from: 'a', to: 'b' }], starts: ['a'], ends: ['b'], idleMs: 2_592_000_000 })
})

test('J6 drawn ways, marked starts and ends, and the time after which somebody has dropped out', () => {
  const bound = on({ event: 'Seen' })
  const { document } = frozen(
    record('buy', 'journey', { idleMs: 3_600_000 }),
    step('a', 'G', bound),
    step('b', 'V', { end: true }),
    step('c', 'n'),
    record('t1', 'transition', { from: 'a', to: 'b', withinMs: 1000 }),
    record('t2', 'transition', { from: 'b', to: 'a' }),
    record('t3', 'transition', { from: 'a', to: 'gone' }),
  )
  expect(document).toMatchObject({
    moves: [
      { from: 'a', to: 'b', withinMs: 1000 },
      { from: 'b', to: 'a' },
    ],
    starts: ['c'],
    ends: ['b'],
    idleMs: 3_600_000,
  })
})

test('J6 what hinders measuring, and what will not be measured', () => {
  expect(told(step('a', 'V'))).toEqual(['not_bound a', 'nothing_bound'])
  expect(told(step('a', 'V', on({ queue: 'billing' }, { event: 'Called' })))).toEqual(['not_there_yet a'])
  const person = { op: 'eq', left: { trait: 'vip' }, right: { literal: true } }
  expect(told(step('a', 'V', on({ event: 'Paid', where: person })))).toEqual([
    'condition_invalid a',
    'not_bound a',
    'nothing_bound',
  ])
  const ring = [record('t1', 'transition', { from: 'b', to: 'c' }), record('t2', 'transition', { from: 'c', to: 'b' })]
  const seen = on({ event: 'Seen' })
  expect(told(step('a', 'G', seen), step('b', 'V', seen), step('c', 'n', seen), ...ring)).toEqual([
    'no_way_there b',
    'no_way_there c',
  ])
})

test('J10 what customers are asked about a step, a touchpoint there and the journey is frozen with it', () => {
  const ask = { kind: 'csat', event: 'Survey Answered', property: 'score' }
  const person = { op: 'eq', left: { trait: 'vip' }, right: { literal: true } }
  const { document, faults } = frozen(
    record('buy', 'journey', { binding: { on: [], asks: [{ ...ask, kind: 'nps' }] } }),
    step('a', 'G', { binding: { on: [{ event: 'Paid' }], asks: [ask, { ...ask, where: person }] } }),
    step('b', 'V', on({ event: 'Sent' })),
    record('shop', 'touchpoint', { binding: { on: [], asks: [{ ...ask, kind: 'ces', channel: 'contact' }] } }),
    record('x', 'placement', { item: 'shop', step: 'b', order: 'V' }),
  )
  expect(document.asks).toEqual([{ ...ask, kind: 'nps' }])
  expect(document.steps.map(({ asks }) => asks)).toEqual([[ask], [{ ...ask, kind: 'ces', channel: 'contact' }]])
  expect(faults.map(({ code, record: where }) => `${code} ${where}`)).toEqual(['condition_invalid a'])
})

test('A4 a binding says what it is bound to, or is refused', () => {
  const set = (value: Json) => () => checkEdits(() => step('a', 'V'), [{ do: 'set', id: 'a', field: 'binding', value }])
  expect(set({ on: [{ event: 'Paid' }] })).not.toThrow()
  const ask = { kind: 'nps', event: 'Survey Answered', property: 'score' }
  expect(set({ on: [], asks: [ask] })).not.toThrow()
  for (const asks of [[], [{ ...ask, kind: 'stars' }], [{ ...ask, property: '' }], Array(9).fill(ask)])
    expect(set({ on: [{ event: 'Paid' }], asks })).toThrow('may not stand')
  const whole = (value: Json) => () =>
    checkEdits(() => record('buy', 'journey', {}), [{ do: 'set', id: 'buy', field: 'binding', value }])
  expect(whole({ on: [], asks: [ask] })).not.toThrow()
  expect(whole({ on: [{ event: 'Paid' }], asks: [ask] })).toThrow('may not stand')
  for (const wrong of [{}, { on: [] }, { on: [{ event: '' }] }, { on: [{ event: 'Paid', sql: 'drop' }] }, 'Paid'])
    expect(set(wrong)).toThrow('may not stand')
})
