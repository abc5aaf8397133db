// Whoever is put in charge of a journey must belong to the workspace. Changes nothing.
import { Problem } from '@lotse/core/base'
import type { AtlasRecord } from '@lotse/protocol'
import type { Db } from '../adapters/store/members.ts'
import { membersAmong } from '../adapters/store/memberships.ts'

type Changed = {
  readonly known: ReadonlyMap<string, AtlasRecord>
  readonly changed: readonly AtlasRecord[]
}

/**
 * Refuses a change that puts somebody in charge who is no member here (A16). Who is named already hinders no change, also after they left.
 *
 * @throws Problem `atlas.value_invalid`.
 */
export async function refuseStrangers(db: Db, workspaceId: number, { known, changed }: Changed): Promise<void> {
  const named = changed.flatMap(({ id, fields: { responsible } }) =>
    typeof responsible === 'string' && known.get(id)?.fields['responsible'] !== responsible
      ? [{ id, responsible }]
      : [],
  )
  if (named.length === 0) return
  const members = await membersAmong(
    db,
    workspaceId,
    named.map(({ responsible }) => responsible),
  )
  const stranger = named.find(({ responsible }) => !members.has(responsible))
  if (stranger !== undefined) throw new Problem('atlas.value_invalid', { id: stranger.id, field: 'responsible' })
}
