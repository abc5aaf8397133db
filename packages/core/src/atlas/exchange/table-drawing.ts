// A table as shapes on sheets: heads, rows, numbers with a tint. What is too wide goes on beside, what is too long below. Writes no format.
import type { TableCell } from './cells.ts'
import { brokenText, isRightToLeft, type TextSize, widthOfText } from './measure.ts'
import { colour, type Drawing, type Shape } from './shapes.ts'
import type { Table } from './table.ts'

/**
 * How a table is drawn. `title`: what stands above and names the sheet. `labels`: columns in front that stand again on every page beside. `words`: for yes,
 * no and numbers. `tinted`: counts have a wash behind them, but for the sum at the end of a row.
 */
export type TableLook = {
  readonly title: string
  readonly labels: number
  readonly words: 'de' | 'en'
  readonly tinted?: boolean
}

/** A page's size in pixels, 96 to the inch, without its margins. */
type Room = { readonly width: number; readonly height: number }
type Column = { readonly at: number; readonly x: number; readonly width: number }
type Row = { readonly cells: readonly (readonly string[])[]; readonly height: number; readonly numbers: boolean[] }

const PAD = 8
const TITLE_HEIGHT = 46
const LINE_HEIGHT = 1.4
const COLUMN_MIN = 52
const HEAD_WIDTH_MAX = 120
const COLUMN_MAX = 260
const LINES_MAX = 12
/** Rows that say how wide columns are; a longer table looks the same further down. */
const MEASURED_ROWS = 500
const HEAD: TextSize = { size: 12, bold: true }
const BODY: TextSize = { size: 12 }

/** Cells of a picture at most: what has more helps nobody to see anything. */
export const DRAWN_CELLS_MAX = 20_000

/** A table as people look at it: columns that say nothing are left out, and ids behind names. */
export function shownTable({ name, headings, rows }: Table): Table {
  const shown = headings.flatMap((_, at) =>
    rows.some((row) => (row[at] ?? null) !== null && row[at] !== '') ? [at] : [],
  )
  const pick = <T>(list: readonly T[]): T[] => shown.flatMap((at) => list.slice(at, at + 1))
  return { name, headings: pick(headings), rows: rows.map((row) => pick(row).map(withoutIds)) }
}

const withoutIds = (cell: TableCell): TableCell =>
  typeof cell === 'string' ? cell.replace(/ \[[\w.-]{1,60}\]$/gmu, '') : cell

/** The whole table on one sheet. */
export function drawTable(table: Table, look: TableLook): Drawing {
  const widths = widthsOf(table, look)
  const columns = placed(
    widths.map((_, at) => at),
    widths,
  )
  const rows = rowsOf(table, widths, look)
  return sheetOf({ columns, head: headOf(table, widths), rows }, { look })
}

/** The table on pages of a size: labels stand on each, and so do heads. There is always one page. */
export function drawTablePages(table: Table, look: TableLook, page: Room): Drawing[] {
  const widths = widthsOf(table, look).map((width) => Math.min(width, page.width / (look.labels + 1)))
  const head = headOf(table, widths)
  const most = page.height - TITLE_HEIGHT - head.height - 1
  const rows = rowsOf(table, widths, look).map((row) => ({ ...row, height: Math.min(row.height, most) }))
  return stacked(rows, most).flatMap((some) =>
    beside(widths, look.labels, page.width).map((ats) =>
      sheetOf({ columns: placed(ats, widths), head, rows: some }, { look, width: page.width }),
    ),
  )
}

function widthsOf({ headings, rows }: Table, { words }: TableLook): number[] {
  return headings.map((heading, at) => {
    const texts = rows.slice(0, MEASURED_ROWS).map((row) => textOf(row[at] ?? null, words))
    const natural = Math.max(0, ...texts.flatMap((text) => text.split('\n').map((line) => widthOfText(line, BODY))))
    const head = Math.min(HEAD_WIDTH_MAX, widthOfText(heading, HEAD))
    return Math.ceil(Math.min(COLUMN_MAX, Math.max(COLUMN_MIN, head, natural) + 2 * PAD))
  })
}

function textOf(cell: TableCell, words: 'de' | 'en'): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return words === 'de' ? (cell ? 'Ja' : 'Nein') : cell ? 'Yes' : 'No'
  if (typeof cell === 'string') return cell
  const rounded = String(Math.round(cell * 100) / 100)
  return words === 'de' ? rounded.replace('.', ',') : rounded
}

function rowsOf({ rows }: Table, widths: readonly number[], { words }: TableLook): Row[] {
  return rows.map((row) =>
    rowOf(
      row.map((cell) => textOf(cell, words)),
      widths,
      { font: BODY, row },
    ),
  )
}

function headOf({ headings }: Table, widths: readonly number[]): Row {
  return rowOf(headings, widths, { font: HEAD, row: [] })
}

