// OpenID providers of workspaces and whom they know, in the database. The client's secret stands here sealed.
import type { Role } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** A workspace's provider as it is stored. `clientSecret`: sealed. */
export type StoredProvider = {
  readonly workspaceId: number
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly domains: readonly string[]
  readonly roleClaim: string | null
  readonly roleMap: readonly { readonly value: string; readonly role: Role }[]
  readonly joins: boolean
  readonly joinRole: Role
  readonly listed: boolean
  readonly strong: boolean
  readonly updatedAt: number
}

/** The provider of a workspace. */
export async function providerOf(db: Db, workspaceId: number): Promise<StoredProvider | undefined> {
  const row = await db
    .selectFrom('oidc_provider')
    .selectAll()
    .select(sql<string>`role_map::text`.as('role_map_text'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return (
    row && {
      workspaceId: row.workspace_id,
      name: row.name,
      issuer: row.issuer,
      clientId: row.client_id,
      clientSecret: row.client_secret,
      domains: row.domains,
      roleClaim: row.role_claim,
      // Written by `putProvider` alone, whose type says what stands there.
      roleMap: JSON.parse(row.role_map_text),
      joins: row.joins,
      joinRole: row.join_role as Role,
      listed: row.listed,
      strong: row.strong,
      updatedAt: row.updated_at,
    }
  )
}

/** Providers that the sign-in page shows. */
export async function listedProviders(db: Db) {
  return db
    .selectFrom('oidc_provider')
    .select(['workspace_id', 'name'])
    .where('listed', '=', true)
    .orderBy('workspace_id')
    .limit(20)
    .execute()
}

/** Sets the provider of a workspace. */
export async function putProvider(db: Db, provider: StoredProvider): Promise<void> {
  const row = {
    name: provider.name,
    issuer: provider.issuer,
    client_id: provider.clientId,
    client_secret: provider.clientSecret,
    domains: [...provider.domains],
    role_claim: provider.roleClaim,
    role_map: JSON.stringify(provider.roleMap),
    joins: provider.joins,
    join_role: provider.joinRole,
    listed: provider.listed,
    strong: provider.strong,
    updated_at: provider.updatedAt,
  }
  await db
    .insertInto('oidc_provider')
    .values({ ...row, workspace_id: provider.workspaceId })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
}

/** Removes the provider of a workspace, with whom it knew. */
export async function deleteProvider(db: Db, workspaceId: number): Promise<void> {
  await db.deleteFrom('oidc_provider').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('oidc_identity').where('workspace_id', '=', workspaceId).execute()
}

/** A person as a provider names them. */
export type ProviderPerson = { readonly workspaceId: number; readonly issuer: string; readonly subject: string }

/** The member who is linked to a provider's person. */
export async function linkedMember(db: Db, { workspaceId, issuer, subject }: ProviderPerson) {
  const row = await db
    .selectFrom('oidc_identity')
    .select('member_id')
    .where('workspace_id', '=', workspaceId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.member_id
}

/** Whether a member is linked to some person of the provider already. */
export async function isLinked(db: Db, workspaceId: number, issuer: string, memberId: number): Promise<boolean> {
  const row = await db
    .selectFrom('oidc_identity')
    .select('subject')
    .where('workspace_id', '=', workspaceId)
    .where('issuer', '=', issuer)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row !== undefined
}

/** Links a provider's person to a member. */
export async function linkMember(db: Db, person: ProviderPerson, memberId: number, now: number): Promise<void> {
  const { workspaceId, issuer, subject } = person
  await db
    .insertInto('oidc_identity')
    .values({ workspace_id: workspaceId, issuer, subject, member_id: memberId, linked_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'issuer', 'subject']).doNothing())
    .execute()
}

/** Sets whether a workspace asks for a second factor. */
export async function setSecondFactor(db: Db, workspaceId: number, required: boolean): Promise<void> {
  await db.updateTable('workspace').set({ second_factor: required }).where('id', '=', workspaceId).execute()
}

/** Whether a workspace asks for a second factor. */
export async function asksSecondFactor(db: Db, workspaceId: number): Promise<boolean> {
  const row = await db.selectFrom('workspace').select('second_factor').where('id', '=', workspaceId).executeTakeFirst()
  return row?.second_factor ?? false
}

/** Makes somebody a member with the one role that a provider says. */
export async function putClaimedRole(
  db: Db,
  given: { readonly workspaceId: number; readonly memberId: number; readonly role: Role; readonly now: number },
): Promise<void> {
  const { workspaceId, memberId, role, now } = given
  await db
    .insertInto('membership')
    .values({ workspace_id: workspaceId, member_id: memberId, role, joined_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet({ role, further_roles: [] }))
    .execute()
}

/** Whether somebody else is an admin of the workspace. Holds the admins, so that of two who stop at once one stays. */
export async function hasOtherAdmin(db: Db, workspaceId: number, memberId: number): Promise<boolean> {
  const admins = await db
    .selectFrom('membership')
    .select('member_id')
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('role', '=', 'admin'), sql<boolean>`'admin' = any(further_roles)`]))
    .orderBy('member_id')
    .forUpdate()
    .execute()
  return admins.some((one) => one.member_id !== memberId)
}
