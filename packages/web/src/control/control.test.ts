// Mission Control's sentences and sums.
import { stuckKinds } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { sparkPoints } from '../parts/spark.ts'
import { initialsOf } from '../shell/initials.ts'
import { formatIn } from '../words/format-in.ts'
import { startWords } from '../words/index.ts'
import { stuckSentence } from './stuck.ts'

const stuck = { since: null, reason: null, flowId: null }

test('everything that can be stuck is said in a sentence of either language, one and many', async () => {
  for (const language of ['de', 'en'] as const) {
    const { t } = await startWords(language)
    const f = formatIn(language, t)
    for (const kind of stuckKinds)
      for (const count of [1, 1234]) {
        const said = stuckSentence(t, f, { ...stuck, kind, count, reason: 'Gruß' }, undefined)
        expect(said, kind).not.toMatch(/control\.|\{\{/)
        expect(t(`control.needs.help.${kind}`), kind).not.toMatch(/control\./)
      }
  }
})

test('one message is singular, more are plural with grouped digits', async () => {
  const { t } = await startWords('de')
  const say = (count: number) =>
    stuckSentence(t, formatIn('de', t), { ...stuck, kind: 'message_dead', count }, undefined)
  expect(say(1)).toBe('1 Nachricht konnte nicht gesendet werden')
  expect(say(1200)).toBe('1.200 Nachrichten konnten nicht gesendet werden')
})

test('a line chart starts at zero and fills its box', () => {
  expect(sparkPoints([0, 5, 10])).toBe('0.0,26.0 80.0,14.0 160.0,2.0')
  expect(sparkPoints([0, 0])).toBe('0.0,26.0 160.0,26.0')
})

test('initials are at most two letters', () => {
  expect(initialsOf('Ada King Lovelace')).toBe('AL')
  expect(initialsOf('ada')).toBe('A')
  expect(initialsOf('')).toBe('')
})
