// Imports a file through the acceptor: resumable after a stop, harmless when repeated. Reads no arguments and prints nothing.
import { randomBytes } from 'node:crypto'
import { type IncomingEvent, incoming } from '@lotse/core/listen'
import { parseTrack } from '@lotse/protocol'
import { type ImportProgress, importProgress, importSource, noteProgress } from '../../adapters/store/imports.ts'
import { keepRefused, type RefusedEvent } from '../../adapters/store/refused.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { createSenders, type Sender } from '../../listen/sources.ts'
import { type Mapping, mappingByNames, messageOf } from './mapping.ts'
import { fingerprint, formatOf, type ReadRecord, readRecords } from './records.ts'

/** What to import. `mapping`: null for JSON lines in the form of the tracking API, or CSV columns of those names. */
export type ImportWish = {
  readonly path: string
  readonly workspaceId: number
  readonly mapping: Mapping | null
  readonly format: 'csv' | 'jsonl' | null
  /** Starts flows; else the events are history. */
  readonly live: boolean
}

/** How far it is. `share`: of the file's bytes, 0 to 1. */
export type ImportState = ImportProgress & { readonly share: number; readonly skipped: number }

type Job = {
  readonly world: World
  readonly acceptor: Acceptor
  readonly wish: ImportWish
  readonly sender: Sender
  readonly hash: string
}

/** Events in one commit; a stop costs at most this many to be looked at again. */
const CHUNK = 1000

/**
 * Imports a file; begins where an earlier try of the same content by the same mapping stopped.
 *
 * @param tell - called after each commit.
 * @returns the final state; `skipped`: records that an earlier try had done.
 * @throws Error when the file cannot be read; Problem `server.unavailable` when the database is away for too long.
 */
export async function importFile(
  { world, acceptor, wish }: Pick<Job, 'world' | 'acceptor' | 'wish'>,
  tell: (state: ImportState) => void,
): Promise<ImportState> {
  const { hash, bytes } = await fingerprint(wish.path, wish.mapping)
  const begun = (await importProgress(world.pool, wish.workspaceId, hash)) ?? { lines: 0, refused: 0, done: false }
  let state: ImportState = { ...begun, skipped: begun.lines, share: begun.done ? 1 : 0 }
  if (begun.done) return state
  const job = { world, acceptor, wish, hash, sender: await senderOf(world, wish.workspaceId) }
  for await (const chunk of chunksOf(wish, { after: begun.lines, bytes })) {
    const refused = await importChunk(job, chunk.records)
    state = { ...state, lines: chunk.last, refused: state.refused + refused, share: chunk.share }
    await note(job, state)
    tell(state)
  }
  state = { ...state, done: true, share: 1 }
  await note(job, state)
  return state
}

async function senderOf(world: World, workspaceId: number): Promise<Sender> {
  const writeKey = `import_${randomBytes(24).toString('base64url')}`
  return createSenders(world).byId(await importSource(world.pool, workspaceId, writeKey, world.clock.now()))
}

async function note({ world, wish, hash }: Job, { lines, refused, done }: ImportState): Promise<void> {
  await noteProgress(world.pool, {
    workspaceId: wish.workspaceId,
    file: hash,
    lines,
    refused,
    done,
    now: world.clock.now(),
  })
}

type Chunk = { readonly records: readonly ReadRecord[]; readonly last: number; readonly share: number }

async function* chunksOf(wish: ImportWish, { after, bytes }: { after: number; bytes: number }): AsyncGenerator<Chunk> {
  let read = 0
  let records: ReadRecord[] = []
  const onBytes = (now: number) => {
    read = now
  }
  const format = wish.format ?? formatOf(wish.path)
  const delimiter = wish.mapping?.delimiter
  const options = { format, onBytes, ...(delimiter === undefined ? {} : { delimiter }) }
  for await (const record of readRecords(wish.path, options)) {
    if (record.number <= after) continue
    records.push(record)
    if (records.length < CHUNK) continue
    yield { records, last: record.number, share: read / bytes }
    records = []
  }
  const last = records.at(-1)
  if (last) yield { records, last: last.number, share: 1 }
}

async function importChunk(job: Job, records: readonly ReadRecord[]): Promise<number> {
  const events: IncomingEvent[] = []
  const refused: RefusedEvent[] = []
  for (const record of records) {
    const judged = judge(job, record)
    if ('event' in judged) events.push(judged.event)
    else refused.push(judged)
  }
  await job.acceptor.accept(events)
  await keepRefused(job.world.pool, refused, job.world.clock.now())
  return refused.length
}

function judge({ wish, sender, hash, world }: Job, read: ReadRecord): { event: IncomingEvent } | RefusedEvent {
  const { workspaceId, sourceId } = sender
  const aside = (fault: { code: string; field: string; detail: string }, raw: string): RefusedEvent => ({
    workspaceId,
    sourceId,
    code: fault.code,
    field: fault.field,
    detail: `record ${read.number}: ${fault.detail}`,
    raw,
  })
  if ('fault' in read)
    return aside({ code: 'listen.event_invalid', field: '', detail: read.fault }, JSON.stringify(read.text))
  const message = toMessage(wish, read.record)
  const parsed = parseTrack(message)
  if (!parsed.ok) return aside(parsed.fault, JSON.stringify(message))
  // The same file gives the same ids, so that events between the last commit and a stop count once.
  const freshId = () => `import:${hash.slice(0, 24)}:${read.number}`
  const origin = wish.live ? 'live' : 'import'
  const judged = incoming(parsed.message, { ...sender, origin, arrived: world.clock.now(), freshId })
  return judged.ok ? { event: judged.event } : aside(judged.fault, JSON.stringify(message))
}

function toMessage({ mapping, format, path }: ImportWish, record: object): unknown {
  if (mapping) return messageOf({ ...record }, mapping)
  return (format ?? formatOf(path)) === 'jsonl' ? record : messageOf({ ...record }, mappingByNames)
}
