// Whose records a change touches, and who may touch them: a journey's owner owns what is in it, a library record has its own; taxonomies bind everybody. Changes nothing.
import { Problem } from '@lotse/core/base'
import { type AtlasRecord, reachOf } from '@lotse/protocol'
import { type OwnedRecord, recordsById } from '../adapters/store/atlas.ts'
import type { Db } from '../adapters/store/members.ts'
import { ownUnits } from '../adapters/store/units.ts'
import { type Caller, refuseAction } from '../base/auth.ts'

/**
 * Refuses a change that reaches beyond what the caller's units own, where their roles reach own things alone.
 *
 * @param changed - records as the change leaves them.
 * @param known - records as they stood; `ownerId`: who owns new ones of the library.
 * @throws Problem `auth.not_owner`; `auth.forbidden` for taxonomies and terms of those who may not manage them.
 */
export async function refuseForeignRecords(
  { db, caller }: { readonly db: Db; readonly caller: Caller },
  changed: readonly AtlasRecord[],
  { known, ownerId }: { readonly known: ReadonlyMap<string, OwnedRecord>; readonly ownerId: number | null },
): Promise<void> {
  if (changed.some(({ kind }) => kind === 'taxonomy' || kind === 'term')) refuseAction(caller, 'terms.manage')
  if (reachOf(caller.roles, 'atlas.edit') === 'all') return
  const mine = new Set(
    caller.memberId === null ? [] : (await ownUnits(db, caller.workspaceId, caller.memberId)).map(({ id }) => id),
  )
  const journeys = [...new Set(changed.flatMap(({ journey }) => (journey === null ? [] : [journey])))]
  const owners = new Map((await recordsById(db, caller.workspaceId, journeys)).map(({ id, owner }) => [id, owner]))
  for (const { id, journey } of changed) {
    const standing = known.get(journey ?? id)
    const owner = journey === null ? (standing ? standing.owner : ownerId) : (owners.get(journey) ?? ownerId)
    if (owner === null || !mine.has(owner))
      throw new Problem('auth.not_owner', { action: 'atlas.edit', ownerId: owner === null ? null : String(owner) })
  }
}
