// Writes Excel workbooks: a table on each sheet, its headings in bold. Reads none and knows no table.
import { Problem } from '@lotse/core/base'
import writeWorkbook, { type Row } from 'write-excel-file/node'

/** The content type of a workbook. */
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const SHEET_NAME_MAX = 31
/** Characters of one cell that Excel takes. */
const CELL_LENGTH_MAX = 32_767
const COLUMN_WIDTH = { least: 10, most: 48 } as const

type SheetCell = string | number | boolean | null

/** A table on a sheet. */
export type Sheet = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly SheetCell[])[]
}

/**
 * Tables as a workbook, a sheet each. Texts are written as texts, so that none is run as a formula or taken for a date.
 *
 * @throws Problem `download.cell_too_long`.
 */
export async function workbookFile(tables: readonly Sheet[]): Promise<Buffer> {
  const sheets = tables.map(({ name, headings, rows }) => ({
    sheet: sheetName(name),
    stickyRowsCount: 1,
    columns: headings.map((heading, at) => ({ width: widthOf(heading, rows, at) })),
    data: [
      headings.map((heading) => ({ ...textCell(heading), fontWeight: 'bold' as const })),
      ...rows.map((cells): Row => cells.map(sheetCell)),
    ],
  }))
  return writeWorkbook(sheets).toBuffer()
}

/** Excel takes no such signs in the name of a sheet. */
function sheetName(name: string): string {
  const plain = name.replace(/[\\/?*[\]:']/gu, ' ').trim()
  return [...plain].slice(0, SHEET_NAME_MAX).join('').trim() || 'Lotse'
}

function sheetCell(cell: SheetCell) {
  if (cell === null) return null
  return typeof cell === 'string' ? textCell(cell) : { value: cell }
}

function textCell(text: string) {
  if (text.length > CELL_LENGTH_MAX) throw new Problem('download.cell_too_long', { lengthMax: CELL_LENGTH_MAX })
  return { value: escapedCell(text), type: String, wrap: text.includes('\n'), alignVertical: 'top' as const }
}

// What XML cannot hold, or the library would leave out, is written as `_x0008_` in workbooks, and what looks like that as `_x005F_x0008_`
// (ECMA-376 part 1, 22.9.2.19).
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must be escaped
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD\p{Noncharacter_Code_Point}]|_(?=x[\dA-Fa-f]{4}_)/gu

function escapedCell(text: string): string {
  // The library looks texts up in a plain object, where it would find `toString` without having put it there.
  if (Object.hasOwn(Object.prototype, text)) return escapedSign(text.slice(0, 1)) + text.slice(1)
  return text.replace(UNWRITABLE, escapedSign)
}

function escapedSign(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  return units.map((unit) => `_x${unit.toString(16).toUpperCase().padStart(4, '0')}_`).join('')
}

function widthOf(heading: string, rows: Sheet['rows'], at: number): number {
  const longest = rows
    .slice(0, 50)
    .reduce((most, cells) => Math.max(most, String(cells[at] ?? '').split('\n')[0]?.length ?? 0), heading.length)
  return Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, longest + 2))
}