function rowOf(
  texts: readonly string[],
  widths: readonly number[],
  { font, row }: { readonly font: TextSize; readonly row: readonly TableCell[] },
): Row {
  const cells = texts.map((text, at) => brokenText(text, (widths[at] ?? COLUMN_MIN) - 2 * PAD, font, LINES_MAX))
  const lines = Math.max(1, ...cells.map(({ length }) => length))
  return { cells, height: lines * font.size * LINE_HEIGHT + PAD, numbers: row.map((cell) => typeof cell === 'number') }
}

/** Which columns stand on each page: labels in front, then as many as there is room for, one at least. */
function beside(widths: readonly number[], labels: number, room: number): number[][] {
  const front = widths.map((_, at) => at).slice(0, labels)
  const taken = front.reduce((sum, at) => sum + (widths[at] ?? 0), 0)
  const pages: number[][] = [[...front]]
  let width = taken
  for (let at = labels; at < widths.length; at++) {
    const page = pages.at(-1)
    width += widths[at] ?? 0
    if (width > room && page && page.length > front.length) {
      pages.push([...front, at])
      width = taken + (widths[at] ?? 0)
    } else page?.push(at)
  }
  return pages
}

function stacked(rows: readonly Row[], most: number): Row[][] {
  const pages: Row[][] = [[]]
  let height = 0
  for (const row of rows) {
    height += row.height
    if (height > most && pages.at(-1)?.length !== 0) {
      pages.push([])
      height = row.height
    }
    pages.at(-1)?.push(row)
  }
  return pages
}

function placed(ats: readonly number[], widths: readonly number[]): Column[] {
  let x = 0
  return ats.map((at) => {
    const width = widths[at] ?? COLUMN_MIN
    const column = { at, x, width }
    x += width
    return column
  })
}

type Sheet = { readonly columns: readonly Column[]; readonly head: Row; readonly rows: readonly Row[] }

function sheetOf(
  { columns, head, rows }: Sheet,
  { look, width: page = 0 }: { readonly look: TableLook; readonly width?: number },
): Drawing {
  const last = columns.at(-1)
  const width = Math.max(COLUMN_MIN, (last?.x ?? 0) + (last?.width ?? 0))
  const titleWidth = Math.max(width, page)
  const title: TextSize = { size: 18, bold: true }
  const [line = ''] = brokenText(look.title, titleWidth - 2 * PAD, title, 1)
  const shapes: Shape[] = [
    { is: 'text', x: PAD, y: TITLE_HEIGHT - 16, text: line, fill: colour.text, ...title },
    { is: 'box', x: 0, y: TITLE_HEIGHT, width, height: head.height, fill: colour.sunken },
    ...cellShapes(head, columns, { y: TITLE_HEIGHT, font: HEAD, fill: colour.muted, tinted: false }),
  ]
  let y = TITLE_HEIGHT + head.height
  for (const row of rows) {
    shapes.push(...cellShapes(row, columns, { y, font: BODY, fill: colour.text, tinted: look.tinted ?? false }))
    y += row.height
    shapes.push({ is: 'line', path: `M0 ${y}H${width}`, stroke: colour.line, width: 1 })
  }
  const whole = { is: 'box', x: 0, y: 0, width: titleWidth, height: y + 1, fill: colour.paper } as const
  return { width: titleWidth, height: y + 1, title: look.title, shapes: [whole, ...shapes] }
}

type Cells = { readonly y: number; readonly font: TextSize; readonly fill: string; readonly tinted: boolean }

function cellShapes(row: Row, columns: readonly Column[], { y, font, fill, tinted }: Cells): Shape[] {
  const room = Math.max(1, Math.floor((row.height - PAD) / (font.size * LINE_HEIGHT) + 0.001))
  return columns.flatMap(({ at, x, width }, place): Shape[] => {
    const lines = (row.cells[at] ?? []).slice(0, room)
    const isNumber = row.numbers[at] === true
    const isLast = place === columns.length - 1
    const tint: Shape[] =
      tinted && isNumber && !isLast
        ? [{ is: 'box', x: x + 1, y: y + 1, width: width - 2, height: row.height - 2, fill: colour.wash, radius: 3 }]
        : []
    return [
      ...tint,
      ...lines.map((text, line) =>
        written(text, { x, width, isNumber, font, fill, y: y + PAD / 2 + font.size + line * font.size * LINE_HEIGHT }),
      ),
    ]
  })
}

type Written = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly isNumber: boolean
  readonly font: TextSize
  readonly fill: string
}

function written(text: string, { x, y, width, isNumber, font, fill }: Written): Shape {
  if (isNumber) return { is: 'text', x: x + width / 2, y, text, fill, centred: true, ...font }
  return isRightToLeft(text)
    ? { is: 'text', x: x + width - PAD, y, text, fill, rightToLeft: true, ...font }
    : { is: 'text', x: x + PAD, y, text, fill, ...font }
}
