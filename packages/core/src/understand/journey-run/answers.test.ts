// Answers of customers: which events are one, what they count for, and what many of them come to.
import type { BindingAsk, JourneyDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../base/index.ts'
import type { LoggedEvent } from '../../listen/index.ts'
import { emptyState } from '../state.ts'
import { type AnswerKind, answerFigure, answerScales, feelingOf } from './answers.ts'
import { compileJourney } from './edition.ts'
import { figuresOf } from './figures.ts'
import { heardBy, journeySet, moveToSet, visit, WayCounts } from './ways.ts'

const ask = (kind: AnswerKind, more: Partial<BindingAsk> = {}): BindingAsk => ({
  kind,
  event: 'Survey Answered',
  property: kind,
  ...more,
})
const step = (id: string, asks: BindingAsk[] = []) => ({ id, name: {}, on: [{ event: id }], channels: [], asks })
const document: JourneyDocument = {
  steps: [
    step('pay', [ask('csat', { where: { op: 'eq', left: { property: 'about' }, right: { literal: 'pay' } } })]),
    step('get', [ask('csat'), ask('ces', { channel: 'contact' }), ask('sentiment', { event: 'Called' })]),
    step('keep', [ask('csat')]),
  ],
  moves: [],
  starts: ['pay'],
  ends: ['keep'],
  idleMs: DAY_MS,
  asks: [ask('nps')],
}
const edition = compileJourney({ journey: 'buy', number: 1 }, document)
const set = journeySet(1, new Map([['buy', edition]]))
const at = 20_000 * DAY_MS
const event = (p: LoggedEvent['body']['p'], name = 'Survey Answered'): LoggedEvent => ({
  seq: 1,
  kind: 'track',
  name,
  channel: 'email',
  messageId: 'm',
  occurredAt: at,
  receivedAt: at,
  history: false,
  body: { ...(p === undefined ? {} : { p }) },
})
const counted = (...events: LoggedEvent[]) => {
  const counts = new WayCounts()
  const state = emptyState()
  for (const one of events) visit(state, set, one, { now: at, tell: counts.tell })
  return { state, all: [...(counts.byEdition.get(edition)?.values() ?? [])] }
}
const told = (...events: LoggedEvent[]) =>
  counted(...events).all.map(
    ({ counter: { what, step: where, rung, channel }, count }) =>
      `${count} ${what} ${rung} ${where || 'journey'} ${channel}`,
  )

describe('J10 an answer', () => {
  test('is of the first step it can be about, and of the journey besides', () => {
    expect(told(event({ csat: 4, nps: 9 }))).toEqual(['1 nps 900 journey email', '1 csat 400 get email'])
    expect(told(event({ csat: 4, about: 'pay' }))).toEqual(['1 csat 400 pay email'])
    expect(told(event({ sentiment: -0.35 }, 'Called'))).toEqual(['1 sentiment -35 get email'])
  })

  test('is a number on its scale, or a text that is one; anything else is none', () => {
    expect(told(event({ csat: '4.5' }))).toEqual(['1 csat 450 get email'])
    for (const csat of [0, 5.01, 6, -1, '', 'good', '4 of 5', true, null, [4], { v: 4 }])
      expect(told(event({ csat }))).toEqual([])
    expect(told(event(undefined))).toEqual([])
    expect(told(event({ nps: 0 }))).toEqual(['1 nps 0 journey email'])
  })

  test('is told of the channel it was about, where a property names one', () => {
    expect(told(event({ ces: 6, contact: 'phone' }))).toEqual(['1 ces 600 get phone'])
    expect(told(event({ ces: 6, contact: '' }))).toEqual(['1 ces 600 get email'])
  })

  test('needs no run and begins none', () => {
    expect(counted(event({ csat: 4 })).state.ways).toBeUndefined()
  })

  test('of the past counts where an edition is filled from history, and its event is asked for', () => {
    const counts = new WayCounts()
    const none = journeySet(0, new Map())
    moveToSet(emptyState(), [none, set], [event({ csat: 2 }), event({ nps: 3 })], { now: at, tell: counts.tell })
    expect([...(counts.byEdition.get(edition)?.keys() ?? [])]).toHaveLength(2)
    expect([...heardBy(edition)]).toEqual(['pay', 'get', 'keep', 'Survey Answered', 'Called'])
  })
})

const figure = (kind: AnswerKind, values: Readonly<Record<number, number>>) =>
  answerFigure(kind, new Map(Object.entries(values).map(([value, count]) => [Number(value), count])))

describe('what many answers come to', () => {
  test('satisfied are those who say 4 or 5', () => {
    expect(figure('csat', { 500: 3, 400: 3, 300: 2, 100: 2 })).toEqual({
      kind: 'csat',
      count: 10,
      mean: 3.5,
      score: 0.6,
    })
  })

  test('promoters say 9 or 10, detractors 6 or less', () => {
    expect(figure('nps', { 1000: 4, 900: 1, 800: 2, 700: 1, 600: 1, 0: 1 })?.score).toBe(30)
    expect(figure('nps', { 600: 1 })?.score).toBe(-100)
  })

  test('of ease and sound it is the mean; of none there is no figure', () => {
    expect(figure('ces', { 700: 1, 400: 1 })).toEqual({ kind: 'ces', count: 2, mean: 5.5, score: 5.5 })
    expect(figure('sentiment', {})).toBeUndefined()
    expect(figure('csat', { 400: 0 })).toBeUndefined()
  })

  test('felt is what words sound like, else how satisfied people were; few say nothing', () => {
    const of = (kind: AnswerKind, mean: number, count = 5) => ({ kind, mean, count, score: 0 })
    expect(feelingOf([of('csat', 5), of('sentiment', -1)])).toBe(-2)
    expect(feelingOf([of('csat', 3), of('sentiment', -1, 4)])).toBe(0)
    expect(feelingOf([of('csat', 5)])).toBe(2)
    expect(feelingOf([of('nps', 10, 100), of('csat', 5, 4)])).toBeNull()
  })

  test('stand with the step, and with the journey', () => {
    const counters = counted(
      ...[5, 5, 5, 4, 4].map((csat) => event({ csat })),
      event({ nps: 10 }),
      event({}, 'pay'),
    ).all.map(({ counter, count }) => ({ ...counter, count }))
    const { answers, steps } = figuresOf(document, counters)
    const nps = { count: 1, mean: 10, score: 100 }
    expect(answers).toEqual([{ kind: 'nps', ...nps, channels: [{ channel: 'email', ...nps }] }])
    expect(
      steps.map((one) => [one.step, one.answers.map(({ kind, count }) => `${kind} ${count}`), one.feeling]),
    ).toEqual([
      ['pay', [], null],
      ['get', ['csat 5'], expect.closeTo(1.6)],
      ['keep', [], null],
    ])
    expect(steps[0]?.started).toBe(1)
  })
})

test('law: J10 the mean lies on the scale, the score between its ends, and the count is of all', () => {
  const kinds = Object.keys(answerScales) as AnswerKind[]
  const given = fc.constantFrom(...kinds).chain((kind) => {
    const [least, most] = answerScales[kind]
    const values = fc.array(fc.integer({ min: least * 100, max: most * 100 }), { minLength: 1, maxLength: 60 })
    return fc.tuple(fc.constant(kind), values)
  })
  fc.assert(
    fc.property(given, ([kind, values]) => {
      const tally = new Map<number, number>()
      for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1)
      const found = answerFigure(kind, tally)
      const [least, most] = answerScales[kind]
      const [low, high] = kind === 'csat' ? [0, 1] : kind === 'nps' ? [-100, 100] : [least, most]
      expect(found?.count).toBe(values.length)
      expect(found?.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length / 100, 8)
      expect(found?.mean).toBeGreaterThanOrEqual(least - 1e-9)
      expect(found?.mean).toBeLessThanOrEqual(most + 1e-9)
      expect(found?.score).toBeGreaterThanOrEqual(low - 1e-9)
      expect(found?.score).toBeLessThanOrEqual(high + 1e-9)
    }),
  )
})
