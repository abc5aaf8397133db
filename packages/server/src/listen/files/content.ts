// The content of an uploaded file, piece by piece from the database, and its records. Changes nothing.
import type { FileReading } from '@lotse/protocol'
import { partOf } from '../../adapters/store/file-imports.ts'
import type { World } from '../../base/world.ts'
import { type ReadRecord, readRecords } from './records.ts'

const PARTS_MAX = 10_000

/** A file as its records are read. */
export type StoredFile = { readonly id: number; readonly format: string; readonly reading: FileReading }

/** The content; `onBytes`: told how many bytes were read so far. */
export async function* storedContent(
  { db }: Pick<World, 'db'>,
  id: number,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let bytes = 0
  for (let part = 0; part < PARTS_MAX; part++) {
    const content = await partOf(db, id, part)
    if (content === undefined) return
    bytes += content.length
    onBytes(bytes)
    yield content
  }
}

/** The records in order. */
export function storedRecords(
  world: Pick<World, 'db'>,
  { id, format, reading }: StoredFile,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ReadRecord> {
  const lines = format === 'jsonl'
  return readRecords(storedContent(world, id, onBytes), { ...reading, format: lines ? 'jsonl' : 'csv' })
}
