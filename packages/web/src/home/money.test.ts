import { expect, test } from 'vitest'
import { formatIn } from '../words/format-in.ts'
import { startWords } from '../words/index.ts'
import { withMoney } from './money.ts'

const { t } = await startWords('en')
const f = formatIn('en', t)
const fact = (name: string, value: string) => ({ name, value })

test('amounts carry their currency; what is no amount stays as it is', () => {
  expect(withMoney(f, [fact('club', 'Gold'), fact('fee', '49'), fact('currency', 'EUR')])).toEqual([
    fact('club', 'Gold'),
    fact('fee', '€49.00'),
  ])
})

test.each([
  [[fact('fee', '49')]],
  [[fact('currency', 'EUR'), fact('value', 'much')]],
  [[fact('currency', 'euros'), fact('fee', '49')]],
])('where currency or amount is not known, nothing changes: %j', (facts) => expect(withMoney(f, facts)).toEqual(facts))
