// Which unit owns a thing, for every kind of thing that is owned. A further kind is one line in the list. Every query names the workspace.
import type { OwnedKind } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Kinds whose owner is written down. Who is in charge of an insight follows from what it concerns. */
export type GivenKind = Exclude<OwnedKind, 'insight'>

/** Where the owner of a kind stands: its table, and the column that the API's path names. */
const places: { readonly [Kind in GivenKind]: readonly [table: string, key: string] } = {
  flow: ['flow', 'id'],
  template: ['template', 'key'],
  source: ['source', 'id'],
  record: ['atlas_record', 'id'],
  measure: ['measure', 'id'],
}

/** The unit that owns a thing; null: nobody; undefined: there is no such thing. */
export async function ownerOf(
  db: Db,
  workspaceId: number,
  { kind, name }: { readonly kind: GivenKind; readonly name: string },
): Promise<number | null | undefined> {
  const [table, key] = places[kind]
  const { rows } = await sql<{ owner_id: number | null }>`
    select owner_id from ${sql.table(table)} where workspace_id = ${workspaceId} and ${sql.ref(key)}::text = ${name}
    limit 1`.execute(db)
  return rows[0]?.owner_id
}

/** Gives a thing to a unit or to nobody. Answers whether there is such a thing. */
export async function setOwner(
  db: Db,
  workspaceId: number,
  { kind, name, ownerId }: { readonly kind: GivenKind; readonly name: string; readonly ownerId: number | null },
): Promise<boolean> {
  const [table, key] = places[kind]
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(table)} set owner_id = ${ownerId}
    where workspace_id = ${workspaceId} and ${sql.ref(key)}::text = ${name}`.execute(db)
  return numAffectedRows > 0n
}
