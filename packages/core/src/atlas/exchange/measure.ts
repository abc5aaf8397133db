// How wide texts are, roughly, and where their lines break, where no browser measures them. Draws nothing.

/** Shares of the font's size: a typeface without serifs like Inter or Helvetica. A little too wide is better than too narrow. */
const NARROW = 0.32
const PLAIN = 0.56
const CAPITAL = 0.68
const WIDE = 0.9
const FULL = 1.02
const BOLD = 1.06

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u
const LETTER = /\p{L}/u
const EAST_ASIAN =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Extended_Pictographic}/u

/** How a text is written. `size`: in pixels. */
export type TextSize = { readonly size: number; readonly bold?: boolean }

/** About how wide a text is, in pixels. */
export function widthOfText(text: string, { size, bold = false }: TextSize): number {
  let shares = 0
  for (const sign of text) shares += shareOf(sign)
  return shares * size * (bold ? BOLD : 1)
}

function shareOf(sign: string): number {
  if (EAST_ASIAN.test(sign)) return FULL
  if ("iIjltfr.,:;'|!()[]{} -–/".includes(sign)) return NARROW
  if ('mwMW@%…—'.includes(sign)) return WIDE
  if (/\p{M}/u.test(sign)) return 0
  return /\p{Lu}/u.test(sign) ? CAPITAL : PLAIN
}

/** Whether a text is read from right to left: by its first letter. */
export function isRightToLeft(text: string): boolean {
  for (const sign of text) if (LETTER.test(sign)) return RIGHT_TO_LEFT.test(sign)
  return false
}

/**
 * The lines of a text that is so wide at most. Long words break where a hyphen, slash or soft hyphen stands, and else anywhere, with a hyphen.
 *
 * @param most - lines at most; of more the last ends with an ellipsis.
 */
export function brokenText(text: string, width: number, font: TextSize, most = Number.POSITIVE_INFINITY): string[] {
  const lines = text.split('\n').flatMap((line) => brokenLine(line, width, font))
  if (lines.length <= most) return lines
  const last = lines[most - 1] ?? ''
  return [...lines.slice(0, most - 1), `${shortened(last, width - widthOfText('…', font), font)}…`]
}

function brokenLine(text: string, width: number, font: TextSize): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of partsOf(text)) {
    const whole = line + part
    if (widthOfText(whole.trimEnd(), font) <= width) {
      line = whole
      continue
    }
    if (line.trim() !== '') lines.push(ended(line))
    line = part
    while (widthOfText(line.trimEnd(), font) > width) {
      const head = shortened(line, width - widthOfText('-', font), font)
      lines.push(`${head}-`)
      line = line.slice(head.length)
    }
  }
  return [...lines, ended(line)].map((one) => one.replaceAll('\u00AD', ''))
}

/** Pieces between which a line may break. */
function partsOf(text: string): string[] {
  return text.match(/[^\s\-/\u00AD]*(?:[-/\u00AD]|\s+|$)/gu)?.filter((part) => part !== '') ?? []
}

/** A line without the space at its end; a soft hyphen there shows. */
function ended(line: string): string {
  const plain = line.trimEnd()
  return plain.endsWith('\u00AD') ? `${plain.slice(0, -1)}-` : plain
}

/** As much of a text as fits, and one letter at least. */
function shortened(text: string, width: number, font: TextSize): string {
  let kept = ''
  for (const sign of text) {
    if (kept !== '' && widthOfText(kept + sign, font) > width) break
    kept += sign
  }
  return kept
}
