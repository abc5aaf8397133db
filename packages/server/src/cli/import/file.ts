// Imports a file of this machine: begins where an earlier try of the same content by the same mapping stopped. Reads no arguments, prints nothing.
import { randomBytes } from 'node:crypto'
import type { Mapping } from '@lotse/protocol'
import { importProgress, importSource, noteProgress } from '../../adapters/store/imports.ts'
import { workspaceById } from '../../adapters/store/members.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { contentOf, fingerprint, formatOf, importName, readRecords } from '../../listen/files/records.ts'
import { importRecords, type Tally } from '../../listen/files/run.ts'
import { createSenders, type Sender } from '../../listen/sources.ts'

/** What to import. `mapping`: null for JSON lines in the form of the tracking API, or CSV columns of those names. */
export type ImportWish = {
  readonly path: string
  readonly workspaceId: number
  readonly mapping: Mapping | null
  readonly format: 'csv' | 'jsonl' | null
  /** Starts flows; else the events are history. */
  readonly live: boolean
}

/** How far it is. `share`: of the file's bytes, 0 to 1; `skipped`: records that an earlier try had done. */
export type ImportState = {
  readonly lines: number
  readonly refused: number
  readonly done: boolean
  readonly share: number
  readonly skipped: number
}

type Job = { readonly world: World; readonly acceptor: Acceptor; readonly wish: ImportWish }

/**
 * Imports a file.
 *
 * @param tell - called after each commit.
 * @returns the final state.
 * @throws Error when the file cannot be read; Problem `server.unavailable` when the database is away for too long.
 */
export async function importFile(job: Job, tell: (state: ImportState) => void): Promise<ImportState> {
  const { world, wish } = job
  const { hash, bytes } = await fingerprint(wish.path)
  const file = importName(hash, wish.mapping)
  const begun = (await importProgress(world.pool, wish.workspaceId, file)) ?? { lines: 0, refused: 0, done: false }
  const first: ImportState = { ...begun, skipped: begun.lines, share: begun.done ? 1 : 0 }
  if (begun.done) return first
  let read = 0
  const content = contentOf(wish.path, (now) => {
    read = now
  })
  const format = wish.format ?? formatOf(wish.path)
  const delimiter = wish.mapping?.delimiter
  const records = readRecords(content, { format, ...(delimiter === undefined ? {} : { delimiter }) })
  const stateOf = ({ rows, refused }: Tally, share: number): ImportState => ({ ...first, lines: rows, refused, share })
  const note = async (tally: Tally) => {
    await keep(job, file, { lines: tally.rows, refused: tally.refused, done: false })
    tell(stateOf(tally, read / bytes))
    return true
  }
  const { tally } = await importRecords(await workOf(job, hash, format), records, {
    begun: { rows: begun.lines, refused: begun.refused, known: 0 },
    note,
  })
  await keep(job, file, { lines: tally.rows, refused: tally.refused, done: true })
  return { ...stateOf(tally, 1), done: true }
}

async function workOf({ world, acceptor, wish }: Job, hash: string, format: 'csv' | 'jsonl') {
  const workspace = await workspaceById(world.db, wish.workspaceId)
  return {
    world,
    acceptor,
    hash,
    sender: await senderOf(world, wish.workspaceId),
    mapping: wish.mapping,
    asMessages: format === 'jsonl',
    zone: workspace?.zone ?? 'UTC',
    arrived: world.clock.now(),
    live: wish.live,
    keepsRecords: false,
  }
}

async function senderOf(world: World, workspaceId: number): Promise<Sender> {
  const writeKey = `import_${randomBytes(24).toString('base64url')}`
  return createSenders(world).byId(await importSource(world.pool, workspaceId, writeKey, world.clock.now()))
}

type Progress = { readonly lines: number; readonly refused: number; readonly done: boolean }

async function keep({ world, wish }: Job, file: string, progress: Progress): Promise<void> {
  await noteProgress(world.pool, { workspaceId: wish.workspaceId, file, ...progress, now: world.clock.now() })
}
