// A sheet about one insight: everything that is known stands on it, and nothing about what is not.
import { firstScales, type ShownDecision, type ShownEvidence, type WorkedInsight } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { insightSheet, type SheetBesides } from './sheet.ts'

const AT = '2026-11-20T12:00:00.000Z'
const style = {
  language: 'en',
  scales: firstScales,
  unitName: () => 'Web',
  memberName: () => 'Wanda',
  dayOf: (instant: string) => instant.slice(0, 10),
} as const
const NOTHING: SheetBesides = { evidence: [], decisions: [], comments: [] }
const insight: WorkedInsight = {
  id: 'i',
  kind: 'insight',
  journey: null,
  fields: { name: { en: 'Paying takes long' } },
  ownerId: null,
  changedAt: AT,
  removed: false,
  origins: [],
  work: {
    version: 0,
    status: 'new',
    since: AT,
    until: null,
    waitsSince: null,
    priority: null,
    department: { id: null, why: 'nobody' },
    addresseeId: null,
    escalation: null,
    inputs: { impact: 4.5 },
    scores: { impact: 87.5, rice: null },
    reach: null,
    known: { level: 'assumed', since: null },
    changedAt: AT,
  },
}

test('I31 what is not known is not said, and neither is a part that would be empty', () => {
  const { title, parts } = insightSheet(insight, NOTHING, style)
  expect(title).toBe('Paying takes long')
  expect(parts).toEqual([
    {
      heading: 'At a glance',
      is: 'facts',
      facts: [
        ['Status', 'New'],
        ['Since', '2026-11-20'],
        ['Impact', '4.5'],
        ['Impact (score)', '87.5'],
        ['Evidence', 'Assumed'],
        ['Last changed', '2026-11-20'],
        ['ID', 'i'],
      ],
    },
  ])
})

test('[R0.28] I31 description, evidence with its number, decisions with who and why, and what was said stand on the sheet', () => {
  const evidence: ShownEvidence = {
    id: '1',
    kind: 'events',
    title: 'Payment failed',
    about: 'on phones',
    link: null,
    voices: null,
    query: null,
    number: 1234,
    dated: AT,
    staleAt: null,
    by: 'Cora',
    madeAt: AT,
  }
  const decision: ShownDecision = {
    id: '1',
    verdict: 'accept',
    reason: 'Large and cheap',
    until: null,
    by: 'Wanda',
    at: AT,
    departmentId: null,
    inputs: {},
    scores: {},
    withdrawn: { at: AT, by: null },
  }
  const comments = [
    { by: 'Nora', at: AT, text: 'Here, too', answers: false },
    { by: 'Wanda', at: AT, text: 'Thanks', answers: true },
  ]
  const told = { ...insight, fields: { ...insight.fields, about: { en: 'Many give up' } } }
  const { parts } = insightSheet(told, { evidence: [evidence], decisions: [decision], comments }, style)
  expect(parts.filter(({ is }) => is !== 'facts')).toEqual([
    { heading: 'Description', is: 'text', text: 'Many give up' },
    {
      heading: 'Evidence',
      is: 'list',
      entries: [{ text: 'Payment failed: on phones', note: 'Events · 1,234 · 2026-11-20 · Cora' }],
    },
    {
      heading: 'Decisions',
      is: 'list',
      entries: [{ text: 'Accepted: Large and cheap', note: 'Wanda · 2026-11-20 · withdrawn on 2026-11-20' }],
    },
    {
      heading: 'Discussion',
      is: 'list',
      entries: [
        { text: 'Here, too', note: 'Nora · 2026-11-20' },
        { text: '› Thanks', note: 'Wanda · 2026-11-20' },
      ],
    },
  ])
})
