// Reads a file of any size record by record: CSV or JSON lines, gzip or not. Keeps no more than a piece of it in memory.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { canonicalJson } from '@lotse/core/base'
import { type Info, parse } from 'csv-parse'
import type { FileRecord } from './mapping.ts'

/** One record with its number in the file, from 1. `fault`: it cannot be read; `text`: as it stands in the file, where known. */
export type ReadRecord =
  | { readonly number: number; readonly record: FileRecord }
  | { readonly number: number; readonly fault: string; readonly text: string }

/** `format`: by the file's name unless said. `onBytes`: told how many bytes of the file were read so far. */
export type ReadOptions = {
  readonly format: 'csv' | 'jsonl'
  readonly delimiter?: string
  readonly onBytes: (bytes: number) => void
}

const RECORD_BYTES_MAX = 1_048_576

/**
 * The SHA-256 of what an import reads, and the file's size in bytes.
 *
 * @param path - of the file; its name does not count.
 * @param reading - how it is read, such as by which mapping: the same file read differently is another import. Null: as it stands.
 */
export async function fingerprint(
  path: string,
  reading: object | null,
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  if (reading !== null) hash.update('\0').update(canonicalJson(JSON.parse(JSON.stringify(reading))))
  return { hash: hash.digest('hex'), bytes: size }
}

/** What a file holds, by the end of its name. */
export function formatOf(path: string): 'csv' | 'jsonl' {
  return /\.(jsonl|ndjson|json)(\.gz)?$/i.test(path) ? 'jsonl' : 'csv'
}

/** The records of a file in order. */
export async function* readRecords(path: string, options: ReadOptions): AsyncGenerator<ReadRecord> {
  const file = createReadStream(path)
  file.on('data', () => options.onBytes(file.bytesRead))
  const content = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  if (content !== file) file.on('error', (error) => content.destroy(error))
  yield* options.format === 'csv' ? csvRecords(content, options) : lineRecords(content)
}

async function* csvRecords(
  content: AsyncIterable<Buffer>,
  { delimiter = ',' }: ReadOptions,
): AsyncGenerator<ReadRecord> {
  let number = 0
  const skipped: string[] = []
  const parser = parse({
    delimiter,
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: RECORD_BYTES_MAX,
    on_skip: (error) => void skipped.push(error?.message ?? 'cannot be read'),
  })
  const feeding = pipeline(content, parser)
  feeding.catch(() => undefined)
  for await (const { record } of parser as AsyncIterable<{ record: FileRecord; info: Info }>) {
    for (const fault of skipped.splice(0)) yield { number: ++number, fault, text: '' }
    yield { number: ++number, record }
  }
  await feeding
  for (const fault of skipped.splice(0)) yield { number: ++number, fault, text: '' }
}

async function* lineRecords(content: AsyncIterable<Buffer>): AsyncGenerator<ReadRecord> {
  let number = 0
  for await (const line of linesOf(content)) {
    number++
    if (line === null) yield { number, fault: `longer than ${RECORD_BYTES_MAX} bytes`, text: '' }
    else if (line.trim() !== '') yield readLine(number, line)
  }
}

/** The lines of a stream; null for one that is too long to keep. */
async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string | null> {
  let rest: Buffer[] = []
  let bytes = 0
  const take = () => {
    const line = bytes > RECORD_BYTES_MAX ? null : Buffer.concat(rest).toString('utf8')
    rest = []
    bytes = 0
    return line
  }
  for await (const chunk of content) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, end))
      yield take()
      from = end + 1
    }
    keep(chunk.subarray(from))
  }
  if (bytes > 0) yield take()

  function keep(part: Buffer): void {
    bytes += part.length
    if (bytes <= RECORD_BYTES_MAX) rest.push(part)
    else rest = []
  }
}

function readLine(number: number, text: string): ReadRecord {
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record === 'object' && record !== null) return { number, record: { ...record } }
    return { number, fault: 'is no object', text }
  } catch {
    return { number, fault: 'is not valid JSON', text }
  }
}
