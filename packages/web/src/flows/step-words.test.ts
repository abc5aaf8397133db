// Steps and ways in a few words of either language; durations as the protocol reads them.
import { durationMs, type FlowStep } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatIn } from '../words/format-in.ts'
import { startWords } from '../words/index.ts'
import { spanMsOf } from './duration.ts'
import { stepTitle, wayWords } from './step-words.ts'
import { waysOf } from './ways.ts'

const steps: readonly [FlowStep, german: string, english: string][] = [
  [{ id: 'a', kind: 'wait', for: '2d', next: 'b' }, '2 Tage warten', 'Wait 2 days'],
  [
    { id: 'a', kind: 'wait_until', at: '09:00', weekdays: [1, 5], next: 'b' },
    'Bis 09:00 (Mo, Fr)',
    'Until 09:00 (Mon, Fri)',
  ],
  [
    {
      id: 'a',
      kind: 'wait_for',
      events: [
        { event: 'Paid', next: 'b' },
        { event: 'Cancelled', next: 'c' },
      ],
      timeout: '1h',
      otherwise: 'd',
    },
    'Auf Paid oder Cancelled warten',
    'Wait for Paid or Cancelled',
  ],
  [{ id: 'a', kind: 'branch', cases: [], otherwise: 'b' }, 'Entscheiden', 'Decide'],
  [
    { id: 'a', kind: 'send', channel: 'email', template: 'hello', topic: 'x', next: 'b' },
    'E-Mail hello',
    'E-mail hello',
  ],
  [
    { id: 'a', kind: 'webhook', url: 'https://crm.example.org/x?y', next: 'b' },
    'crm.example.org aufrufen',
    'Call crm.example.org',
  ],
  [{ id: 'a', kind: 'set_trait', trait: 'vip', value: { literal: true }, next: 'b' }, 'vip setzen', 'Set vip'],
  [{ id: 'a', kind: 'exit' }, 'Ende', 'End'],
  [{ id: 'a', name: 'Geduld', kind: 'exit' }, 'Geduld', 'Geduld'],
]

test.each(steps)('%j', async (step, german, english) => {
  for (const [language, text] of [
    ['de', german],
    ['en', english],
  ] as const) {
    const { t } = await startWords(language)
    expect(stepTitle(t, formatIn(language, t), step).replace(/\u00a0/g, ' ')).toBe(text)
  }
})

test('ways carry words only where there is a choice', async () => {
  const { t } = await startWords('de')
  const words = (step: FlowStep) => waysOf(step).map(({ to, label }) => [to, wayWords(t, label)])
  expect(words({ id: 'a', kind: 'wait', for: '1h', next: 'b' })).toEqual([['b', '']])
  expect(
    words({
      id: 'a',
      kind: 'branch',
      cases: [
        { name: 'VIP', when: { exists: { now: true } }, next: 'b' },
        { when: { exists: { now: true } }, next: 'c' },
      ],
      otherwise: 'd',
    }),
  ).toEqual([
    ['b', 'VIP'],
    ['c', 'Fall 2'],
    ['d', 'sonst'],
  ])
})

test('law: durations are what the protocol says they are', () => {
  const unit = fc.constantFrom('ms', 's', 'm', 'h', 'd', 'w', 'y', '')
  fc.assert(
    fc.property(fc.nat(10_000_000_000), unit, (count, name) => {
      expect(spanMsOf(`${count}${name}`)).toBe(durationMs(`${count}${name}`) ?? 0)
    }),
  )
})
