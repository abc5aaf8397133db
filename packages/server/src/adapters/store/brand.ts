// How workspaces look, in the database. Every query but that of a logo by its key names the workspace.
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

type Db = Kysely<Schema>

/** A brand without the logo's bytes. */
export type BrandRow = {
  readonly name: string | null
  readonly color: string | null
  readonly logoKey: string | null
  readonly logoType: string | null
}

const NOTHING: BrandRow = { name: null, color: null, logoKey: null, logoType: null }

/** The brand of a workspace. */
export async function brandOf(db: Db, workspaceId: number): Promise<BrandRow> {
  const row = await db
    .selectFrom('brand')
    .select(['name', 'color', 'logo_key as logoKey', 'logo_type as logoType'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row ?? NOTHING
}

/** The brand of a workspace as people outside of it see it: where it has no name of its own, by the workspace's. */
export async function shownBrand(db: Db, workspaceId: number): Promise<BrandRow> {
  const { rows } = await sql<BrandRow>`
    select coalesce(b.name, w.name) as name, b.color, b.logo_key as "logoKey", b.logo_type as "logoType"
    from workspace w left join brand b on b.workspace_id = w.id where w.id = ${workspaceId}`.execute(db)
  return rows[0] ?? NOTHING
}

/** The brand of the only workspace, named as people outside of it see it; nothing where there are several, or none was made. */
export async function onlyBrand(db: Db): Promise<BrandRow> {
  const { rows } = await sql<BrandRow>`
    select coalesce(b.name, w.name) as name, b.color, b.logo_key as "logoKey", b.logo_type as "logoType"
    from brand b join workspace w on w.id = b.workspace_id
    where (b.name is not null or b.color is not null or b.logo_key is not null) and (select count(*) from (select 1 from workspace limit 2) w) = 1`.execute(
    db,
  )
  return rows[0] ?? NOTHING
}

/** Sets name and colour. */
export async function putBrand(
  db: Db,
  workspaceId: number,
  { name, color }: { readonly name: string | null; readonly color: string | null },
): Promise<void> {
  await db
    .insertInto('brand')
    .values({ workspace_id: workspaceId, name, color })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ name, color }))
    .execute()
}

/** A logo as it is served. */
export type Logo = { readonly type: string; readonly bytes: Buffer }

/** Sets the logo under a key, or takes it away. */
export async function putLogo(
  db: Db,
  workspaceId: number,
  logo: (Logo & { readonly key: string }) | null,
): Promise<void> {
  const values = { logo_type: logo?.type ?? null, logo: logo?.bytes ?? null, logo_key: logo?.key ?? null }
  await db
    .insertInto('brand')
    .values({ workspace_id: workspaceId, ...values })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute()
}

/** The logo with a key, whichever workspace it belongs to. */
export async function logoByKey(db: Db, key: string): Promise<Logo | undefined> {
  const row = await db.selectFrom('brand').select(['logo_type', 'logo']).where('logo_key', '=', key).executeTakeFirst()
  return row?.logo_type && row.logo ? { type: row.logo_type, bytes: row.logo } : undefined
}
