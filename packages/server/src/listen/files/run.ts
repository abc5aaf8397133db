// Imports records through the acceptor, chunk by chunk: resumable after a stop, harmless when repeated. Reads no file and prints nothing.
import type { IncomingEvent } from '@lotse/core/listen'
import type { Mapping } from '@lotse/protocol'
import { keepRefused, type RefusedEvent } from '../../adapters/store/refused.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../acceptor.ts'
import type { Sender } from '../sources.ts'
import { judgeRecord, type RecordReading } from './judge.ts'
import type { ReadRecord } from './records.ts'

/**
 * What to import. `hash`: of the content, from which the ids of its events follow (L94). `arrived`: when the content came; what has no
 * time of its own happened then. `keepsRecords`: refused rows are kept as they stand in the file, because their source remembers the mapping.
 */
export type ImportWork = {
  readonly world: World
  readonly acceptor: Acceptor
  readonly sender: Sender
  readonly hash: string
  readonly mapping: Mapping | null
  readonly asMessages: boolean
  readonly zone: string
  readonly arrived: number
  readonly live: boolean
  readonly keepsRecords: boolean
}

/** Records done: `rows` in all, of them `refused`; `known`: events that had been taken before. */
export type Tally = { readonly rows: number; readonly refused: number; readonly known: number }

/** Records in one commit, each of at most two events; a stop costs at most this many to be looked at again. */
const CHUNK = 1000
const HASH_LETTERS = 24

/** What the keys of a file's records begin with. */
export function fileKey(hash: string): string {
  return `import:${hash.slice(0, HASH_LETTERS)}:`
}

/**
 * Imports records; leaves out those that an earlier try has done.
 *
 * @param begun - how far the earlier try came.
 * @param note - told after each commit; answers whether to go on.
 * @returns the final tally, and whether all records were done.
 * @throws Problem `server.unavailable` when the database is away for too long; Error when the content cannot be read.
 */
export async function importRecords(
  work: ImportWork,
  records: AsyncIterable<ReadRecord>,
  { begun, note }: { readonly begun: Tally; readonly note: (tally: Tally) => Promise<boolean> },
): Promise<{ readonly tally: Tally; readonly complete: boolean }> {
  let tally = begun
  for await (const chunk of chunksOf(records, begun.rows)) {
    const { refused, known } = await importChunk(work, chunk)
    const rows = chunk.at(-1)?.number ?? tally.rows
    tally = { rows, refused: tally.refused + refused, known: tally.known + known }
    if (!(await note(tally))) return { tally, complete: false }
  }
  return { tally, complete: true }
}

async function* chunksOf(records: AsyncIterable<ReadRecord>, after: number): AsyncGenerator<readonly ReadRecord[]> {
  let chunk: ReadRecord[] = []
  for await (const record of records) {
    if (record.number <= after) continue
    chunk.push(record)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

async function importChunk(
  work: ImportWork,
  records: readonly ReadRecord[],
): Promise<{ readonly refused: number; readonly known: number }> {
  const events: IncomingEvent[] = []
  const refused: RefusedEvent[] = []
  for (const record of records) {
    const judged = judge(work, record)
    if ('events' in judged) events.push(...judged.events)
    else refused.push(judged.refused)
  }
  const { duplicates } = await work.acceptor.accept(events)
  await keepRefused(work.world.pool, refused, work.world.clock.now())
  return { refused: refused.length, known: duplicates }
}

function judge(
  work: ImportWork,
  read: ReadRecord,
): { readonly events: readonly IncomingEvent[] } | { readonly refused: RefusedEvent } {
  const { sender, arrived, live, mapping, asMessages, zone } = work
  const key = fileKey(work.hash) + read.number
  if ('fault' in read) {
    const fault = { code: 'listen.event_invalid', field: '', detail: read.fault }
    return { refused: aside(work, { number: read.number, fault, raw: JSON.stringify(read.text), key }) }
  }
  const reading: RecordReading = { mapping, asMessages, zone }
  const origin = live ? 'live' : 'import'
  const judged = judgeRecord(read.record, reading, { ...sender, origin, arrived, key })
  if (judged.ok) return judged
  const raw = work.keepsRecords ? read.record : judged.messages.at(-1)
  return { refused: aside(work, { number: read.number, fault: judged.fault, raw: JSON.stringify(raw), key }) }
}

type Aside = {
  readonly number: number
  readonly fault: { readonly code: string; readonly field: string; readonly detail: string }
  readonly raw: string
  readonly key: string
}

function aside({ sender, keepsRecords }: ImportWork, { number, fault, raw, key }: Aside): RefusedEvent {
  return {
    workspaceId: sender.workspaceId,
    sourceId: sender.sourceId,
    code: fault.code,
    field: fault.field,
    detail: `record ${number}: ${fault.detail}`,
    raw,
    ...(keepsRecords ? { recordKey: key } : {}),
  }
}
