// The line of an insight, state by state.
import { insightStates } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { stations, traceOf } from './trace.ts'

const AT = '2026-11-20T10:00:00.000Z'
type Given = Parameters<typeof traceOf>[0]

const given = (
  status: Given['work']['status'],
  more: Partial<Pick<Given, 'decisions' | 'evidence' | 'changes'>> = {},
) => ({ work: { status, since: AT }, decisions: [], evidence: [], changes: [], ...more }) as Partial<Given> as Given

const decision = (verdict: 'accept' | 'defer' | 'pass', withdrawn: Given['decisions'][number]['withdrawn'] = null) => ({
  id: '1',
  verdict,
  reason: '',
  until: null,
  by: 'Wanda',
  at: AT,
  departmentId: '1',
  inputs: {},
  scores: {},
  withdrawn,
})
const statesOf = (line: ReturnType<typeof traceOf>) => line.map(({ state }) => state).join(' ')

test.each([
  ['new', 'open now open open open open'],
  ['backlog', 'open done now open open open'],
  ['accepted', 'open done done open open open'],
  ['ticket', 'open done done now open open'],
  ['inProgress', 'open done done passedBy now open'],
  ['solved', 'open done done passedBy done now'],
  ['verified', 'open done done passedBy done done'],
  ['deferred', 'open done stopped open open open'],
  ['rejected', 'open done stopped open open open'],
] as const)('what is %s is shown at its station', (status, states) => {
  expect(statesOf(traceOf(given(status)))).toBe(states)
})

test('I41 every state has all stations in one order, and at most one where one is now', () => {
  for (const status of insightStates) {
    const line = traceOf(given(status))
    expect(line.map(({ name }) => name)).toEqual(stations)
    expect(line.filter(({ state }) => state === 'now').length).toBeLessThanOrEqual(1)
  }
})

test('a release says who let it through, also where an earlier one was withdrawn', () => {
  const decisions = [decision('accept', { at: AT, by: 'Wanda' }), { ...decision('accept'), by: 'Lars' }]
  expect(traceOf(given('accepted', { decisions }))[2]).toMatchObject({ state: 'done', by: 'Lars', at: AT })
})

test('who worked with a ticket passed its station, and what is known of a ticket elsewhere comes first', () => {
  const changes: Given['changes'] = [
    { version: 3, at: AT, by: null, what: 'status', step: 'openTicket', reason: '', undoes: null },
  ]
  expect(traceOf(given('inProgress', { changes }))[3]).toEqual({ name: 'ticket', state: 'done', at: AT })
  const ticket = { state: 'now', at: AT, called: 'WEB-218', link: 'https://tickets.example/WEB-218' } as const
  expect(traceOf(given('inProgress'), { ticket })[3]).toEqual({ name: 'ticket', ...ticket })
})

test('what is said about the source counts until there is evidence', () => {
  const source = { state: 'done', at: null, called: 'A touchpoint that is hard to use' } as const
  expect(traceOf(given('new'), { source })[0]).toEqual({ name: 'source', ...source })
  const evidence = [{ dated: AT }] as Partial<Given['evidence'][number]>[] as Given['evidence']
  expect(traceOf(given('new', { evidence }), { source })[0]).toMatchObject({ state: 'done', count: 1, at: AT })
})
