// Takes an uploaded file in: known by its own bytes, within its limits, kept in pieces until it was imported. Imports nothing.
import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Problem } from '@lotse/core/base'
import { type FileReading, uploadLimits } from '@lotse/protocol'
import {
  deleteImport,
  type ImportRow,
  importById,
  insertImport,
  insertPart,
  receivedImport,
  sameWaiting,
} from '../../adapters/store/file-imports.ts'
import type { World } from '../../base/world.ts'
import { kindOf, watchText } from './sniff.ts'
import { workbookText } from './workbook.ts'

const PART_BYTES = 1_048_576

/** A file that comes in. */
export type Upload = {
  readonly workspaceId: number
  readonly sourceId: number
  readonly name: string
  readonly bytes: Readable
  readonly now: number
}

/**
 * Receives a file. One whose content waits for this source already is not kept twice.
 *
 * @throws Problem `import.unreadable`, `request.too_large`.
 */
export async function receive(world: World, upload: Upload): Promise<ImportRow> {
  const { workspaceId, sourceId, name, now } = upload
  const id = await insertImport(world.db, { workspaceId, sourceId, name, now })
  try {
    const got = await take(world, id, upload.bytes)
    const before = await sameWaiting(world.db, workspaceId, { sourceId, hash: got.hash, besides: id })
    if (before) await deleteImport(world.db, id)
    else await receivedImport(world.db, id, got)
    const row = before ?? (await importById(world.db, workspaceId, id))
    if (!row) throw new Error('an upload is not where it was put')
    return row
  } catch (error) {
    await deleteImport(world.db, id)
    throw error
  }
}

/** What came in. */
type Received = {
  readonly format: 'csv' | 'jsonl' | 'xlsx'
  readonly hash: string
  readonly bytes: number
  readonly reading: FileReading
}

async function take(world: World, id: number, stream: Readable): Promise<Received> {
  const hash = createHash('sha256')
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await firstBytes(chunks)
  if (first.length === 0) throw new Problem('import.unreadable', { detail: 'The file is empty' })
  const all = within(whole(first, chunks))
  const kind = kindOf(first)
  if (kind === 'workbook') return takeWorkbook(world, id, all, hash)
  const watch = watchText()
  const look = (chunk: Buffer) => {
    hash.update(chunk)
    watch.add(chunk)
  }
  const bytes = await keep(world, id, watched(kind === 'gzip' ? unzipped(all) : all, look))
  return { ...watch.end(), hash: hash.digest('hex'), bytes }
}

/** Enough to see what it is. */
async function firstBytes(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0)
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    first = Buffer.concat([first, next.value])
    if (first.length >= 4) break
  }
  return first
}

async function* whole(first: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}

/** Stops at the limit, so that nobody fills the disk. */
async function* within(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > uploadLimits.textBytes) throw tooLarge(uploadLimits.textBytes)
    yield chunk
  }
}

async function* watched(content: AsyncIterable<Buffer>, look: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    look(chunk)
    yield chunk
  }
}

async function* unzipped(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unzip = createGunzip()
  const feeding = pipeline(Readable.from(content), unzip)
  feeding.catch(() => undefined)
  try {
    yield* within(unzip)
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('import.unreadable', { detail: 'The file is not valid gzip' })
  } finally {
    unzip.destroy()
    await feeding.catch(() => undefined)
  }
}

/** A workbook is kept as the table it holds, so that everything later reads text. */
async function takeWorkbook(world: World, id: number, content: AsyncIterable<Buffer>, hash: Hash): Promise<Received> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > uploadLimits.workbookBytes) throw tooLarge(uploadLimits.workbookBytes)
    hash.update(chunk)
    chunks.push(chunk)
  }
  const text = Buffer.from(await workbookText(Buffer.concat(chunks)))
  const kept = await keep(world, id, [text])
  return { format: 'xlsx', hash: hash.digest('hex'), bytes: kept, reading: { encoding: 'utf-8', delimiter: ';' } }
}

/** Keeps content in pieces. Answers its bytes. */
async function keep(world: World, id: number, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<number> {
  let [part, bytes] = [0, 0]
  let held: Buffer[] = []
  let heldBytes = 0
  const put = async () => {
    await insertPart(world.db, id, part, Buffer.concat(held))
    part += 1
    held = []
    heldBytes = 0
  }
  for await (const chunk of content) {
    bytes += chunk.length
    heldBytes += chunk.length
    held.push(chunk)
    if (heldBytes >= PART_BYTES) await put()
  }
  if (heldBytes > 0) await put()
  return bytes
}

const tooLarge = (most: number) => new Problem('request.too_large', { detail: `The file has more than ${most} bytes` })
