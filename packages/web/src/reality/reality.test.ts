// Ways are told as they were gone, drawn where the map has their steps, ranked by how many they meet; spans and shares say what they mean.
import type { ShownStepNumbers } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatIn } from '../words/format-in.ts'
import { startWords } from '../words/index.ts'
import { answersOf, askedIn, feelingsOf, scoreText } from './answers.ts'
import { drawnWays, MARK_PX, MIDDLE_PX, PICTURE_PX } from './drawing.ts'
import { lastedText } from './lasted.ts'
import { behindOf, behindText, rankedOf } from './ranking.ts'
import { channelsOf, completionOf, dropsMany, funnelOf, pointsBetween, strayedOf } from './shares.ts'
import { daysBefore, daysOf, spanOf, spanText } from './span.ts'
import { besideOf, besideText, SEGMENTS_BESIDE } from './use-columns.ts'
import { drawable, type Way, waysOf } from './ways.ts'

const step = (id: string, more: Partial<ShownStepNumbers> = {}): ShownStepNumbers => ({
  step: id,
  name: { de: id },
  started: 0,
  reached: 0,
  visits: 0,
  repeated: 0,
  here: 0,
  dropped: 0,
  completed: 0,
  left: [],
  medianMs: null,
  p90Ms: null,
  channels: [],
  answers: [],
  feeling: null,
  ...more,
})

describe('ways', () => {
  const steps = [
    step('look', {
      left: [
        { to: 'cart', count: 6, designed: true },
        { to: 'pay', count: 2, designed: false },
      ],
    }),
    step('cart', { left: [{ to: 'look', count: 9, designed: false }] }),
    step('pay'),
  ]
  const on = [{ event: 'Seen' }]
  const designed = {
    steps: ['look', 'cart', 'pay'].map((id) => ({ id, on })),
    moves: [
      { from: 'look', to: 'cart' },
      { from: 'cart', to: 'pay' },
    ],
  }

  test('those that were gone come by how many went, with their share of all who left; those never gone come last', () => {
    expect(waysOf(steps, designed)).toEqual([
      { from: 'cart', to: 'look', kind: 'unexpected', count: 9, share: 1 },
      { from: 'look', to: 'cart', kind: 'designed', count: 6, share: 0.75 },
      { from: 'look', to: 'pay', kind: 'unexpected', count: 2, share: 0.25 },
      { from: 'cart', to: 'pay', kind: 'never', count: 0, share: 0 },
    ])
  })

  test('what leads through a step that nothing is bound to is a designed way, and a loop in such steps has an end', () => {
    const blind = {
      steps: ['look', 'cart', 'pay'].map((id) => ({ id, on: id === 'cart' ? [] : on })),
      moves: [...designed.moves, { from: 'cart', to: 'cart' }, { from: 'cart', to: 'look' }],
    }
    const [left] = steps
    expect(waysOf(left === undefined ? [] : [left], blind).map(({ to, kind }) => [to, kind])).toEqual([
      ['cart', 'designed'],
      ['pay', 'designed'],
    ])
    expect(waysOf([], blind)).toMatchObject([{ from: 'look', to: 'pay', kind: 'never' }])
  })

  test('of the unexpected ones hair-thin ones are not drawn, of the designed ones all are', () => {
    const way = (kind: Way['kind'], count: number): Way => ({
      from: 'a',
      to: `b${kind}${count}`,
      kind,
      count,
      share: 1,
    })
    const drawn = drawable([
      way('designed', 1000),
      way('unexpected', 30),
      way('unexpected', 29),
      way('designed', 1),
      way('never', 0),
    ])
    expect(drawn.map(({ kind, count }) => [kind, count])).toEqual([
      ['designed', 1000],
      ['unexpected', 30],
      ['designed', 1],
      ['never', 0],
    ])
    const many = Array.from({ length: 100 }, (_, n) => way('unexpected', 1000 - n))
    expect(drawable(many)).toHaveLength(48)
  })
})

