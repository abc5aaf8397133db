// How well insights are known, as evidence comes, grows old and answers no longer.
import { evidenceKinds } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS } from '../base/index.ts'
import { type Evidence, knownBy, staleAt, VOICES_MEASURED } from './evidence.ts'

const FRESH = { freshDays: 10 }
const NOW = 100 * DAY_MS
const one = (kind: Evidence['kind'], more: Partial<Evidence> = {}): Evidence => ({
  kind,
  dated: NOW - DAY_MS,
  voices: null,
  number: null,
  ...more,
})
const known = (...evidence: Evidence[]) => knownBy(evidence, { ...FRESH, now: NOW })

test('I23 questions with a number and five voices measure, all else is research, nothing is an assumption', () => {
  expect(known().level).toBe('assumed')
  expect(known(one('research')).level).toBe('researched')
  expect(known(one('file')).level).toBe('researched')
  expect(known(one('feedback', { voices: VOICES_MEASURED - 1 })).level).toBe('researched')
  expect(known(one('feedback', { voices: VOICES_MEASURED })).level).toBe('measured')
  // Many were asked in research, and it is still research.
  expect(known(one('research', { voices: 500 })).level).toBe('researched')
  // Nought is a number: it was looked, and nobody did.
  expect(known(one('events', { number: 0 })).level).toBe('measured')
  expect(known(one('events')).level).toBe('assumed')
  expect(known(one('events'), one('file')).level).toBe('researched')
})

test('I24 evidence counts for as long as was said, to the instant; questions do not grow old', () => {
  const old = one('research', { dated: NOW - 10 * DAY_MS })
  expect(staleAt(old, 10)).toBe(NOW)
  expect(known(old)).toEqual({ level: 'stale', since: NOW })
  expect(knownBy([old], { ...FRESH, now: NOW - 1 }).level).toBe('researched')
  expect(known(one('events', { dated: 0, number: 4 })).level).toBe('measured')
  // Stale since the last one did.
  expect(known(old, one('file', { dated: NOW - 30 * DAY_MS }))).toEqual({ level: 'stale', since: NOW })
})

test('law: I23 I24 more evidence never makes less known, its order does not show, and time alone makes nothing known better', () => {
  const rank = ['assumed', 'stale', 'researched', 'measured']
  const some = fc.array(
    fc.record({
      kind: fc.constantFrom(...evidenceKinds),
      dated: fc.integer({ min: 0, max: 120 }).map((days) => days * DAY_MS),
      voices: fc.option(fc.integer({ min: 1, max: 9 })),
      number: fc.option(fc.integer({ min: 0, max: 9 })),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(some, some, fc.integer({ min: 0, max: 40 }), (first, more, days) => {
      const at = (evidence: readonly Evidence[], now = NOW) => rank.indexOf(knownBy(evidence, { ...FRESH, now }).level)
      expect(at([...first, ...more])).toBeGreaterThanOrEqual(at(first))
      expect(knownBy([...more, ...first], { ...FRESH, now: NOW })).toEqual(
        knownBy([...first, ...more], { ...FRESH, now: NOW }),
      )
      expect(at(first, NOW + days * DAY_MS)).toBeLessThanOrEqual(at(first))
      const { level, since } = knownBy(first, { ...FRESH, now: NOW })
      expect(since === null || (level === 'stale' && since <= NOW)).toBe(true)
    }),
  )
})
