// What says the same as what is being typed.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alikeTo, CANDIDATES_MAX, trigramsOf } from './alike.ts'

const named = (id: string, ...names: string[]) => ({ id, names })
const known = [
  named('pay', 'Zahlung bricht auf dem Handy ab', 'Payment breaks off on phones'),
  named('late', 'Lieferverzug erst auf Nachfrage mitgeteilt'),
  named('filter', 'Filter gehen beim Zurückgehen verloren'),
  named('queue', 'Warteschleife ohne Rückruf-Angebot'),
]
const found = (typed: string) => alikeTo(typed, known, 5).map(({ id }) => id)

test('I25 words are found whatever their case, marks and endings, in either language, while they are typed', () => {
  expect(found('zahlung bricht ab')).toEqual(['pay'])
  expect(found('Zahlung brich')).toEqual(['pay'])
  expect(found('ZAHLUNGEN brechen auf dem Handy ab')).toEqual(['pay'])
  expect(found('payment breaks')).toEqual(['pay'])
  expect(found('Filter gehn beim zuruckgehen verlohren')).toEqual(['filter'])
  expect(found('Rückruf Angebot in der Warteschleife')).toEqual(['queue'])
})

test('I25 what says something else, or hardly anything, finds nothing', () => {
  expect(found('Newsletter kommt zu oft')).toEqual([])
  expect([found(''), found('  '), found('ab'), found('?!')]).toEqual([[], [], [], []])
})

test('I25 text and candidates are bounded, and so is what is answered', () => {
  expect(trigramsOf('a'.repeat(1_000_000)).size).toBeLessThan(10)
  const many = Array.from({ length: CANDIDATES_MAX * 2 }, (_, n) => named(`n${n}`, 'Zahlung bricht ab'))
  expect(alikeTo('Zahlung bricht ab', many, 3)).toHaveLength(3)
  expect(alikeTo('Zahlung bricht ab', [...many, named('a', 'Zahlung bricht ab')], 1)).toEqual([
    { id: 'n0', likeness: 1 },
  ])
})

test('law: I25 the same words are most alike, likeness lies between 0 and 1, and the order of candidates does not show', () => {
  const text = fc.array(fc.constantFrom('zahlung', 'handy', 'lieferung', 'spät', 'filter', 'rückruf', 'konto'), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 20 }), (typed, others) => {
      const candidates = others.map((words, n) => named(`o${n}`, words.join(' ')))
      const all = [...candidates, named('same', typed.join(' ').toUpperCase())]
      const alike = alikeTo(typed.join(' '), all, 30)
      expect(alikeTo(typed.join(' '), all.toReversed(), 30)).toEqual(alike)
      const same = alike.find(({ id }) => id === 'same')
      expect(same?.likeness).toBeCloseTo(1)
      for (const { likeness } of alike) expect(likeness > 0 && likeness <= (same?.likeness ?? 0)).toBe(true)
    }),
  )
})
