// Where the import of each file stands. Decides nothing.
import type { ClientBase } from 'pg'

/** How far a file was imported. `lines`: records done; `done`: all of them. */
export type ImportProgress = { readonly lines: number; readonly refused: number; readonly done: boolean }

type Db = Pick<ClientBase, 'query'>

/** The progress of a file in a workspace, if it was begun. `file`: hash of its content and of how it is read. */
export async function importProgress(db: Db, workspaceId: number, file: string): Promise<ImportProgress | undefined> {
  const text =
    'select lines, refused, done_at is not null as done from import_progress where workspace_id = $1 and file = $2'
  const { rows } = await db.query<ImportProgress>(text, [workspaceId, file])
  return rows[0]
}

/** Notes the progress of a file. */
export async function noteProgress(
  db: Db,
  {
    workspaceId,
    file,
    now,
    ...at
  }: ImportProgress & { readonly workspaceId: number; readonly file: string; readonly now: number },
): Promise<void> {
  const text = `
    insert into import_progress (workspace_id, file, lines, refused, done_at, updated_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (workspace_id, file) do update
    set lines = excluded.lines, refused = excluded.refused, done_at = excluded.done_at, updated_at = excluded.updated_at`
  await db.query(text, [workspaceId, file, at.lines, at.refused, at.done ? now : null, now])
}

/** The source that imports of a workspace are attributed to; made when there is none. Trusted, since the operator imports. */
export async function importSource(db: Db, workspaceId: number, writeKey: string, now: number): Promise<number> {
  const found = await db.query<{ id: number }>(
    `select id from source where workspace_id = $1 and name = 'import' and trusted and revoked_at is null order by id limit 1`,
    [workspaceId],
  )
  if (found.rows[0]) return found.rows[0].id
  const made = await db.query<{ id: number }>(
    `insert into source (workspace_id, name, kind, write_key, trusted, created_at) values ($1, 'import', 'file', $2, true, $3) returning id`,
    [workspaceId, writeKey, now],
  )
  const [row] = made.rows
  if (!row) throw new Error('the source was not made')
  return row.id
}
