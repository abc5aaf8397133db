// The human filter: who decides, what makes a release, and that nothing else does.
import { expect, test } from 'vitest'
import { Problem } from '../base/index.ts'
import { type Charge, FIRST_FILTER } from './charge.ts'
import { deciding, type Grounds, type Release, releaseOf, ticketed } from './release.ts'
import type { Decision } from './work.ts'

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${String(error.facts['why'] ?? '')}`.trim()
    throw error
  }
  return 'done'
}
const inCharge: Charge = { unit: 7, why: 'concerned' }
const accepted: Decision = {
  id: 3,
  insight: 'slow',
  verdict: 'accept',
  by: 11,
  at: 50,
  department: 7,
  withdrawnAt: null,
}
const grounds: Grounds = { insight: 'slow', status: 'accepted', release: 3, decision: accepted, unit: 7 }

test('I15 a person decides, for a department; where approvers are named one of them and nobody else', () => {
  expect(deciding(inCharge, FIRST_FILTER, 11)).toBe(7)
  expect(codeOf(() => deciding(inCharge, FIRST_FILTER, null))).toBe('insight.person_needed')
  for (const why of ['several', 'nobody'] as const)
    expect(codeOf(() => deciding({ unit: null, why }, FIRST_FILTER, 11))).toBe(`insight.no_department ${why}`)
  const named = { ...FIRST_FILTER, approvers: [12, 13] }
  expect(deciding(inCharge, named, 13)).toBe(7)
  expect(codeOf(() => deciding(inCharge, named, 11))).toBe('insight.not_approver')
})

test('I16 a ticket is opened with a release, and there is none without a decision of a person that stands', () => {
  const release = releaseOf(grounds)
  expect([release.insight, release.decision, release.department, release.by, release.at]).toEqual([
    'slow',
    3,
    7,
    11,
    50,
  ])
  expect(ticketed(release, 90)).toEqual({ status: 'ticket', since: 90, until: null })
  const refused = (more: Partial<Grounds>) => codeOf(() => releaseOf({ ...grounds, ...more }))
  for (const status of ['new', 'backlog', 'deferred', 'rejected', 'ticket', 'solved'] as const)
    expect(refused({ status }), status).toBe('insight.not_released state')
  const undecided: readonly Partial<Grounds>[] = [
    { release: null },
    { decision: undefined },
    { release: 4 },
    { decision: { ...accepted, insight: 'other' } },
    { decision: { ...accepted, by: null } },
    { decision: { ...accepted, verdict: 'defer' } },
    { decision: { ...accepted, verdict: 'reject' } },
  ]
  for (const more of undecided) expect(refused(more)).toBe('insight.not_released undecided')
  expect(refused({ decision: { ...accepted, withdrawnAt: 60 } })).toBe('insight.not_released withdrawn')
  expect(refused({ decision: { ...accepted, department: null } })).toBe('insight.not_released no_department')
  // Whoever let it through is in charge no longer: whoever is decides anew.
  expect(refused({ unit: 8 })).toBe('insight.not_released other_department')
  expect(refused({ unit: null })).toBe('insight.not_released other_department')
})

test('I16 what only looks like a release opens nothing, also where somebody gets past the types', () => {
  // @ts-expect-error a release cannot be written by hand
  const forged: Release = { insight: 'slow', decision: 3, department: 7, by: 11, at: 50 }
  expect(codeOf(() => ticketed(forged, 90))).toBe('insight.not_released undecided')
  const copied = { ...releaseOf(grounds) } as Release
  expect(codeOf(() => ticketed(copied, 90))).toBe('insight.not_released undecided')
})

test('I17 what passed a filter that was off has a release that names nobody', () => {
  const passed = releaseOf({ ...grounds, decision: { ...accepted, verdict: 'pass', by: null } })
  expect([passed.by, passed.department]).toEqual([null, 7])
})
