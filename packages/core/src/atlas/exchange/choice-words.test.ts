import { atlasKindNames, type FieldFact, travellingFields } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { cellOf, meantBy } from './cells.ts'
import { choiceCalled, wordOf } from './choice-words.ts'

const languages = ['de', 'en'] as const
const lookup = { nameOf: () => undefined, isKnown: () => false, called: () => [] }
const choosing = atlasKindNames.flatMap((kind) =>
  travellingFields(kind).flatMap(([field, fact]): [string, FieldFact][] =>
    fact.choices === undefined ? [] : [[`${kind}.${field}`, fact]],
  ),
)

test.each(choosing)(
  'X4 each choice of %s has a word in both languages that means it alone, and its key still does',
  (_, fact) => {
    for (const choice of fact.choices ?? []) {
      for (const language of languages) {
        const word = wordOf(fact, choice, language)
        expect(choiceCalled(fact, word)).toBe(choice)
        expect(choiceCalled(fact, ` ${word.toLowerCase()} `)).toBe(choice)
      }
      expect(wordOf(fact, choice, 'de')).not.toMatch(/[a-z][A-Z]/)
      expect(choiceCalled(fact, choice)).toBe(choice)
    }
  },
)

test('X4 a table says choices in words, and what means none stays what was written', () => {
  const state: FieldFact = { type: 'choice', choices: ['live', 'retired'] }
  const lane: FieldFact = { type: 'choices', choices: ['emotion', 'live'] }
  expect(cellOf(state, 'retired', { nameOf: lookup.nameOf, words: 'de' })).toBe('Abgelöst')
  expect(cellOf(lane, ['live', 'emotion'], { nameOf: lookup.nameOf, words: 'en' })).toBe('Here now\nEmotion')
  expect(meantBy(state, 'abgelöst', lookup)).toEqual({ value: 'retired' })
  expect(meantBy(lane, 'Jetzt hier\nemotion', lookup)).toEqual({ value: ['live', 'emotion'] })
  expect(meantBy(state, 'verboten', lookup)).toEqual({ value: 'verboten' })
})
