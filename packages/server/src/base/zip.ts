// Writes ZIP files whose parts are packed in memory. Reads none.
import { promisify } from 'node:util'
import { type AsyncZippable, zip } from 'fflate'

/** The content type of a ZIP file. */
export const ZIP_TYPE = 'application/zip'

/** A part of a file. `name`: unique among the parts, with `/` between folders. */
export type ZipPart = { readonly name: string; readonly bytes: Buffer }

/** As old as files can say, so that the same parts make the same bytes; noon, so that no zone makes it older. */
const FIRST_DAY = '1980-01-01T12:00:00'
const PARTS_MAX = 10_000

const packed = promisify<AsyncZippable, { readonly mtime: string; readonly consume: boolean }, Uint8Array>(zip)

/** Parts as one file. They are to be less than 4 GB together. */
export async function zipFile(parts: readonly ZipPart[]): Promise<Buffer> {
  if (parts.length > PARTS_MAX) throw new Error(`a ZIP file of more than ${PARTS_MAX} parts`)
  const files = Object.fromEntries(parts.map(({ name, bytes }) => [name, new Uint8Array(bytes)]))
  return Buffer.from(await packed(files, { mtime: FIRST_DAY, consume: true }))
}
