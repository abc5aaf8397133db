// Who sees what on their start page, what counts as trouble, whose flows come first, and what a newcomer has done.
import {
  actionsOf,
  type Finding,
  flowDocument,
  type HealthFinding,
  healthFindings,
  roles,
  templateDocument,
} from '@lotse/protocol'
import { expect, test } from 'vitest'
import { startWords } from '../words/index.ts'
import { casesOf, namesAbout } from './about.ts'
import { blocks, blocksOf, groupOf, pages } from './blocks.ts'
import { eventLine, messageLine } from './first-steps/curl.ts'
import { likelyEvent, starterNames, starterOf } from './first-steps/starters.ts'
import { isComplete, stepsOf } from './first-steps/steps.ts'
import { mineFirst } from './mine.ts'
import { isWorthKeeping, withOpened } from './opened.ts'
import { type SafetyFacts, safetyOf } from './safety.ts'

const pageOf = (...held: (typeof roles)[number][]) => blocksOf({ roles: held, actions: actionsOf(held) })

test('[R4.30] every role has a start page, and each of the five groups another one', () => {
  for (const role of roles) expect(pageOf(role).length, role).toBeGreaterThan(2)
  const five = ['leadership', 'marketing', 'data', 'service_agent', 'sales'] as const
  expect(new Set(five.map((role) => pageOf(role).join())).size).toBe(5)
})

test('[R4.30] leadership sees numbers and courses, no block that names people', () => {
  for (const role of roles.filter((one) => groupOf[one] === 'leadership'))
    expect(
      pageOf(role).some((block) => blocks[block].people),
      role,
    ).toBe(false)
})

test('[R4.30] nobody is shown a block that the server would refuse', () => {
  for (const role of roles) {
    const actions = actionsOf([role])
    for (const block of pageOf(role)) expect(actions[blocks[block].action], `${role} ${block}`).toBeDefined()
  }
})

test('[R4.9] marketing and CX have one page, and who is both sees each block once', () => {
  expect(pageOf('cx')).toEqual(pageOf('marketing'))
  const both = pageOf('marketing', 'data')
  expect(new Set(both).size).toBe(both.length)
  expect(both).toEqual(expect.arrayContaining(['flows', 'schema']))
})

test('[R4.20] data and engineering see figures, sources, refusals and the form of events', () => {
  expect(pageOf('data')).toEqual(expect.arrayContaining(['figures', 'sources', 'refused', 'schema']))
})

test('[R4.25] service sees who is in trouble first', () => {
  expect(pageOf('service_agent')[0]).toBe('trouble')
  expect(pageOf('service_lead')[0]).toBe('trouble')
})

test('every block stands on some page', () => {
  expect(new Set(Object.values(pages).flat())).toEqual(new Set(Object.keys(blocks)))
})

const named = (...names: string[]) => names.map((name, index) => ({ name, day: index }))

test('trouble, renewals and companies are known by their words, in both languages; our own messages are none', () => {
  const names = named(
    'Payment Failed',
    'Order Completed',
    'Zahlung fehlgeschlagen',
    'Message Failed',
    'Membership Expiring',
    'Group Joined',
  )
  expect(namesAbout('trouble', names, 9)).toEqual(['Zahlung fehlgeschlagen', 'Payment Failed'])
  expect(namesAbout('renewal', names, 9)).toEqual(['Membership Expiring'])
  expect(namesAbout('account', names, 9)).toEqual(['Group Joined'])
  expect(namesAbout('trouble', names, 1)).toEqual(['Zahlung fehlgeschlagen'])
})

test('a customer with several troubles stands there once, with the newest and how many', () => {
  const event = (customerId: string, occurredAt: string) => ({ customerId, occurredAt })
  expect(casesOf([event('1', '2026-01-01'), event('2', '2026-01-02'), event('1', '2026-01-03')], 9)).toEqual([
    { newest: event('1', '2026-01-03'), count: 2 },
    { newest: event('2', '2026-01-02'), count: 1 },
  ])
})

test('flows of the own units come first', () => {
  const owners = new Map([
    ['a', 'u1'],
    ['b', 'u2'],
    ['c', null],
  ])
  const flows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  expect(mineFirst(flows, owners, [{ id: 'u2' }]).map(({ id, mine }) => [id, mine])).toEqual([
    ['b', true],
    ['a', false],
    ['c', false],
  ])
})

