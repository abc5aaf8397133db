// Writes ZIP files (PKWARE APPNOTE 6.3) whose parts are packed in memory. Reads none.
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

const pack = promisify(deflateRaw)

/** The content type of a ZIP file. */
export const ZIP_TYPE = 'application/zip'

/** A part of a file. `name`: unique among the parts, with `/` between folders. */
export type ZipPart = { readonly name: string; readonly bytes: Buffer }

const VERSION = 20
/** Names are UTF-8, packed by DEFLATE, and as old as files can say: the same parts make the same bytes. */
const UTF8_NAMES = 0x0800
const DEFLATED = 8
const FIRST_DAY = 0x0021
const PARTS_MAX = 10_000

/** Parts as one file. They are to be less than 4 GB together. */
export async function zipFile(parts: readonly ZipPart[]): Promise<Buffer> {
  if (parts.length > PARTS_MAX) throw new Error(`a ZIP file of more than ${PARTS_MAX} parts`)
  const [files, entries]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, bytes } of parts) {
    const packed = await pack(bytes)
    const called = Buffer.from(name)
    const head = headOf(bytes, { packed: packed.length, name: called.length })
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, called, packed])
    entries.push(entryOf(head, offset, called))
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

/** What stands before a part and in the directory alike. */
function headOf(bytes: Buffer, lengths: { readonly packed: number; readonly name: number }): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(VERSION, 0)
  head.writeUInt16LE(UTF8_NAMES, 2)
  head.writeUInt16LE(DEFLATED, 4)
  head.writeUInt16LE(FIRST_DAY, 8)
  head.writeUInt32LE(crc32(bytes), 10)
  head.writeUInt32LE(lengths.packed, 14)
  head.writeUInt32LE(bytes.length, 18)
  head.writeUInt16LE(lengths.name, 22)
  return head
}

function entryOf(head: Buffer, offset: number, name: Buffer): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, name])
}
