// Writes rows as CSV (RFC 4180) that German and English spreadsheets open as meant. Knows no table and reads nothing.

/** What stands in a cell: an instant as Date, an absent value as null. */
export type Cell = string | number | boolean | Date | null

/** How cells are written: separator, decimal sign and words follow `language`, instants stand in `zone` (IANA). */
export type CsvStyle = { readonly language: 'de' | 'en'; readonly zone: string }

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

const SEPARATOR = { de: ';', en: ',' } as const
const WORDS = { de: { true: 'ja', false: 'nein' }, en: { true: 'yes', false: 'no' } } as const

/** A text that begins so may be run as a formula (OWASP, "CSV Injection"); what looks as if it were guarded already is guarded once more, so that it can be taken off again. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/

/**
 * Makes a writer of lines.
 *
 * @returns a function from the cells of a row to its line, with the line break of RFC 4180.
 */
export function csvLines(style: CsvStyle): (cells: readonly Cell[]) => string {
  const instant = instantWriter(style.zone)
  const cellText = (cell: Cell): string => {
    if (cell === null) return ''
    if (cell instanceof Date) return instant(cell)
    if (typeof cell === 'boolean') return WORDS[style.language][`${cell}`]
    if (typeof cell === 'number') return style.language === 'de' ? String(cell).replace('.', ',') : String(cell)
    return FORMULA.test(cell) ? `'${cell}` : cell
  }
  return (cells) => `${cells.map((cell) => quoted(cellText(cell))).join(SEPARATOR[style.language])}\r\n`
}

/** A cell's text without the guard that {@link csvLines} put before it. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

const quoted = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** `2026-11-22 14:05:33` in the zone: both Excels read it as an instant, and it sorts as text. */
export function instantWriter(zone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return (instant) => format.format(instant)
}
