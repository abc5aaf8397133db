// Between the tree of a condition and its text: the language's own parser and printer, with refusals as values. Pure.
// Patterns and the reach of filters are checked by the server, which counts: their library would be most of what a browser has to load.
import { Problem, parseCondition, printCondition } from '@lotse/core/base'
import type { Condition } from '@lotse/protocol'

/** What a text says: a condition, or why it cannot be read. An empty text says nothing. */
export type Parsed =
  | { readonly condition: Condition; readonly problem?: undefined }
  | { readonly condition?: undefined; readonly problem: Problem | null }

/** Reads a text. */
export function parsedText(text: string): Parsed {
  if (text.trim() === '') return { problem: null }
  try {
    return { condition: parseCondition(text) }
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}

/** The text of a condition. */
export function printedText(condition: Condition): string {
  return printCondition(condition)
}
