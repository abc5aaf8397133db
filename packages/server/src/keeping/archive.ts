// The form of a backup: which parts stand in which order, and what each says. Reads and writes no file and no database.
import type { BackupCause } from '@lotse/protocol'
import { z } from 'zod'

/** The first bytes of every backup; the number is the version of the form. */
export const MAGIC = 'LOTSE BACKUP 1\n'
const ANY_VERSION = /^LOTSE BACKUP (\d{1,9})\n/

/** The backup cannot be used or made, or not here; the message says why and what to do. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
  /** Where one could not be made: in a word that screens know. */
  readonly why: BackupCause

  constructor(message: string, why: BackupCause = 'other') {
    super(message)
    this.why = why
  }
}

/** Readable without the passphrase: one line of JSON after the magic. */
export const headShape = z.object({
  createdAt: z.number().int(),
  /** Version of the program that wrote it. */
  program: z.string(),
  compression: z.literal('gzip'),
  /** Null: the body is not encrypted. Salt and check are base64url. */
  encryption: z
    .object({
      cipher: z.literal('aes-256-gcm'),
      derivation: z.literal('scrypt'),
      cost: z
        .number()
        .int()
        .min(1024)
        .max(1 << 20),
      blockSize: z.number().int().min(1).max(32),
      parallel: z.number().int().min(1).max(16),
      salt: z.string(),
      check: z.string(),
    })
    .nullable(),
})
export type Head = z.infer<typeof headShape>

const table = z.object({ name: z.string(), columns: z.array(z.string()).readonly() })

/** The first part of the body: everything that must be known before the first row. */
export const manifestShape = z.object({
  /** PostgreSQL's version at the source. */
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(table),
  sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^-?\d{1,19}$/), called: z.boolean() })),
  /** Recognises the secret without telling it. */
  secretPrint: z.string(),
  /** The secret itself, in encrypted backups only. */
  secret: z.string().nullable(),
})
export type Manifest = z.infer<typeof manifestShape>

/** After a table's rows. `sha256`: hexadecimal, over the rows' bytes as they stand. */
export const tableEndShape = z.object({
  name: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().length(64),
})
export type TableEnd = z.infer<typeof tableEndShape>

/** The last part: without it the backup is not whole. */
export const endShape = z.object({ tables: z.number().int(), rows: z.number().int(), bytes: z.number().int() })
export type End = z.infer<typeof endShape>

/** Letters of the parts. Each part is its letter, its length as four bytes (big endian), its content. */
export const PARTS = { manifest: 'M', table: 'T', rows: 'D', tableEnd: 'E', end: 'Z' } as const
export type PartKind = (typeof PARTS)[keyof typeof PARTS]
export type Part = { readonly kind: PartKind; readonly content: Buffer }

/** Nothing of ours writes a larger part; a larger length means rubbish. */
const PART_BYTES_MAX = 64 * 1024 * 1024
const HEAD_BYTES_MAX = 64 * 1024
const PREFIX_BYTES = 5

/** A part as bytes. */
export function encodePart(kind: PartKind, content: Buffer | object): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.write(kind, 'latin1')
  prefix.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([prefix, bytes])
}

/** Magic and head as bytes. */
export function encodeHead(head: Head): Buffer {
  return Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`)
}

/** Bytes in pieces of any size, taken in pieces of the wanted size. */
export type Source = {
  /** Exactly so many bytes; null where the source ends before the first of them. */
  take(bytes: number): Promise<Buffer | null>
  /** So many bytes, fewer only at the end. */
  upTo(bytes: number): Promise<Buffer>
  /** Everything up to a line feed, with it. */
  line(bytesMax: number): Promise<Buffer | null>
  /** What was not taken, as it comes. */
  rest(): AsyncGenerator<Buffer>
}

/** @throws BackupFault (from its methods) where the bytes end in the middle. */
export function sourceOf(stream: AsyncIterable<Buffer>): Source {
  const pieces = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const hold = async (enough: (bytes: number) => boolean): Promise<void> => {
    const parts = [held]
    let bytes = held.length
    while (!enough(bytes)) {
      const next = await pieces.next()
      if (next.done) break
      parts.push(next.value)
      bytes += next.value.length
    }
    if (parts.length > 1) held = Buffer.concat(parts)
  }
  const cut = (bytes: number): Buffer => {
    const piece = held.subarray(0, bytes)
    held = held.subarray(bytes)
    return piece
  }
  const upTo = async (bytes: number) => {
    await hold((have) => have >= bytes)
    return cut(bytes)
  }
  const take = async (bytes: number) => {
    const piece = await upTo(bytes)
    return piece.length === bytes ? piece : piece.length === 0 ? null : broken()
  }
  const line = async (bytesMax: number) => {
    for (let known = -1; !held.includes(10) && held.length <= bytesMax && held.length > known; ) {
      known = held.length
      await hold((have) => have > known)
    }
    const end = held.indexOf(10)
    return end < 0 ? null : cut(end + 1)
  }
  async function* rest(): AsyncGenerator<Buffer> {
    if (held.length > 0) yield cut(held.length)
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  }
  return { take, upTo, line, rest }
}

/** What is said where the bytes stop too early. */
export function endsEarly(): BackupFault {
  return new BackupFault('The backup ends in the middle: it was not written or not copied to its end. Use another one.')
}

function broken(): never {
  throw endsEarly()
}

/**
 * Reads magic and head.
 *
 * @throws BackupFault when it is no backup, or one of a newer form.
 */
export async function readHead(source: Source): Promise<Head> {
  const first = (await source.line(MAGIC.length * 2))?.toString('latin1') ?? ''
  const version = ANY_VERSION.exec(first)?.[1]
  if (version === undefined) throw new BackupFault('This is no backup of Lotse.')
  if (first !== MAGIC)
    throw new BackupFault(`The backup has form ${version}; this program reads form 1. Restore it with a newer Lotse.`)
  return parsed(headShape, await source.line(HEAD_BYTES_MAX))
}

/**
 * The parts of a body, one after the other.
 *
 * @throws BackupFault where the bytes are not parts.
 */
export async function* readParts(body: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  const source = sourceOf(body)
  for (;;) {
    const prefix = await source.take(PREFIX_BYTES)
    if (prefix === null) return
    const kind = Object.values(PARTS).find((known) => known === prefix.toString('latin1', 0, 1))
    const length = prefix.readUInt32BE(1)
    if (kind === undefined || length > PART_BYTES_MAX) throw damaged()
    const content = length === 0 ? Buffer.alloc(0) : await source.take(length)
    yield { kind, content: content ?? broken() }
  }
}

/**
 * A part's content as what its shape says.
 *
 * @throws BackupFault where it is something else.
 */
export function parsed<T>(shape: z.ZodType<T>, content: Buffer | null): T {
  try {
    return shape.parse(JSON.parse(content?.toString('utf8') ?? ''))
  } catch {
    throw damaged()
  }
}

/** What is said where bytes are not what was written. */
export function damaged(): BackupFault {
  return new BackupFault('The backup is damaged: its bytes are not what was written. Use another one.')
}
