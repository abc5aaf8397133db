// Finding and naming customers, their rows of flows, their timeline's rows and words.
import type { Run, TimelineItem } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { instantText } from '../words/format.ts'
import { formatIn } from '../words/format-in.ts'
import { startWords } from '../words/index.ts'
import { itemWords, propertyLine } from './item-words.ts'
import { identityWords, nameOf, plainestFirst } from './name.ts'
import { passagesOf } from './passages.ts'
import { shownValue } from './shown-value.ts'
import { rowsOf } from './timeline-rows.ts'

const identity = (kind: string, value: string, second = 0) => ({
  kind,
  value,
  firstSeenAt: new Date(second * 1000).toISOString(),
  source: null,
})

describe('a customer is called', () => {
  test.each([
    [{ name: 'Ada' }, [identity('email', 'a@b.c')], 'Ada'],
    [{ firstName: 'Ada', lastName: 'Lovelace' }, [], 'Ada Lovelace'],
    [{ last_name: 'Lovelace' }, [], 'Lovelace'],
    [{ name: 7 }, [identity('userId', 'u1'), identity('email', 'a@b.c')], 'a@b.c'],
    [{}, [identity('anonymousId', 'x')], 'Anonymer Besuch 5'],
  ])('%j %j', async (traits, identities, name) => {
    const { t } = await startWords('de')
    expect(nameOf(t, { id: '5', traits, identities })).toBe(name)
  })
})

describe('what is known of a customer reads as people write it', () => {
  test.each([
    ['email', 'E-Mail'],
    ['anonymousId', 'Browser oder App'],
    ['crm', 'crm'],
  ])('the identity %s is called %s', async (kind, name) => {
    const { t } = await startWords('de')
    expect(identityWords(t, kind)).toBe(name)
  })

  test.each([
    [1234.5, '1.234,5'],
    ['4711', '4711'],
    ['2026-08-06', '2026-08-06'],
    ['2026-08-06T18:43:06.000Z', instantText('de', Date.UTC(2026, 7, 6, 18, 43, 6))],
    ['2026-99-99T18:43:06Z', '2026-99-99T18:43:06Z'],
    [['a', 1], '["a",1]'],
    [true, 'true'],
  ])('the value %j as %s', async (value, text) => {
    const { t } = await startWords('de')
    expect(shownValue(formatIn('de', t), value)).toBe(text)
  })
})

const run = (id: string, flowId: string, endedAt: string | null): Run => ({
  id,
  flowId,
  flowName: flowId,
  version: 1,
  key: '',
  startedAt: '',
  step: 's',
  stepName: null,
  stepAt: '',
  wakeAt: null,
  endedAt,
  reason: null,
})

test('every run under way has a row, an ended flow one, a flow never taken one', () => {
  const runs = [
    run('3', 'cart', null),
    run('2', 'cart', null),
    run('1', 'cart', 'x'),
    run('0', 'cart', 'x'),
    run('9', 'hello', 'x'),
  ]
  const flows = ['cart', 'hello', 'other'].map((id) => ({ id, name: id }))
  expect(passagesOf(runs, flows).map(({ flowId, run: passed }) => [flowId, passed?.id])).toEqual([
    ['cart', '3'],
    ['cart', '2'],
    ['cart', '1'],
    ['hello', '9'],
    ['other', undefined],
  ])
})

const item = (detail: TimelineItem['detail'], rest: Partial<TimelineItem> = {}): TimelineItem => ({
  id: '1',
  kind: 'event',
  messageId: null,
  name: 'Paid',
  channel: 'email',
  occurredAt: '2026-03-29T00:30:00.000Z',
  receivedAt: '2026-03-29T00:30:00.000Z',
  source: null,
  detail,
  ...rest,
})
const track = {
  eventKind: 'track' as const,
  history: false,
  properties: { total: 30, lines: [1], note: null },
  traits: {},
}

describe('a timeline', () => {
  test('has a heading for each day', () => {
    const days = ['2026-03-29T12:00:00.000Z', '2026-03-29T11:00:00.000Z', '2026-03-27T12:00:00.000Z']
    const rows = rowsOf(days.map((occurredAt, index) => item(track, { id: `${index}`, occurredAt })))
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'item', 'item', 'day', 'item'])
  })

  test('groups what happened within half an hour of one another into visits', () => {
    const times = ['12:40', '12:10', '12:00', '11:29', '11:00']
    const rows = rowsOf(
      times.map((time, index) => item(track, { id: `${index}`, occurredAt: `2026-03-29T${time}:00.000Z` })),
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'visit', 'item', 'item', 'item', 'visit', 'item', 'item'])
    expect(rows[1]).toMatchObject({ entries: 3, from: Date.parse('2026-03-29T12:00:00.000Z') })
  })

  test('says what happened in a few words', async () => {
    const { t } = await startWords('de')
    const message = { messageKey: 'k', flowId: 'f', flowName: 'Gruß', step: 's', topic: null }
    const flow = { runId: 'r', flowId: 'f', flowName: 'Gruß', version: 1, step: 's', stepName: 'Geduld', left: null }
    const said = (detail: TimelineItem['detail']) => {
      const { title, note, tone } = itemWords(t, item(detail))
      return [title, note, tone]
    }
    expect(said(track)).toEqual(['Paid', 'total: 30', 'plain'])
    expect(said({ ...track, eventKind: 'identify', properties: {}, traits: { city: 'Kiel' } })).toEqual([
      'Merkmale mitgeteilt',
      'city: Kiel',
      'plain',
    ])
    expect(said({ ...message, state: 'suppressed', reason: 'no_consent' })).toEqual([
      'E-Mail: Zurückgehalten',
      'für „Gruß“ · für dieses Thema fehlt die Einwilligung',
      'attention',
    ])
    expect(said({ ...message, state: 'new_state', reason: null })).toEqual(['E-Mail: new_state', 'für „Gruß“', 'plain'])
    expect(said({ ...flow, phase: 'started', reason: null })).toEqual(['„Gruß“ begonnen', '', 'brand'])
    expect(said({ ...flow, phase: 'step', reason: null })).toEqual(['„Gruß“: bei „Geduld“', '', 'plain'])
    expect(said({ ...flow, phase: 'ended', reason: 'goal' })).toEqual(['„Gruß“ beendet: Ziel erreicht', '', 'proof'])
  })

  test('cuts long values and shows only a few', () => {
    const line = propertyLine({ a: 'x'.repeat(100), b: true, c: 1, d: 2, e: 3 })
    expect(line).toBe(`a: ${'x'.repeat(40)} · b: true · c: 1 · d: 2`)
  })
})

test('of several identities the one that people know somebody by comes first, whatever its place', () => {
  const kinds = (...all: string[]) => plainestFirst(all.map((kind) => ({ kind }))).map(({ kind }) => kind)
  expect(kinds('anonymousId', 'userId', 'email')).toEqual(['email', 'userId', 'anonymousId'])
  expect(kinds('crm', 'anonymousId')).toEqual(['crm', 'anonymousId'])
  expect(kinds()).toEqual([])
})
