// Patterns: found anywhere, linear time, limits.
import { expect, test } from 'vitest'
import { compilePattern, PATTERN_LENGTH_MAX, SUBJECT_LENGTH_MAX } from './pattern.ts'

test('C5 a pattern is found anywhere; ^ and $ ask for all of the text', () => {
  expect(compilePattern('ol')('gold')).toBe(true)
  expect(compilePattern('^ol$')('gold')).toBe(false)
  expect(compilePattern('(?i)^GOLD$')('gold')).toBe(true)
})

test('C5 a hostile pattern answers at once', () => {
  const start = performance.now()
  expect(compilePattern('^(a+)+$')(`${'a'.repeat(SUBJECT_LENGTH_MAX - 1)}b`)).toBe(false)
  expect(performance.now() - start).toBeLessThan(5000)
})

test.each([
  '(',
  '[z-a]',
  '(?<=a)b(?=c)',
  '\\1',
  'a'.repeat(PATTERN_LENGTH_MAX + 1),
  '((a{50}){50}){50}',
  '(?:(?:a{30}){30}){30}',
  'a{900}b{900}c{900}',
])('C5 refused: %s', (pattern) => {
  expect(() => compilePattern(pattern)).toThrow(expect.objectContaining({ code: 'condition.pattern_invalid' }))
})

test('C5 only the first part of a long text is looked at', () => {
  expect(compilePattern('b')(`${'a'.repeat(SUBJECT_LENGTH_MAX)}b`)).toBe(false)
})