test('what was opened last stands on top, each once, lists are not kept', () => {
  const at = (path: string, time: number) => ({ path, name: path, at: time })
  expect(withOpened([at('/flows/a', 1), at('/customers/2', 2)], at('/customers/2', 3))).toEqual([
    at('/customers/2', 3),
    at('/flows/a', 1),
  ])
  expect(['/customers/2', '/customers', '/flows/a', '/settings/members'].map(isWorthKeeping)).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('the steps follow what is really there, in whichever order it was done', () => {
  const states = (facts: Parameters<typeof stepsOf>[0]) => stepsOf(facts).map(({ state }) => state)
  expect(states({ sources: 0, events: 0, flows: 0, sent: 0 })).toEqual(['now', 'later', 'later', 'later'])
  expect(states({ sources: 1, events: 0, flows: 2, sent: 0 })).toEqual(['done', 'now', 'done', 'later'])
  expect(isComplete({ sources: 1, events: 1, flows: 1, sent: 1 })).toBe(true)
})

test('every starter is a whole flow with a whole message, in both languages, around an event of the workspace', async () => {
  const names = ['Page Viewed', 'Product Added', 'Order Completed', 'Account Created']
  expect(starterNames.map((name) => likelyEvent(name, names))).toEqual([
    'Account Created',
    'Product Added',
    'Order Completed',
  ])
  expect(likelyEvent('welcome', ['Xyz'])).toBe('Xyz')
  for (const language of ['de', 'en'] as const) {
    const { t } = await startWords(language)
    for (const name of starterNames) {
      const { flow, template } = starterOf(t, name, { event: 'Page Viewed', names, language })
      expect(flowDocument.parse(flow)).toEqual(flow)
      expect(templateDocument.parse(template)).toEqual(template)
      expect(JSON.stringify([flow, template])).not.toMatch(/home\.starter/)
    }
  }
})

test('only the greeting is sent without consent; advertising asks for it and can be ended', async () => {
  const { t } = await startWords('de')
  for (const name of starterNames) {
    const { flow, template } = starterOf(t, name, { event: 'E', names: [], language: 'de' })
    const send = flow.steps.find((step) => step.kind === 'send')
    expect(send?.kind === 'send' && send.transactional === true, name).toBe(name === 'welcome')
    expect(template.body.includes('unsubscribe_url'), name).toBe(name !== 'welcome')
  }
})

test('lines for the terminal carry server and key, and survive an apostrophe', () => {
  const line = messageLine('https://lotse.example', 'wk_1', { email: "o'neil@example.org", event: 'E', userId: 'u' })
  expect(line).toContain("curl https://lotse.example/v1/batch -u 'wk_1:'")
  expect(line).toContain(String.raw`o'\''neil@example.org`)
  expect(eventLine('https://lotse.example', 'wk_1')).toContain('"event":"Account Created"')
})

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 20, 12)
const iso = (at: number) => new Date(at).toISOString()
const finding = (name: HealthFinding): Finding => {
  const [topic, state] = healthFindings[name]
  return { finding: name, topic, state, figures: {} }
}
const backup = (at: number, fault: string | null = null) =>
  ({ startedAt: iso(at), fault }) as SafetyFacts['backups']['items'][number]
const safe: SafetyFacts = {
  findings: [finding('database_well'), finding('mail_well'), finding('messages_well'), finding('backups_well')],
  backups: { items: [backup(NOW - DAY_MS)] },
  members: [{ secondFactor: true }],
  more: false,
  tokens: [{ name: 'Report', expiresAt: iso(NOW + 15 * DAY_MS), revokedAt: null }],
  now: NOW,
}

test('[R4.30] an administrator whose installation is safe reads five quiet lines', () => {
  expect(safetyOf(safe).map(({ about, state }) => `${about} ${state}`)).toEqual([
    'health well',
    'backups well',
    'factors well',
    'tokens well',
    'channels well',
  ])
})

test('[R4.30] what needs an administrator comes first, with the page that solves it', () => {
  const lines = safetyOf({
    findings: [finding('clock_off'), finding('mail_well'), finding('messages_dead'), finding('backups_failed')],
    backups: { items: [backup(NOW, 'disk full'), backup(NOW - 5 * DAY_MS)] },
    members: [{ secondFactor: false }, { secondFactor: true }, { secondFactor: null }],
    more: true,
    tokens: [
      { name: 'Late', expiresAt: iso(NOW + 13 * DAY_MS), revokedAt: null },
      { name: 'Soon', expiresAt: iso(NOW + DAY_MS), revokedAt: null },
      { name: 'Over', expiresAt: iso(NOW - DAY_MS), revokedAt: null },
      { name: 'Gone', expiresAt: iso(NOW + DAY_MS), revokedAt: iso(NOW) },
      { name: 'Ever', expiresAt: null, revokedAt: null },
    ],
    now: NOW,
  })
  expect(lines).toEqual([
    { about: 'health', state: 'wrong', to: '/settings/health', topics: ['clock'] },
    { about: 'backups', state: 'wrong', to: '/settings/health', lastAt: NOW - 5 * DAY_MS, failed: true },
    { about: 'factors', state: 'look', to: '/settings/sign-in', without: 1, all: 3, more: true },
    { about: 'tokens', state: 'look', to: '/settings/tokens', names: ['Soon', 'Late'], endsAt: NOW + DAY_MS },
    { about: 'channels', state: 'look', to: '/messages?state=dead', topics: ['messages'] },
  ])
})

test.each<[HealthFinding, string]>([
  ['mail_fails', '/settings/health'],
  ['messages_held', '/messages?state=held'],
  ['messages_unknown', '/messages?state=unknown'],
  ['messages_late', '/messages'],
])('[R4.30] sending in trouble leads where it is solved: %s', (name, to) => {
  const line = safetyOf({ ...safe, findings: [finding(name)] }).find(({ about }) => about === 'channels')
  expect(line?.to).toBe(to)
})

test('[R4.30] no backup, or one of the night before last, asks to be looked at', () => {
  const stateWith = (items: SafetyFacts['backups']['items']) =>
    safetyOf({ ...safe, backups: { items } }).find(({ about }) => about === 'backups')?.state
  expect([stateWith([]), stateWith([backup(NOW - 31 * 3_600_000)])]).toEqual(['look', 'look'])
})
