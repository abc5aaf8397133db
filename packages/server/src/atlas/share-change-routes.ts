// Operations that change what a link to a journey allows, and take that back: thin. Whoever has the link is asked anew at once.
import { Problem } from '@lotse/core/base'
import type { AtlasShare, JsonObject, OperationBody } from '@lotse/protocol'
import { changeShare, holdShare, type ShareRow, type ShareTerms } from '../adapters/store/atlas-shares.ts'
import type { Db } from '../adapters/store/members.ts'
import { integerId } from '../base/ids.ts'
import { type Api, write } from '../base/operation.ts'
import { hashPassword } from '../base/passwords.ts'
import { differencesOf } from '../privacy/audit/differences.ts'
import { endOf, knownShare, leavesOf, showShare } from './share-terms.ts'
import { journeyNow } from './versions.ts'

/** Registers the operations. */
export function shareChangeRoutes(api: Api): void {
  write(api, 'updateShare', async ({ db, caller: { workspaceId }, params, body, now, changed }) => {
    const before = await heldShare(db, workspaceId, params)
    const records = await journeyNow({ db, workspaceId, journey: params.id })
    const rights = body.rights ?? before.rights
    // Its frame stands in an address that nobody can be told again.
    if ((rights === 'embed') !== (before.rights === 'embed')) throw new Problem('request.invalid', { field: 'rights' })
    const { origins = before.origins, without = before.without } = body
    await changeShare(db, workspaceId, before.id, {
      name: body.name ?? before.name,
      rights,
      opens: [...new Set(body.opens ?? before.opens)],
      ...leavesOf({ rights, origins, without }, records),
      passwordHash: await passwordFor(body.password, before),
      expiresAt: body.expiresAt === undefined ? before.expiresAt : endOf(body.expiresAt, now),
    })
    return told(db, workspaceId, { before, changed })
  })

  write(api, 'undoShare', async ({ db, caller: { workspaceId }, params, body, changed }) => {
    const before = await heldShare(db, workspaceId, params)
    if (before.changes !== body.changes || before.before === null) throw new Problem('conflict')
    await changeShare(db, workspaceId, before.id, before.before)
    return told(db, workspaceId, { before, changed })
  })
}

/** A link that is changed by nobody else meanwhile. @throws Problem `not_found`, `share.not_valid` where it was withdrawn. */
async function heldShare(
  db: Db,
  workspaceId: number,
  { id: journey, share }: { readonly id: string; readonly share: string },
): Promise<ShareRow> {
  const id = integerId(share)
  await holdShare(db, workspaceId, id)
  const row = await knownShare(db, workspaceId, { journey, id })
  if (row.revokedAt !== null) throw new Problem('share.not_valid')
  return row
}

function passwordFor(
  password: OperationBody<'updateShare'>['password'],
  before: ShareTerms,
): Promise<string | null> | string | null {
  if (password === undefined) return before.passwordHash
  return password === null ? null : hashPassword(password)
}

type Telling = { readonly before: ShareRow; readonly changed: (detail: JsonObject) => void }

/** The link as it is now; what is another than before goes into the log, of a password only that it is. */
async function told(db: Db, workspaceId: number, { before, changed }: Telling): Promise<AtlasShare> {
  const { journey, id, passwordHash } = before
  const row = await knownShare(db, workspaceId, { journey, id })
  const share = showShare(row)
  const { changes: _, ...differing } = differencesOf(showShare(before), share)
  const replaced = passwordHash !== null && row.passwordHash !== null && passwordHash !== row.passwordHash
  changed({ share: share.id, ...differing, ...(replaced ? { password: 'replaced' } : {}) })
  return share
}
