// Who is called in a comment, while it is typed and in the end.
import { describe, expect, test } from 'vitest'
import { callingAt, mentionedIn, offered, piecesOf, withCalled } from './mentions.ts'

const anna = { id: '1', name: 'Anna' }
const berg = { id: '2', name: 'Anna Berg' }
const omar = { id: '3', name: 'عمر حسن' }
const people = [anna, berg, omar]

describe('what is being typed', () => {
  test.each([
    ['@', 1, { from: 0, find: '' }],
    ['Frag @Ann', 9, { from: 5, find: 'Ann' }],
    ['Frag @Anna Be', 13, { from: 5, find: 'Anna Be' }],
    ['(@om', 4, { from: 1, find: 'om' }],
    ['mail@example.org', 16, null],
    ['@ Anna', 6, null],
    ['@Anna\nund', 9, null],
    ['ohne', 4, null],
    ['Frag @Ann', 4, null],
    [`@${'x'.repeat(61)}`, 62, null],
  ] as const)('%j at %i', (text, caret, calling) => expect(callingAt(text, caret)).toEqual(calling))
})

test('names that begin with what is typed come first, and six at most', () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ id: `m${at}`, name: `Hanna ${at}` }))
  const names = offered([...many, anna], 'ANNA').map(({ name }) => name)
  expect(names[0]).toBe('Anna')
  expect(names).toHaveLength(6)
  expect(offered(people, 'Anna Berg ')).toEqual([])
})

test('choosing somebody writes the name, and typing goes on behind it', () => {
  const text = 'Frag @an bitte'
  const caret = 8
  const calling = callingAt(text, caret) ?? { from: 0, find: '' }
  const next = withCalled(text, { calling, caret, name: 'Anna Berg' })
  expect(next.text).toBe('Frag @Anna Berg bitte')
  expect(next.text.slice(next.caret)).toBe('bitte')
})

describe('who is called in the end', () => {
  test.each([
    ['@Anna Berg und @عمر حسن', ['2', '3']],
    ['@Anna, bitte', ['1']],
    ['@Annabell', []],
    ['anna@Anna.de', []],
    ['', []],
  ] as const)('%j', (text, ids) => expect(mentionedIn(text, people)).toEqual(ids))

  test('of two with one name both are', () => {
    expect(mentionedIn('@Anna!', [anna, { id: '9', name: 'Anna' }])).toEqual(['1', '9'])
  })
})

test('a text in pieces is the text again, with the names told apart', () => {
  const text = 'Für @Anna Berg (@Anna).'
  const pieces = piecesOf(text, people)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter(({ called }) => called).map((piece) => piece.text)).toEqual(['@Anna Berg', '@Anna'])
})
