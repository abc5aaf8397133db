// Text as conditions compare it: by Unicode code point after NFC (C2). Never by locale.

const ASCII_ONLY = /^[\0-\x7f]*$/

/** The text in Unicode normal form C. */
export function nfc(text: string): string {
  return ASCII_ONLY.test(text) ? text : text.normalize('NFC')
}

/**
 * The text with differences of case removed: upper, then lower case, so that "Straße" is "STRASSE"; the final sigma is a sigma.
 * An approximation of Unicode's full case folding without a table of its own.
 */
export function foldCase(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase()
  return text.normalize('NFC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

const SURROGATES = 0xd800
const AFTER_SURROGATES = 0xe000

/** Compares by code point: negative, 0 or positive. Both texts are in NFC. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i += 1) {
    const a = left.charCodeAt(i)
    const b = right.charCodeAt(i)
    if (a !== b) return ranked(a) - ranked(b)
  }
  return left.length - right.length
}

/** JavaScript's units put the halves of the highest code points below U+E000; here they come last, where they belong. */
function ranked(unit: number): number {
  if (unit < SURROGATES) return unit
  return unit < AFTER_SURROGATES ? unit + 0x10000 : unit
}
