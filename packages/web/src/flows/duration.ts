// Durations of flow documents in milliseconds. The protocol has the same rule with its parser; a test holds the two together,
// because importing it would bring the parser library to the browser.

const MS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])

/**
 * The length of a duration text.
 *
 * @param text - e.g. `30d`.
 * @returns milliseconds; 0 where the text is no duration.
 */
export function spanMsOf(text: string): number {
  const found = /^(\d{1,9})(ms|s|m|h|d|w)$/.exec(text)
  return Number(found?.[1] ?? 0) * (MS.get(found?.[2] ?? '') ?? 0)
}
