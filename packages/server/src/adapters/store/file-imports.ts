// Uploaded files, their content in pieces, and how far their imports are. Lists name the workspace. Decides nothing.
import type { FileReading, Mapping } from '@lotse/protocol'
import type { Db } from './members.ts'
import type { Queryable } from './privacy/person.ts'

/** Where an import stands; `receiving` while the file comes in, which nobody is shown. */
export type ImportState = 'receiving' | 'ready' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'

const columns = [
  'id',
  'source_id',
  'name',
  'format',
  'state',
  'hash',
  'bytes',
  'reading',
  'mapping',
  'live',
  'rows',
  'refused',
  'known',
  'share',
  'fault',
  'created_at',
  'started_at',
  'ended_at',
] as const

/** Begins to receive a file. Answers its number. */
export async function insertImport(
  db: Db,
  file: {
    readonly workspaceId: number
    readonly sourceId: number
    readonly name: string
    readonly now: number
  },
): Promise<number> {
  const { id } = await db
    .insertInto('file_import')
    .values({
      workspace_id: file.workspaceId,
      source_id: file.sourceId,
      name: file.name,
      format: 'csv',
      state: 'receiving',
      created_at: file.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps a piece of a file's content. */
export async function insertPart(db: Db, importId: number, part: number, content: Buffer): Promise<void> {
  await db.insertInto('file_part').values({ import_id: importId, part, content }).execute()
}

/** A piece of a file's content; undefined past its end. */
export async function partOf(db: Db, importId: number, part: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('file_part')
    .select('content')
    .where('import_id', '=', importId)
    .where('part', '=', part)
    .executeTakeFirst()
  return row?.content
}

/** Says that a file is here as a whole. */
export async function receivedImport(
  db: Db,
  id: number,
  file: { readonly format: string; readonly hash: string; readonly bytes: number; readonly reading: FileReading },
): Promise<void> {
  const { format, hash, bytes, reading } = file
  await db
    .updateTable('file_import')
    .set({ state: 'ready', format, hash, bytes, reading: JSON.stringify(reading) })
    .where('id', '=', id)
    .execute()
}

/** Forgets an upload that broke off. */
export async function deleteImport(db: Db, id: number): Promise<void> {
  await db.deleteFrom('file_import').where('id', '=', id).execute()
}

/** The same content that waits for the same source already, besides a new one. */
export async function sameWaiting(
  db: Db,
  workspaceId: number,
  file: { readonly sourceId: number; readonly hash: string; readonly besides: number },
) {
  return db
    .selectFrom('file_import')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', file.sourceId)
    .where('hash', '=', file.hash)
    .where('state', '=', 'ready')
    .where('id', '<>', file.besides)
    .orderBy('id')
    .executeTakeFirst()
}

/** Uploaded files of a source, newest first, older than `before` (an id). */
export async function listImports(
  db: Db,
  workspaceId: number,
  {
    sourceId,
    before,
    limit,
  }: { readonly sourceId: number; readonly before: number | undefined; readonly limit: number },
) {
  return db
    .selectFrom('file_import')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .where('state', '<>', 'receiving')
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** One uploaded file. */
export async function importById(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('file_import')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '<>', 'receiving')
    .executeTakeFirst()
}

/** An uploaded file as stored. */
export type ImportRow = NonNullable<Awaited<ReturnType<typeof importById>>>

/** Starts an import that waits to be started; undefined where it does not. */
export async function startImport(
  db: Db,
  workspaceId: number,
  start: {
    readonly id: number
    readonly mapping: Mapping
    readonly reading: FileReading
    readonly live: boolean
    readonly now: number
  },
) {
  return db
    .updateTable('file_import')
    .set({
      state: 'waiting',
      mapping: JSON.stringify(start.mapping),
      reading: JSON.stringify(start.reading),
      live: start.live,
      started_at: start.now,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', start.id)
    .where('state', '=', 'ready')
    .returning(columns)
    .executeTakeFirst()
}

/** Cancels an import that is not over; undefined where it is. Its content goes too. */
export async function cancelImport(db: Db, workspaceId: number, id: number, now: number) {
  const row = await db
    .updateTable('file_import')
    .set({ state: 'cancelled', ended_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', ['ready', 'waiting', 'running'])
    .returning(columns)
    .executeTakeFirst()
  if (row) await db.deleteFrom('file_part').where('import_id', '=', id).execute()
  return row
}

/** An import under way, for whoever works on it. */
export type RunningImport = {
  readonly id: number
  readonly workspaceId: number
  readonly sourceId: number
  readonly zone: string
  readonly format: string
  readonly hash: string
  readonly bytes: number
  readonly reading: FileReading
  readonly mapping: Mapping
  readonly live: boolean
  readonly rows: number
  readonly refused: number
  readonly known: number
  readonly createdAt: number
}

/**
 * Takes the next import that nobody works on, and says that it is worked on now.
 *
 * @param silent - whoever was last heard of before this instant is thought dead.
 */
export async function takeImport(
  client: Queryable,
  { now, silent }: { readonly now: number; readonly silent: number },
): Promise<RunningImport | undefined> {
  const { rows } = await client.query<RunningImport>(
    `update file_import f set state = 'running', beat_at = $1 from workspace w
     where w.id = f.workspace_id and f.id = (
       select id from file_import where state = 'waiting' or (state = 'running' and beat_at < $2) order by beat_at, id limit 1
       for update skip locked)
     returning f.id, f.workspace_id as "workspaceId", f.source_id as "sourceId", w.zone, f.format, f.hash, f.bytes, f.reading, f.mapping,
       f.live, f.rows, f.refused, f.known, f.created_at as "createdAt"`,
    [now, silent],
  )
  return rows[0]
}

/** Writes down how far an import is. Answers whether it still goes on. */
export async function stepImport(
  client: Queryable,
  step: {
    readonly id: number
    readonly rows: number
    readonly refused: number
    readonly known: number
    readonly share: number
    readonly now: number
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update file_import set rows = $2, refused = $3, known = $4, share = $5, beat_at = $6 where id = $1 and state = 'running'`,
    [step.id, step.rows, step.refused, step.known, step.share, step.now],
  )
  return rowCount === 1
}

/** Ends an import under way and lets its content go. */
export async function endImport(
  client: Queryable,
  id: number,
  end: { readonly state: 'done' | 'failed'; readonly fault: string | null; readonly now: number },
): Promise<void> {
  await client.query(
    `with ended as (
       update file_import set state = $2, fault = $3, ended_at = $4, share = case when $2 = 'done' then 1 else share end
       where id = $1 and state = 'running' returning id)
     delete from file_part p using ended e where p.import_id = e.id`,
    [id, end.state, end.fault, end.now],
  )
}

/** Lets an import wait for its next worker. */
export async function leaveImport(client: Queryable, id: number): Promise<void> {
  await client.query(`update file_import set state = 'waiting' where id = $1 and state = 'running'`, [id])
}

/** Throws away files that nobody started to import, and uploads that broke off. Answers how many. */
export async function forgetImports(
  client: Queryable,
  {
    readyBefore,
    receivingBefore,
    now,
  }: { readonly readyBefore: number; readonly receivingBefore: number; readonly now: number },
): Promise<number> {
  const { rowCount } = await client.query(
    `with forgotten as (
       update file_import set state = 'cancelled', ended_at = $2 where state = 'ready' and created_at < $1 returning id),
     parts as (delete from file_part p using forgotten f where p.import_id = f.id)
     select from forgotten`,
    [readyBefore, now],
  )
  const broken = await client.query(`delete from file_import where state = 'receiving' and created_at < $1`, [
    receivingBefore,
  ])
  return (rowCount ?? 0) + (broken.rowCount ?? 0)
}

/** Files of a workspace whose whole content is still here. */
export async function heldFiles(
  client: Queryable,
  workspaceId: number,
): Promise<readonly { readonly id: number; readonly format: string; readonly reading: FileReading }[]> {
  const { rows } = await client.query<{ id: number; format: string; reading: FileReading }>(
    `select id, format, reading from file_import where workspace_id = $1 and state in ('ready', 'waiting', 'running')`,
    [workspaceId],
  )
  return rows
}