describe('the picture', () => {
  const columns = {
    columnAt: new Map([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]),
    columnPx: 100,
  }
  const way = (from: string, to: string, count: number): Way => ({ from, to, kind: 'designed', count, share: 1 })

  test('to the next step a way runs straight, to a later one above, to an earlier one below, thick by how many went', () => {
    const drawn = drawnWays([way('a', 'b', 10), way('a', 'c', 5), way('c', 'b', 0)], columns)
    expect(drawn.map(({ way: { from, to }, widthPx }) => [from + to, widthPx])).toEqual([
      ['ab', 16],
      ['ac', 8.75],
      ['cb', 1.5],
    ])
    expect(drawn[0]?.path).toBe(`M50 ${MIDDLE_PX}H150`)
    expect(drawn[1]?.top?.x).toBe(150)
    expect(drawn[1]?.top?.y).toBeLessThan(MIDDLE_PX - MARK_PX)
    expect(drawn[2]?.top?.y).toBeGreaterThan(MIDDLE_PX + MARK_PX)
  })

  test('a way to a step that the map does not have is not drawn', () => {
    expect(drawnWays([way('a', 'gone', 5), way('gone', 'a', 5)], columns)).toEqual([])
  })

  test('law: no way leaves the picture, however far it leads', () => {
    const columnAt = new Map(Array.from({ length: 60 }, (_, n) => [`s${n}`, n]))
    const any = fc.nat({ max: 59 })
    fc.assert(
      fc.property(any, any, fc.nat({ max: 1e6 }), (from, to, count) => {
        for (const { top, widthPx } of drawnWays([way(`s${from}`, `s${to}`, count)], { columnAt, columnPx: 136 })) {
          const y = top?.y ?? MIDDLE_PX
          expect(y - widthPx / 2).toBeGreaterThanOrEqual(0)
          expect(y + widthPx / 2).toBeLessThanOrEqual(PICTURE_PX - 34)
        }
      }),
    )
  })
})

describe('deviations', () => {
  test('the most frequent comes first, with its share of it; as frequent ones stand as on the map; nothing is said of steps that are not bound', () => {
    const ranked = rankedOf(
      {
        steps: [step('a'), step('b')],
        deviations: [
          { what: 'late', step: 'b', count: 2 },
          { what: 'skipped', step: 'a', count: 2 },
          { what: 'again', step: 'a', count: 8 },
          { what: 'channel', step: 'a', count: 0 },
          { what: 'skipped', step: 'blind', count: 99 },
        ],
      },
      new Set(['a', 'b']),
    )
    expect(ranked.map(({ what, share }) => [what, share])).toEqual([
      ['again', 1],
      ['skipped', 0.25],
      ['late', 0.25],
    ])
  })

  test('who stands behind a number comes back from the address, and rubbish does not', () => {
    const behind = { what: 'skipped', step: 'step.with.dots' } as const
    expect(behindOf(behindText(behind))).toEqual(behind)
    expect(behindOf('here.pay')).toEqual({ what: 'here', step: 'pay' })
    for (const rubbish of [undefined, '', 'skipped', 'skipped.', 'other.step', '.step'])
      expect(behindOf(rubbish)).toBeNull()
  })
})

describe('spans', () => {
  const now = Date.parse('2026-03-02T23:59:59Z')
  test('a span ends today and counts today; before it lie as many days', () => {
    expect(daysOf('7d', now)).toEqual({ from: '2026-02-24' })
    expect(daysBefore('7d', now)).toEqual({ from: '2026-02-17', until: '2026-02-23' })
    expect(daysOf('all', now)).toEqual({})
    expect(daysBefore('all', now)).toBeNull()
  })
  test('an address without one means 30 days, and so does rubbish', () => {
    expect([spanOf(undefined), spanOf('31d'), spanOf('all')]).toEqual(['30d', '30d', 'all'])
    expect([spanText('30d'), spanText('7d')]).toEqual([undefined, '7d'])
  })
})

