// The first sheet of an Excel workbook as text of a table. Unzips nothing that is larger than allowed, and runs no formula.
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { Problem } from '@lotse/core/base'
import readWorkbook, { type CellValue, readSheet } from 'read-excel-file/node'

const inflate = promisify(inflateRaw)

/** All parts of a workbook together, unzipped. */
const UNZIPPED_BYTES_MAX = 209_715_200
const PARTS_MAX = 2000
const ROWS_MAX = 1_048_576

/** Places in the records of a ZIP file (APPNOTE.TXT 4.3). */
const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8

/**
 * Reads a workbook's first sheet.
 *
 * @returns CSV with `;`, numbers with a point, dates by the wall clock that the sheet shows.
 * @throws Problem `import.unreadable`, `request.too_large`.
 */
export async function workbookText(bytes: Buffer): Promise<string> {
  await refuseBomb(bytes)
  const rows = await readSheet(bytes).catch(() => {
    throw unreadable('The workbook cannot be read; save it again as .xlsx, without a password')
  })
  if (rows.length > ROWS_MAX)
    throw new Problem('request.too_large', { detail: `The sheet has more than ${ROWS_MAX} rows` })
  return rows.map((row) => `${row.map((cell) => quoted(cellText(cell))).join(';')}\n`).join('')
}

/** A sheet of a workbook. `rows`: texts as they stand, whatever they look like; dates by the wall clock that the sheet shows. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly (string | number | boolean | null)[])[] }

/**
 * Reads all sheets of a workbook.
 *
 * @throws Problem `import.unreadable`, `request.too_large`.
 */
export async function workbookSheets(bytes: Buffer): Promise<Sheet[]> {
  await refuseBomb(bytes)
  const sheets = await readWorkbook(bytes, { trim: false }).catch(() => {
    throw unreadable('The workbook cannot be read; save it again as .xlsx, without a password')
  })
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(plainCell)) }))
}

function plainCell(cell: CellValue | null): string | number | boolean | null {
  return typeof cell === 'number' || typeof cell === 'boolean' ? cell : cellText(cell) || null
}

function cellText(cell: CellValue | null): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const [date = '', time = ''] = cell.toISOString().split('T')
  return time.startsWith('00:00:00') ? date : `${date} ${time.slice(0, 8)}`
}

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const unreadable = (detail: string) => new Problem('import.unreadable', { detail })

/** Unzips every part once within the limit, whatever the file says about their sizes. */
async function refuseBomb(bytes: Buffer): Promise<void> {
  let left = UNZIPPED_BYTES_MAX
  for (const { method, from, length } of entriesOf(bytes)) {
    const packed = bytes.subarray(from, from + length)
    if (packed.length !== length) throw unreadable('The workbook ends in the middle')
    left -= method === STORED ? length : await sizeOf(packed, left)
    if (left < 0) throw tooLarge()
  }
}

async function sizeOf(packed: Buffer, left: number): Promise<number> {
  try {
    return (await inflate(packed, { maxOutputLength: Math.max(1, left) })).length
  } catch (error) {
    const isBomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isBomb ? tooLarge() : unreadable('The workbook is damaged')
  }
}

const tooLarge = () =>
  new Problem('request.too_large', { detail: `Unzipped, the workbook has more than ${UNZIPPED_BYTES_MAX} bytes` })

type Entry = { readonly method: number; readonly from: number; readonly length: number }

function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(signature(END_SIGNATURE))
  if (end < 0 || end + END_BYTES > bytes.length) throw unreadable('The workbook ends in the middle')
  const count = bytes.readUInt16LE(end + 10)
  if (count > PARTS_MAX) throw tooLarge()
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw unreadable('The workbook is damaged')
    entries.push(entryAt(bytes, at))
    at += ENTRY_BYTES + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(bytes: Buffer, at: number): Entry {
  const method = bytes.readUInt16LE(at + 10)
  const local = bytes.readUInt32LE(at + 42)
  if (local + LOCAL_BYTES > bytes.length || (method !== STORED && method !== DEFLATED))
    throw unreadable('The workbook is damaged, or packed in an unusual way')
  const from = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  return { method, from, length: bytes.readUInt32LE(at + 20) }
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
