// Second factors in the database: one-time codes, recovery codes, passkeys, and challenges that were answered. Holds hashes and sealed secrets.
import type { Db } from './members.ts'

const passkeyColumns = ['id', 'name', 'synced', 'created_at', 'used_at'] as const

/** The one-time codes of a member, in force or begun. */
export async function totpOf(db: Db, memberId: number) {
  return db.selectFrom('totp').selectAll().where('member_id', '=', memberId).executeTakeFirst()
}

/** Whether the member has one-time codes in force. */
export async function hasTotp(db: Db, memberId: number): Promise<boolean> {
  return (await totpOf(db, memberId))?.confirmed_at != null
}

/** Begins anew with a secret. Answers false where codes are in force already. */
export async function beginTotp(db: Db, memberId: number, sealed: string, now: number): Promise<boolean> {
  const done = await db
    .insertInto('totp')
    .values({ member_id: memberId, secret: sealed, created_at: now })
    .onConflict((conflict) =>
      conflict
        .column('member_id')
        .doUpdateSet({ secret: sealed, created_at: now, last_step: 0 })
        .where('totp.confirmed_at', 'is', null),
    )
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Puts begun codes in force. Answers false where none were begun, or they are in force already. */
export async function confirmTotp(db: Db, memberId: number, now: number): Promise<boolean> {
  const done = await db
    .updateTable('totp')
    .set({ confirmed_at: now })
    .where('member_id', '=', memberId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes the code of a time step. Answers false where that one or a newer one was taken: of two who come at once, one gets it. */
export async function takeStep(db: Db, memberId: number, step: number): Promise<boolean> {
  const done = await db
    .updateTable('totp')
    .set({ last_step: step })
    .where('member_id', '=', memberId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Ends one-time codes and recovery codes. */
export async function deleteTotp(db: Db, memberId: number): Promise<void> {
  await db.deleteFrom('totp').where('member_id', '=', memberId).execute()
  await db.deleteFrom('recovery_code').where('member_id', '=', memberId).execute()
}

/** Replaces the recovery codes of a member. */
export async function replaceRecoveryCodes(db: Db, memberId: number, hashes: readonly Buffer[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('member_id', '=', memberId).execute()
  await db
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ member_id: memberId, hash })))
    .execute()
}

/** Uses a recovery code up. Answers false where there is none such, or it was used. */
export async function takeRecoveryCode(db: Db, memberId: number, hash: Buffer, now: number): Promise<boolean> {
  const done = await db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('member_id', '=', memberId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db, memberId: number): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('member_id', '=', memberId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** A member's passkeys, oldest first. */
export async function passkeysOf(db: Db, memberId: number) {
  return db
    .selectFrom('passkey')
    .select([...passkeyColumns, 'credential', 'transports'])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .limit(100)
    .execute()
}

export type NewPasskey = {
  readonly memberId: number
  readonly credential: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly synced: boolean
  readonly name: string
  readonly now: number
}

/** Adds a passkey. Answers undefined where the credential is known already, of whomever. */
export async function insertPasskey(db: Db, passkey: NewPasskey) {
  return db
    .insertInto('passkey')
    .values({
      member_id: passkey.memberId,
      credential: passkey.credential,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      synced: passkey.synced,
      name: passkey.name,
      created_at: passkey.now,
    })
    .onConflict((conflict) => conflict.column('credential').doNothing())
    .returning(passkeyColumns)
    .executeTakeFirst()
}

/** A passkey by its credential, with what checks its answers. */
export async function passkeyByCredential(db: Db, credential: string) {
  return db
    .selectFrom('passkey')
    .select(['id', 'member_id', 'credential', 'public_key', 'counter', 'transports'])
    .where('credential', '=', credential)
    .executeTakeFirst()
}

/** Writes down that a passkey was used. */
export async function touchPasskey(db: Db, id: number, counter: number, now: number): Promise<void> {
  await db.updateTable('passkey').set({ counter, used_at: now }).where('id', '=', id).execute()
}

/** Renames a member's passkey. */
export async function renamePasskey(db: Db, memberId: number, id: number, name: string) {
  return db
    .updateTable('passkey')
    .set({ name })
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .returning(passkeyColumns)
    .executeTakeFirst()
}

/** Removes a member's passkey. Answers whether there was one. */
export async function deletePasskey(db: Db, memberId: number, id: number): Promise<boolean> {
  const done = await db.deleteFrom('passkey').where('member_id', '=', memberId).where('id', '=', id).executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** Takes the answer to a challenge. Answers false where it was taken before. */
export async function takeChallenge(db: Db, hash: Buffer, expiresAt: number): Promise<boolean> {
  const done = await db
    .insertInto('used_challenge')
    .values({ hash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Sets a new password's hash. */
export async function setPassword(db: Db, memberId: number, passwordHash: string, now: number): Promise<void> {
  await db
    .updateTable('member')
    .set({ password_hash: passwordHash, password_changed_at: now })
    .where('id', '=', memberId)
    .execute()
}

/** Makes this the one link with which the member may set a new password. */
export async function putPasswordReset(
  db: Db,
  reset: { readonly hash: Buffer; readonly memberId: number; readonly now: number; readonly expiresAt: number },
): Promise<void> {
  const row = { hash: reset.hash, created_at: reset.now, expires_at: reset.expiresAt }
  await db
    .insertInto('password_reset')
    .values({ ...row, member_id: reset.memberId })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(row))
    .execute()
}

/** Whose link it is, while it holds. */
export async function findPasswordReset(db: Db, hash: Buffer, now: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('password_reset')
    .select('member_id')
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.member_id
}

/** Uses a link up. Answers false where somebody was faster. */
export async function takePasswordReset(db: Db, hash: Buffer): Promise<boolean> {
  const done = await db.deleteFrom('password_reset').where('hash', '=', hash).executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** How many of a member's workspaces are none of these. */
export async function countWorkspacesBeside(db: Db, memberId: number, among: readonly number[]): Promise<number> {
  const row = await db
    .selectFrom('membership')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('member_id', '=', memberId)
    .$if(among.length > 0, (query) => query.where('workspace_id', 'not in', [...among]))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
