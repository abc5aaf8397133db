// Saved views in the database. Every query names the workspace; what a caller may see or change is part of the query.
import type { Db } from './members.ts'

/** Who asks: sees shared views and the own ones. `all`: may change everybody's shared views. */
export type ViewReader = { readonly workspaceId: number; readonly memberId: number | null; readonly all: boolean }

const columns = [
  'view.id',
  'view.screen',
  'view.name',
  'view.search',
  'view.shared',
  'view.member_id',
  'view.deleted_at',
  'member.name as by',
] as const

const visible = (db: Db, { workspaceId, memberId }: ViewReader) =>
  db
    .selectFrom('view')
    .leftJoin('member', 'member.id', 'view.member_id')
    .select(columns)
    .where('view.workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('view.shared', '=', true), eb('view.member_id', '=', memberId)]))

/** The views of a screen that the reader sees, by name. */
export async function listViews(db: Db, reader: ViewReader, screen: string, limit: number) {
  return visible(db, reader)
    .where('view.screen', '=', screen)
    .where('view.deleted_at', 'is', null)
    .orderBy('view.name')
    .orderBy('view.id')
    .limit(limit)
    .execute()
}

/** One view that the reader sees. */
export async function findView(db: Db, reader: ViewReader, id: number) {
  return visible(db, reader).where('view.id', '=', id).executeTakeFirst()
}

/** How many views a screen has in the workspace, removed ones left out. */
export async function countViews(db: Db, workspaceId: number, screen: string): Promise<number> {
  const { count } = await db
    .selectFrom('view')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('screen', '=', screen)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Adds a view and answers its id. */
export async function insertView(
  db: Db,
  view: {
    readonly workspaceId: number
    readonly memberId: number | null
    readonly screen: string
    readonly name: string
    readonly search: string
    readonly shared: boolean
    readonly now: number
  },
): Promise<number> {
  const { id } = await db
    .insertInto('view')
    .values({
      workspace_id: view.workspaceId,
      member_id: view.memberId,
      screen: view.screen,
      name: view.name,
      search: view.search,
      shared: view.shared,
      created_at: view.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const changeable = (db: Db, { workspaceId, memberId, all }: ViewReader, id: number) =>
  db
    .updateTable('view')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('member_id', '=', memberId), ...(all ? [eb('shared', '=', true)] : [])]))

/** Changes a view that the reader may change. Answers whether there was one. */
export async function changeView(
  db: Db,
  reader: ViewReader,
  id: number,
  fields: { readonly name: string; readonly search: string; readonly shared: boolean },
): Promise<boolean> {
  const done = await changeable(db, reader, id).where('deleted_at', 'is', null).set(fields).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Removes a view (`at` an instant) or brings it back (`at` null). Answers whether there was one to remove or to bring back. */
export async function removeView(db: Db, reader: ViewReader, id: number, at: number | null): Promise<boolean> {
  const done = await changeable(db, reader, id)
    .where('deleted_at', at === null ? 'is not' : 'is', null)
    .set({ deleted_at: at })
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
