// Notes of members on customers. Every query names the workspace; a removed note stays, so that it can be brought back.
import type { Db } from './members.ts'

const columns = [
  'n.id',
  'n.customer_id',
  'n.text',
  'n.member_id',
  'm.name as by',
  'n.created_at',
  'n.edited_at',
  'n.deleted_at',
] as const

/** A note. */
export async function noteById(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('customer_note as n')
    .leftJoin('member as m', 'm.id', 'n.member_id')
    .select(columns)
    .where('n.id', '=', id)
    .where('n.workspace_id', '=', workspaceId)
    .executeTakeFirst()
}

/** Writes a note down. @returns its id. */
export async function insertNote(
  db: Db,
  note: {
    readonly workspaceId: number
    readonly customerId: number
    readonly memberId: number | null
    readonly text: string
    readonly now: number
  },
): Promise<number> {
  const row = await db
    .insertInto('customer_note')
    .values({
      workspace_id: note.workspaceId,
      customer_id: note.customerId,
      member_id: note.memberId,
      text: note.text,
      created_at: note.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes what is given of a note. */
export async function changeNote(
  db: Db,
  workspaceId: number,
  id: number,
  change: { readonly text?: string; readonly edited_at?: number; readonly deleted_at?: number | null },
): Promise<void> {
  await db
    .updateTable('customer_note')
    .set(change)
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .execute()
}
