// How insights go from state to state, at every step and over random lives.
import {
  type InsightState,
  insightMoves,
  insightStates,
  insightSteps,
  reachOf,
  releasedStates,
  verdicts,
  waitingStates,
} from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../base/index.ts'
import { afterStep, isReleased, standingAt, stepsFrom, type WishedStep, waitingSince } from './states.ts'
import type { Standing } from './work.ts'

const steps = [...insightMoves, ...verdicts]
const at = (status: InsightState, more: Partial<Standing> = {}): Standing => ({
  status,
  since: 0,
  until: null,
  ...more,
})
const wish = (step: WishedStep['step'], more: Partial<WishedStep> = {}): WishedStep => ({
  step,
  reason: 'because',
  until: null,
  now: 100,
  ...more,
})
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'done'
}

test('I10 every step leads from the states of the table to its state, and from no other', () => {
  for (const status of insightStates)
    for (const step of steps) {
      const leads = insightSteps[step].from.includes(status)
      expect(
        codeOf(() => afterStep(at(status), wish(step))),
        `${step} from ${status}`,
      ).toBe(leads ? 'done' : 'insight.wrong_state')
      if (leads)
        expect(afterStep(at(status), wish(step))).toEqual({ status: insightSteps[step].to, since: 100, until: null })
      expect(stepsFrom(at(status)).includes(step)).toBe(leads)
    }
})

test('I10 the way from new to verified is one, and every state is come to', () => {
  const way = ['submit', 'accept', 'start', 'solve', 'verify'] as const
  let standing = at('new')
  const seen = way.map((step) => {
    standing = afterStep(standing, wish(step))
    return standing.status
  })
  expect(seen).toEqual(['backlog', 'accepted', 'inProgress', 'solved', 'verified'])
  const reached = new Set([...Object.values(insightSteps).map(({ to }) => to), 'new'])
  expect(insightStates.filter((status) => !reached.has(status))).toEqual([])
})

test('I11 verified comes from solved alone, by those who set priorities and not by those who execute', () => {
  const leading = Object.entries(insightSteps).filter(([, { to }]) => to === 'verified')
  expect(leading.map(([step, { from, allow }]) => [step, from, allow])).toEqual([
    ['verify', ['solved'], 'insights.prioritise'],
  ])
  for (const action of ['insights.prioritise', 'insights.decide'] as const) {
    expect(reachOf(['leadership'], action)).toBeUndefined()
    expect(reachOf(['viewer'], action)).toBeUndefined()
  }
  expect([reachOf(['cx'], 'insights.prioritise'), reachOf(['cx'], 'insights.decide')]).toEqual(['all', undefined])
  expect([reachOf(['department'], 'insights.prioritise'), reachOf(['department'], 'insights.decide')]).toEqual([
    undefined,
    'own',
  ])
})

test('I12 what is put off until a day is in the backlog again on that day and waits since then; without a day it stays', () => {
  const off = afterStep(at('backlog'), wish('defer', { until: 500 }))
  expect(off).toEqual({ status: 'deferred', since: 100, until: 500 })
  expect(standingAt(off, 499)).toEqual(off)
  expect(waitingSince(standingAt(off, 499))).toBeNull()
  expect(standingAt(off, 500)).toEqual({ status: 'backlog', since: 500, until: null })
  expect(waitingSince(standingAt(off, 900))).toBe(500)
  // It need not come back by a step: it is decided on like anything in the backlog.
  expect(afterStep(off, wish('reject', { now: 600 })).status).toBe('rejected')
  expect(codeOf(() => afterStep(off, wish('resume', { now: 600 })))).toBe('insight.wrong_state')
  const endless = afterStep(at('backlog'), wish('defer'))
  expect(standingAt(endless, Number.MAX_SAFE_INTEGER)).toEqual(endless)
  expect(codeOf(() => afterStep(at('backlog'), wish('defer', { until: 100 })))).toBe('request.invalid')
  expect(codeOf(() => afterStep(at('backlog'), wish('accept', { until: 500 })))).toBe('request.invalid')
})

test('I13 putting off, rejecting, bringing back, working again and verifying say why', () => {
  const silent = steps.filter((step) => {
    const [from = 'new'] = insightSteps[step].from
    return codeOf(() => afterStep(at(from), wish(step, { reason: ' ' }))) === 'done'
  })
  expect(silent.toSorted()).toEqual(['accept', 'solve', 'start', 'submit'])
})

test('law: I10 I14 over any life, whoever is behind the filter was let through, and time of a state is that of its step', () => {
  const life = fc.array(
    fc.record({ step: fc.constantFrom(...steps), wait: fc.integer({ min: 1, max: 50 }), passes: fc.boolean() }),
    {
      maxLength: 40,
    },
  )
  fc.assert(
    fc.property(life, (taken) => {
      let [standing, now, through] = [at('new'), 0, false]
      for (const { step, wait, passes } of taken) {
        now += wait
        const before = standingAt(standing, now)
        const until = step === 'defer' && wait % 2 === 0 ? now + 30 : null
        if (codeOf(() => afterStep(standing, wish(step, { now, until }), passes)) !== 'done') continue
        standing = afterStep(standing, wish(step, { now, until }), passes)
        expect(insightSteps[step].from).toContain(before.status)
        expect(standing.since).toBe(now)
        if (step === 'accept' || (step === 'submit' && passes)) through = true
        if (!isReleased(standing.status)) through = false
        expect(isReleased(standing.status)).toBe(through)
        expect(waitingSince(standing) === null).toBe(!(waitingStates as readonly string[]).includes(standing.status))
      }
    }),
  )
  expect(insightStates.filter(isReleased).toSorted()).toEqual([...releasedStates].toSorted())
})
