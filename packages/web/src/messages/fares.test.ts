import type { DeliveryFigures } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { fareOf, shareOf, triesOf } from './fares.ts'

const figures = (some: Partial<DeliveryFigures>): DeliveryFigures => ({
  accepted: 0,
  deferred: 0,
  refused: 0,
  bounced: 0,
  dead: 0,
  delivered: 0,
  complained: 0,
  opened: 0,
  clicked: 0,
  ...some,
})

test('what was put off is counted when it gets its answer', () => {
  expect(triesOf(figures({ accepted: 7, deferred: 100, bounced: 2, refused: 1, dead: 1 }))).toBe(11)
})

test.each([
  ['nothing sent', {}, 'few'],
  ['few mails, of which one bounces', { accepted: 98, bounced: 1 }, 'few'],
  ['exactly 2 % bounce', { accepted: 98, bounced: 2 }, 'good'],
  ['more bounce', { accepted: 97, bounced: 3 }, 'bounces'],
  ['exactly 0.1 % complain', { accepted: 1000, complained: 1 }, 'good'],
  ['more complain, and more bounce too', { accepted: 1000, complained: 2, bounced: 100 }, 'complaints'],
] as const)('%s: %o is %s', (_, some, fare) => {
  expect(fareOf(figures(some))).toBe(fare)
})

test('of nothing, a share is nothing', () => {
  expect(shareOf(0, 0)).toBe(0)
})
