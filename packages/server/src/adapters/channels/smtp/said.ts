// What the other side says, as it may be stored and shown: one line of bounded length. Knows nothing about what it means.

/** Longest text that is kept of an answer. */
const SAID_MAX = 200

/** Control characters become spaces: PostgreSQL stores no NUL, and nobody's terminal shall be steered. */
export function said(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, SAID_MAX)
    .trim()
}
