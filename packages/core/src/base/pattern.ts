// Patterns that people write, in RE2's syntax, answered in linear time (C5). Never JavaScript's own regular expressions.
import { RE2JS } from 're2js'
import { Problem } from './problem.ts'

/** The longest pattern, in characters. */
export const PATTERN_LENGTH_MAX = 500
/** The largest compiled pattern, in RE2 instructions: `(a{30}){30}` is short to write and long to run. */
export const PATTERN_SIZE_MAX = 2000
/** How much of a text is looked at, in characters. */
export const SUBJECT_LENGTH_MAX = 10_000

/**
 * Compiles a pattern.
 *
 * @param pattern - RE2 syntax, at most {@link PATTERN_LENGTH_MAX} characters.
 * @returns whether the pattern is found anywhere in the first {@link SUBJECT_LENGTH_MAX} characters of a text; `^…$` asks for all of it.
 * @throws Problem `condition.pattern_invalid`.
 */
export function compilePattern(pattern: string): (subject: string) => boolean {
  const compiled = compiledOnce(pattern)
  return (subject) => compiled.matcher(subject.slice(0, SUBJECT_LENGTH_MAX)).find()
}

function compiledOnce(pattern: string): RE2JS {
  if (pattern.length > PATTERN_LENGTH_MAX) refuse(pattern, `is longer than ${PATTERN_LENGTH_MAX} characters`)
  const compiled = parsed(pattern)
  if (compiled.programSize() > PATTERN_SIZE_MAX) refuse(pattern, 'repeats too much')
  return compiled
}

function parsed(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    return refuse(pattern, error instanceof Error ? error.message : 'cannot be read')
  }
}

function refuse(pattern: string, why: string): never {
  const shown = pattern.slice(0, 100)
  throw new Problem('condition.pattern_invalid', { pattern: shown, detail: `The pattern "${shown}" ${why}` })
}
