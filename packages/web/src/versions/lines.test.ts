import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Line, linesOf } from './lines.ts'

const text = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`).join('\n')
const kept = (lines: readonly Line[], without: Line['kind']) =>
  lines.filter(({ kind }) => kind !== without).map((line) => line.text)

test('a changed line stands between the two around it, the rest is counted', () => {
  expect(linesOf(text(10), text(10).replace('line 4', 'new'))).toEqual([
    { kind: 'gap', text: '2' },
    { kind: 'same', text: 'line 2' },
    { kind: 'same', text: 'line 3' },
    { kind: 'removed', text: 'line 4' },
    { kind: 'added', text: 'new' },
    { kind: 'same', text: 'line 5' },
    { kind: 'same', text: 'line 6' },
    { kind: 'gap', text: '3' },
  ])
})

test('two changes that are near one another leave what stayed between them', () => {
  expect(linesOf('a\nb\nc\nd', 'x\nb\nc\ny').map(({ kind }) => kind)).toEqual([
    'removed',
    'added',
    'same',
    'same',
    'removed',
    'added',
  ])
})

test('texts too long to compare in full are told as a whole', () => {
  const long = (sign: string) => Array.from({ length: 1100 }, (_, at) => `${sign}${at}`).join('\n')
  const lines = linesOf(long('a'), long('b'))
  expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(1100)
  expect(lines.filter(({ kind }) => kind === 'added')).toHaveLength(1100)
})

test('law: without what came one reads the old text, without what went the new one', () => {
  const some = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(some, some, (before, after) => {
      const lines = linesOf(before, after)
      // Every line of a short text is near a change or counted in a gap.
      if (lines.some(({ kind }) => kind === 'gap')) return
      expect(kept(lines, 'added').join('\n')).toBe(before)
      expect(kept(lines, 'removed').join('\n')).toBe(after)
    }),
  )
})
