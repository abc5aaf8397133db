// How a consent is read from an event, and which of two statements holds.
import type { JsonObject } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { statementOf, supersedes } from './consent.ts'

const good = { channel: 'email', topic: 'news', state: 'granted' }

test('L40 a statement is read with its proof', () => {
  expect(statementOf(good)).toEqual({ ...good, source: 'tracking' })
  expect(statementOf({ ...good, source: 'form', wording: 'Yes, please' })).toEqual({
    ...good,
    source: 'form',
    wording: 'Yes, please',
  })
})

test.each<[string, JsonObject]>([
  ['channel', { ...good, channel: '' }],
  ['topic', { ...good, topic: 'x'.repeat(201) }],
  ['state', { ...good, state: 'yes' }],
  ['state', { ...good, state: 'toString' }],
  ['source', { ...good, source: 7 }],
  ['wording', { ...good, wording: 'x'.repeat(10_001) }],
])('L40 a wrong %s is named', (property, properties) => {
  expect(statementOf(properties)).toMatchObject({ code: 'listen.event_invalid', field: `properties.${property}` })
})

test('L41 the latest holds; at equal time the refusal, then the grant, then the request', () => {
  const at = (state: 'granted' | 'refused' | 'requested', statedAt: number) => ({ state, statedAt })
  expect(supersedes(at('requested', 2), at('refused', 1))).toBe(true)
  expect(supersedes(at('refused', 1), at('granted', 2))).toBe(false)
  expect(supersedes(at('refused', 1), at('granted', 1))).toBe(true)
  expect(supersedes(at('granted', 1), at('requested', 1))).toBe(true)
  expect(supersedes(at('granted', 1), at('granted', 1))).toBe(false)
})
