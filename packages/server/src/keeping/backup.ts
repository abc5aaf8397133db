// Writes a backup: one consistent view of the whole database while everybody works on, as a stream. Changes nothing it copies.
import { createHash } from 'node:crypto'
import { createGzip } from 'node:zlib'
import type { ClientBase } from 'pg'
import { beginSnapshot, copyOut, endSnapshot } from '../adapters/store/keeping/copy.ts'
import { listApplied, listSequences, listTables, type Table, tableBytes } from '../adapters/store/keeping/tables.ts'
import { createSecrets } from '../base/secrets.ts'
import { type End, encodeHead, encodePart, type Manifest, PARTS, type TableEnd } from './archive.ts'
import { newSealing, sealStream } from './sealing.ts'
import { through } from './through.ts'

/** How far it is. `share`: 0 to 1, by the tables' sizes. */
export type Progress = { readonly share: number; readonly table: string; readonly rows: number; readonly bytes: number }

export type BackupWish = {
  /** A connection of its own, used until the stream has ended. */
  readonly client: ClientBase
  /** The installation's secret; it goes into encrypted backups only. */
  readonly secret: string
  /** Null: not encrypted. */
  readonly passphrase: string | null
  readonly program: string
  readonly now: number
  readonly onProgress?: (progress: Progress) => void
}

/** Larger parts compress no better. */
const PART_BYTES = 256 * 1024
/** Above the lowest levels a backup takes twice as long and becomes a tenth smaller. */
const GZIP_LEVEL = 3

/** Recognises a secret without telling it. */
export function secretPrintOf(secret: string): string {
  return createSecrets(secret).sign('backup', 'which secret')
}

/** A whole backup as bytes, made as fast as they are read. */
export async function* backupStream(wish: BackupWish): AsyncGenerator<Buffer> {
  const sealing = wish.passphrase === null ? null : await newSealing(wish.passphrase)
  yield encodeHead({
    createdAt: wish.now,
    program: wish.program,
    compression: 'gzip',
    encryption: sealing?.head ?? null,
  })
  const packed = through(parts(wish), createGzip({ level: GZIP_LEVEL }))
  yield* sealing ? sealStream(sealing.key, packed) : packed
}

async function* parts(wish: BackupWish): AsyncGenerator<Buffer> {
  const { client } = wish
  const tables = await beginSnapshot(client, () => listTables(client))
  yield encodePart(PARTS.manifest, await manifestOf(wish, tables))
  const done = createMeter(await tableBytes(client), wish.onProgress)
  const ends: TableEnd[] = []
  for (const table of tables) {
    yield encodePart(PARTS.table, { name: table.name })
    ends.push(yield* rowsOf(client, table, done))
    done.next()
  }
  await endSnapshot(client)
  const end: End = { tables: ends.length, rows: sum(ends, 'rows'), bytes: sum(ends, 'bytes') }
  yield encodePart(PARTS.end, end)
}

async function manifestOf({ client, secret, passphrase }: BackupWish, tables: readonly Table[]): Promise<Manifest> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  return {
    postgres: rows[0]?.version ?? '',
    migrations: await listApplied(client),
    tables: [...tables],
    sequences: await listSequences(client),
    secretPrint: secretPrintOf(secret),
    secret: passphrase === null ? null : secret,
  }
}

async function* rowsOf(client: ClientBase, table: Table, meter: Meter): AsyncGenerator<Buffer, TableEnd> {
  const tally = createTally()
  for await (const piece of grouped(copyOut(client, table), PART_BYTES)) {
    tally.add(piece)
    yield encodePart(PARTS.rows, piece)
    meter.show(table.name, tally)
  }
  const end = { name: table.name, ...tally.end() }
  yield encodePart(PARTS.tableEnd, end)
  return end
}

/** The same bytes in fewer, larger pieces. */
async function* grouped(stream: AsyncIterable<Buffer>, bytesMin: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const piece of stream) {
    held.push(piece)
    bytes += piece.length
    if (bytes < bytesMin) continue
    yield Buffer.concat(held)
    ;[held, bytes] = [[], 0]
  }
  if (bytes > 0) yield Buffer.concat(held)
}

export type Tally = {
  add(piece: Buffer): void
  readonly rows: number
  readonly bytes: number
  end(): Omit<TableEnd, 'name'>
}

/** Counts and hashes a table's rows: COPY writes each on one line and no line feed inside of it. */
export function createTally(): Tally {
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  const add = (piece: Buffer) => {
    hash.update(piece)
    bytes += piece.length
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows++
  }
  return {
    add,
    get rows() {
      return rows
    },
    get bytes() {
      return bytes
    },
    end: () => ({ rows, bytes, sha256: hash.digest('hex') }),
  }
}

type Meter = { show(table: string, tally: Pick<Tally, 'rows' | 'bytes'>): void; next(): void }

/** How far it is, by the sizes of the tables on disk. */
function createMeter(sizes: ReadonlyMap<string, number>, tell?: (progress: Progress) => void): Meter {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 1)
  let [before, here, rows, bytes] = [0, 0, 0, 0]
  let last = { rows: 0, bytes: 0 }
  const show = (table: string, tally: Pick<Tally, 'rows' | 'bytes'>) => {
    last = { rows: tally.rows, bytes: tally.bytes }
    here = sizes.get(table) ?? 0
    const share = (before + Math.min(here, tally.bytes)) / total
    tell?.({ share: Math.min(1, share), table, rows: rows + last.rows, bytes: bytes + last.bytes })
  }
  const next = () => {
    ;[before, here] = [before + here, 0]
    ;[rows, bytes, last] = [rows + last.rows, bytes + last.bytes, { rows: 0, bytes: 0 }]
  }
  return { show, next }
}

function sum(ends: readonly TableEnd[], what: 'rows' | 'bytes'): number {
  return ends.reduce((total, end) => total + end[what], 0)
}
