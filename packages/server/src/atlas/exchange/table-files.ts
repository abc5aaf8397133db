// Tables as CSV, and CSV or Excel workbooks as tables. Knows nothing of what stands in them.
import type { Table } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { parse } from 'csv-parse/sync'
import { BYTE_ORDER_MARK, csvLines, unguarded } from '../../base/csv.ts'
import { columnNames } from '../../listen/files/records.ts'
import { watchText } from '../../listen/files/sniff.ts'
import { workbookSheets } from '../../listen/files/workbook.ts'

const ROWS_MAX = 100_000

/** A table as CSV. */
export function csvFile({ headings, rows }: Table, language: 'de' | 'en'): string {
  const line = csvLines({ language, zone: 'UTC' })
  return BYTE_ORDER_MARK + [headings, ...rows].map((cells) => line([...cells])).join('')
}

/**
 * The sheets of a workbook as tables.
 *
 * @throws Problem `import.unreadable`, `request.too_large`.
 */
export async function workbookTables(bytes: Buffer): Promise<Table[]> {
  const sheets = await workbookSheets(bytes)
  return sheets.map(({ name, rows: [headings = [], ...rows] }) =>
    tableOf(
      name,
      headings.map((cell) => String(cell ?? '')),
      rows,
    ),
  )
}

/**
 * A text as a table, in whatever encoding and with whatever separator.
 *
 * @throws Problem `import.unreadable`.
 */
export function csvTable(bytes: Buffer): Table {
  const watch = watchText()
  watch.add(bytes)
  const { encoding, delimiter } = watch.end().reading
  const text = new TextDecoder(encoding).decode(bytes)
  const [headings = [], ...rows] = rowsOf(text, delimiter)
  const plain = (cell: string) => (cell === '' ? null : unguarded(cell))
  return tableOf(
    '',
    headings.map(unguarded),
    rows.map((cells) => cells.map(plain)),
  )
}

function rowsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true })
  } catch {
    throw new Problem('import.unreadable', {
      detail: 'The table cannot be read: a quote is not closed, or stands where none may',
    })
  }
}

function tableOf(name: string, headings: readonly string[], rows: Table['rows']): Table {
  if (rows.length > ROWS_MAX)
    throw new Problem('request.too_large', { detail: `The table has more than ${ROWS_MAX} rows` })
  return { name, headings: headings.every((heading) => heading.trim() === '') ? [] : columnNames(headings), rows }
}