describe('shares', () => {
  test('who completes is told of those who began, and of nobody as unknown', () => {
    expect(completionOf({ completed: 3, started: 4 })).toBe(0.75)
    expect(completionOf({ completed: 5, started: 4 })).toBe(1)
    expect(completionOf({ completed: 0, started: 0 })).toBeNull()
  })
  test('shares are compared in points', () => {
    expect(pointsBetween(0.8, 0.71)).toBe(9)
    expect(pointsBetween(null, 0.7)).toBeNull()
  })
  test('a funnel is as wide as its widest step, and says how many of all who began came', () => {
    const steps = [step('a', { reached: 10 }), step('b', { reached: 20 })]
    expect(funnelOf({ steps, started: 25 })).toEqual([
      { step: 'a', reached: 10, share: 0.5, of: 0.4 },
      { step: 'b', reached: 20, share: 1, of: 0.8 },
    ])
    expect(funnelOf({ steps: [step('a')], started: 0 })).toEqual([{ step: 'a', reached: 0, share: 0, of: null }])
  })
  test('that many drop out is said of enough people only', () => {
    expect(dropsMany({ dropped: 4, reached: 20 })).toBe(true)
    expect(dropsMany({ dropped: 4, reached: 19 })).toBe(false)
    expect(dropsMany({ dropped: 3, reached: 20 })).toBe(false)
  })
  test('channels stand by their visits over all steps; deviations are summed', () => {
    const steps = [
      step('a', {
        channels: [
          { channel: 'web', visits: 3 },
          { channel: 'app', visits: 2 },
        ],
      }),
      step('b', { channels: [{ channel: 'app', visits: 2 }] }),
    ]
    expect(channelsOf({ steps, answers: [] })).toEqual(['app', 'web'])
    expect(
      strayedOf({
        deviations: [
          { what: 'late', step: 'a', count: 2 },
          { what: 'again', step: 'b', count: 3 },
        ],
      }),
    ).toBe(5)
  })
})

const { t } = await startWords('en')

describe('answers', () => {
  const of = (kind: 'csat' | 'nps' | 'ces' | 'sentiment', score: number, count = 9) => ({
    kind,
    count,
    mean: score,
    score,
    channels: [],
  })
  const numbers = {
    answers: [of('nps', 30)],
    steps: [step('look'), step('pay', { answers: [of('csat', 0.8)], feeling: 1.2 })],
  }
  const text = (kind: 'csat' | 'nps' | 'ces' | 'sentiment', score: number) => scoreText({ kind, score }, reader)
  const reader = { t, f: formatIn('en', t) }

  test('about the whole come first, then those of steps', () => {
    expect(answersOf(numbers).map(({ step: where, answers }) => [where, answers.kind])).toEqual([
      [null, 'nps'],
      ['pay', 'csat'],
    ])
    expect([...feelingsOf(numbers)]).toEqual([['pay', 1.2]])
  })

  test('are told as a share, as points with their sign, or as a mean', () => {
    expect(text('csat', 0.8)).toBe('80%')
    expect([text('nps', 30), text('nps', -4.6), text('nps', 0)]).toEqual(['+30', '−5', '0'])
    expect(text('ces', 5.5)).toBe('5.5 of 7')
    expect(text('sentiment', -0.25)).toBe('−0.25')
  })

  test('of several columns stand in one line each, also where one column has none', () => {
    const other = { answers: [], steps: [step('pay', { answers: [of('csat', 0.5), of('ces', 4)] })] }
    const lines = askedIn([numbers, other])
    expect(
      lines.map(({ step: where, kind, of: found }) => [where, kind, found(numbers)?.score, found(other)?.score]),
    ).toEqual([
      [null, 'nps', 30, undefined],
      ['pay', 'csat', 0.8, 0.5],
      ['pay', 'ces', undefined, 4],
    ])
  })

  test('channels that were only asked about can be chosen, after those that were visited', () => {
    const asked = { ...of('ces', 4), channels: [{ channel: 'phone', count: 1, mean: 4, score: 4 }] }
    const steps = [step('pay', { channels: [{ channel: 'web', visits: 2 }], answers: [asked] })]
    expect(channelsOf({ steps, answers: [] })).toEqual(['web', 'phone'])
  })

  test('a run of one visit takes no time', () => {
    expect(lastedText(500, reader)).toBe('at once')
    expect(lastedText(60_000, reader)).toBe('1 min')
  })
})

describe('segments beside everybody', () => {
  const segments = ['club', 'firms', 'new', 'abroad'].map((segment) => ({ segment, name: { de: segment } }))
  const ids = (chosen: string | undefined) => besideOf(segments, chosen).map(({ segment }) => segment)

  test('are the first, until others are chosen; what the edition does not count is passed over', () => {
    expect(ids(undefined)).toEqual(['club', 'firms', 'new'])
    expect(ids('abroad,firms')).toEqual(['firms', 'abroad'])
    expect(ids('gone')).toEqual(['club', 'firms', 'new'])
    expect(ids(besideText(segments))).toHaveLength(SEGMENTS_BESIDE)
  })
})
