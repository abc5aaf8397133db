// Reads a backup from its first byte to its last and checks all of it on the way. Knows no database: what becomes of the rows is the caller's.
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import {
  BackupFault,
  damaged,
  type End,
  endShape,
  endsEarly,
  type Head,
  type Manifest,
  manifestShape,
  PARTS,
  type Part,
  parsed,
  readHead,
  readParts,
  sourceOf,
  type TableEnd,
  tableEndShape,
} from './archive.ts'
import { createTally } from './backup.ts'
import { keyFor, openStream } from './sealing.ts'
import { through } from './through.ts'

/** What a reader does with a backup. Each is called in the order of the file. */
export type Taker = {
  /** Before the first row. Refuses by throwing. */
  begin(manifest: Manifest, head: Head): Promise<void>
  /** A table's rows; has to read all of them. */
  table(table: Manifest['tables'][number], rows: AsyncIterable<Buffer>): Promise<void>
  /** After a table's rows were found to be what was written. */
  tableEnd(end: TableEnd): Promise<void>
}

/** What a whole, undamaged backup holds. */
export type Summary = { readonly head: Head; readonly manifest: Manifest; readonly end: End }

/**
 * Reads a backup.
 *
 * @param passphrase - needed for an encrypted one.
 * @throws BackupFault where it is damaged, cut off, of a newer form, or the passphrase is missing or wrong.
 */
export async function readBackup(
  bytes: AsyncIterable<Buffer>,
  passphrase: string | null,
  taker: Taker,
): Promise<Summary> {
  const source = sourceOf(bytes)
  const head = await readHead(source)
  const body = await bodyOf(head, source.rest(), passphrase)
  const parts = readParts(body)
  try {
    const manifest = parsed(manifestShape, await contentOf(parts, PARTS.manifest))
    await taker.begin(manifest, head)
    const end = await readTables(parts, manifest, taker)
    if (!(await parts.next()).done) throw damaged()
    return { head, manifest, end }
  } catch (error) {
    throw isOfZlib(error) ? damaged() : error
  }
}

async function bodyOf(
  { encryption }: Head,
  rest: AsyncIterable<Buffer>,
  passphrase: string | null,
): Promise<AsyncIterable<Buffer>> {
  if (encryption !== null && passphrase === null)
    throw new BackupFault('This backup is encrypted: name the file with its passphrase (--passphrase-file FILE).')
  const packed =
    encryption !== null && passphrase !== null ? openStream(await keyFor(encryption, passphrase), rest) : rest
  return through(packed, createGunzip())
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_PADDING/.test(String(error.code))
}

async function contentOf(parts: AsyncIterator<Part>, kind: Part['kind']): Promise<Buffer> {
  const next = await parts.next()
  if (next.done || next.value.kind !== kind) throw damaged()
  return next.value.content
}

const tableStart = z.object({ name: z.string() })

async function readTables(parts: AsyncIterator<Part>, manifest: Manifest, taker: Taker): Promise<End> {
  const found: TableEnd[] = []
  for (const table of manifest.tables) {
    const { name } = parsed(tableStart, await contentOf(parts, PARTS.table))
    if (name !== table.name) throw damaged()
    const end = await readRows(parts, table, taker)
    await taker.tableEnd(end)
    found.push(end)
  }
  const end = parsed(endShape, await contentOf(parts, PARTS.end))
  const rows = found.reduce((sum, table) => sum + table.rows, 0)
  if (end.tables !== found.length || end.rows !== rows) throw damaged()
  return end
}

async function readRows(
  parts: AsyncIterator<Part>,
  table: Manifest['tables'][number],
  taker: Taker,
): Promise<TableEnd> {
  const tally = createTally()
  const written: TableEnd[] = []
  async function* rows(): AsyncGenerator<Buffer> {
    while (written.length === 0) {
      const { value: part, done } = await parts.next()
      if (done) throw endsEarly()
      if (part.kind === PARTS.tableEnd) written.push(parsed(tableEndShape, part.content))
      else if (part.kind === PARTS.rows) {
        tally.add(part.content)
        yield part.content
      } else throw damaged()
    }
  }
  await taker.table(table, rows())
  const seen = { name: table.name, ...tally.end() }
  if (JSON.stringify(written) !== JSON.stringify([seen])) throw damaged()
  return seen
}

/** Reads a backup and keeps nothing: whether it is whole, and what it holds. */
export function verifyBackup(bytes: AsyncIterable<Buffer>, passphrase: string | null): Promise<Summary> {
  return readBackup(bytes, passphrase, {
    begin: async () => {},
    table: async (_table, rows) => {
      for await (const _ of rows);
    },
    tableEnd: async () => {},
  })
}
