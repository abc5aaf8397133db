// Reads a file of any size record by record: a table or JSON lines, in any encoding. Keeps no more than a piece of it in memory.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { canonicalJson } from '@lotse/core/base'
import type { FileRecord } from '@lotse/core/listen'
import { type Info, parse } from 'csv-parse'

/** One record with its number in the file, from 1. `fault`: it cannot be read; `text`: as it stands in the file, where known. */
export type ReadRecord =
  | { readonly number: number; readonly record: FileRecord }
  | { readonly number: number; readonly fault: string; readonly text: string }

/** How content is read. `encoding`: of the WHATWG standard, UTF-8 unless said. */
export type ReadOptions = {
  readonly format: 'csv' | 'jsonl'
  readonly delimiter?: string
  readonly encoding?: string
}

const RECORD_BYTES_MAX = 1_048_576

/**
 * The SHA-256 of a file's content, and its size in bytes.
 *
 * @param path - of the file; its name does not count.
 */
export async function fingerprint(path: string): Promise<{ readonly hash: string; readonly bytes: number }> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return { hash: hash.digest('hex'), bytes: size }
}

/** What names an import of content by a certain mapping: the same content read differently is another import. */
export function importName(hash: string, mapping: object | null): string {
  if (mapping === null) return hash
  return createHash('sha256')
    .update(hash)
    .update('\0')
    .update(canonicalJson(JSON.parse(JSON.stringify(mapping))))
    .digest('hex')
}

/** What a file holds, by the end of its name. */
export function formatOf(path: string): 'csv' | 'jsonl' {
  return /\.(jsonl|ndjson|json)(\.gz)?$/i.test(path) ? 'jsonl' : 'csv'
}

/** The content of a file on this machine, unzipped. `onBytes`: told how many bytes of the file were read so far. */
export async function* contentOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path)
  const content = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  if (content !== file) file.on('error', (error) => content.destroy(error))
  for await (const chunk of content as AsyncIterable<Buffer>) {
    onBytes(file.bytesRead)
    yield chunk
  }
}

/** The records of some content in order. */
export async function* readRecords(content: AsyncIterable<Buffer>, options: ReadOptions): AsyncGenerator<ReadRecord> {
  const text = decoded(content, options.encoding ?? 'utf-8')
  yield* options.format === 'csv' ? tableRecords(text, options.delimiter ?? ',') : lineRecords(text)
}

/** As UTF-8 without a byte order mark. */
async function* decoded(content: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of content) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

/** Headings as names: empty ones are called by their place, repeated ones are told apart. */
export function columnNames(headings: readonly string[]): string[] {
  const taken = new Set<string>()
  return headings.map((heading, at) => {
    const plain = heading.trim() || `#${at + 1}`
    let name = plain
    for (let again = 2; taken.has(name); again++) name = `${plain} (${again})`
    taken.add(name)
    return name
  })
}

async function* tableRecords(content: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<ReadRecord> {
  let number = 0
  const skipped: string[] = []
  const parser = parse({
    delimiter,
    columns: columnNames,
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
