// What a link to a journey allows: read, checked against the journey, shown to those whose journey it is. Lets nobody in.
import { Problem } from '@lotse/core/base'
import { type AtlasRecord, type AtlasShare, shareParts, shareRights } from '@lotse/protocol'
import { type ShareRow, shareById } from '../adapters/store/atlas-shares.ts'
import type { Db } from '../adapters/store/members.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'

/** A link to a journey. @throws Problem `not_found`. */
export async function knownShare(
  db: Db,
  workspaceId: number,
  at: { readonly journey: string; readonly id: number },
): Promise<ShareRow> {
  const share = await shareById(db, workspaceId, at)
  if (share === undefined) throw new Problem('not_found')
  return share
}

type Wish = { readonly rights: string; readonly origins: readonly string[]; readonly without: readonly string[] }

/**
 * Where a link may be shown and what it leaves out.
 *
 * @param records - of its journey.
 * @throws Problem `request.invalid` where only one of right and origins is there, or a lane is none.
 */
export function leavesOf({ rights, origins, without }: Wish, records: readonly AtlasRecord[]) {
  if ((rights === 'embed') !== origins.length > 0) throw new Problem('request.invalid', { field: 'origins' })
  const lanes = new Set(records.filter(({ kind }) => kind === 'lane').map(({ id }) => id))
  if (!without.every((id) => lanes.has(id))) throw new Problem('request.invalid', { field: 'without' })
  return { origins: [...new Set(origins)], without: [...new Set(without)] }
}

/** When a link is to end; null: never. @throws Problem `request.invalid` where that is over. */
export function endOf(expiresAt: string | null | undefined, now: number): number | null {
  const end = expiresAt == null ? null : Date.parse(expiresAt)
  if (end !== null && end <= now) throw new Problem('request.invalid', { field: 'expiresAt' })
  return end
}

/** A link as the API answers it. */
export function showShare(row: ShareRow): AtlasShare {
  return {
    id: String(row.id),
    journey: row.journey,
    name: row.name,
    rights: shareRights.find((one) => one === row.rights) ?? 'view',
    opens: shareParts.filter((part) => row.opens.includes(part)),
    origins: [...row.origins],
    without: [...row.without],
    password: row.passwordHash !== null,
    by: row.memberName,
    createdAt: instantOf(row.createdAt),
    expiresAt: instantOrNull(row.expiresAt),
    revokedAt: instantOrNull(row.revokedAt),
    opened: row.opened,
    openedAt: instantOrNull(row.openedAt),
    changes: row.changes,
  }
}
