// Writes small Excel workbooks (ECMA-376) for tests: one sheet, texts, numbers and dates. Only tests use it.
import { crc32, deflateRawSync } from 'node:zlib'

type Cell = string | number | { readonly serial: number }

/** `padding`: further bytes in a part of its own; `only`: a single part of that name instead of a workbook. */
type Extra = { readonly padding?: number; readonly only?: string }

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The bytes of a workbook. */
export function workbook(rows: readonly (readonly Cell[])[], { padding, only }: Extra = {}): Buffer {
  if (only !== undefined) return zip([[only, Buffer.from('hello')]])
  const parts: [string, Buffer][] = [
    ['[Content_Types].xml', Buffer.from(TYPES)],
    ['_rels/.rels', Buffer.from(relations('officeDocument', 'xl/workbook.xml'))],
    ['xl/workbook.xml', Buffer.from(BOOK)],
    [
      'xl/_rels/workbook.xml.rels',
      Buffer.from(relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')),
    ],
    ['xl/styles.xml', Buffer.from(STYLES)],
    ['xl/worksheets/sheet1.xml', Buffer.from(sheet(rows))],
  ]
  if (padding !== undefined) parts.push(['xl/media/padding.bin', Buffer.alloc(padding)])
  return zip(parts)
}

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MIME}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MIME}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${MIME}.styles+xml"/></Types>`
const BOOK = `<?xml version="1.0"?><workbook xmlns="${NAMESPACE}" xmlns:r="${OFFICE}"><sheets><sheet name="Daten" sheetId="1" r:id="rId1"/></sheets></workbook>`
const STYLES = `<?xml version="1.0"?><styleSheet xmlns="${NAMESPACE}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`

function relations(...pairs: readonly string[]): string {
  const all: string[] = []
  for (let at = 0; at < pairs.length; at += 2)
    all.push(`<Relationship Id="rId${at / 2 + 1}" Type="${OFFICE}/${pairs[at]}" Target="${pairs[at + 1]}"/>`)
  return `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}">${all.join('')}</Relationships>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function sheet(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`))
    return `<row r="${row + 1}">${written.join('')}</row>`
  })
  return `<?xml version="1.0"?><worksheet xmlns="${NAMESPACE}"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function cellXml(cell: Cell, place: string): string {
  if (typeof cell === 'string') return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  return `<c r="${place}" s="1"><v>${cell.serial}</v></c>`
}

function zip(parts: readonly (readonly [string, Buffer])[]): Buffer {
  const [files, entries]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, content] of parts) {
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name)]))
    files.push(file)
    offset += file.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, directory, end])
}
