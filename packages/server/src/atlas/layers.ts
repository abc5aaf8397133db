// What a record stands on, or what stands on it, through the layers, out of the database. What stands on what is said in core.
import { nextLayer, type Reached, standingsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { type OwnedRecord, recordsById } from '../adapters/store/atlas.ts'
import { recordsAround } from '../adapters/store/atlas-library.ts'
import type { Db } from '../adapters/store/members.ts'

/** Layers that are looked through, and records that are answered: more says nothing to anybody. */
const FAR_MAX = 12
const REACHED_MAX = 2000

/** A record that was reached, with the way to it. */
export type ReachedRecord = Reached & { readonly record: OwnedRecord }

/**
 * Everything that stands on a record (`up`), or that it stands on (A13), nearest first.
 *
 * @returns `whole`: whether that was all.
 * @throws Problem `not_found`.
 */
export async function layersOf(
  db: Db,
  workspaceId: number,
  { id, up }: { readonly id: string; readonly up: boolean },
): Promise<{ readonly root: OwnedRecord; readonly reached: readonly ReachedRecord[]; readonly whole: boolean }> {
  const known = new Map<string, OwnedRecord>()
  const learn = async (ids: readonly string[]): Promise<void> => {
    const fresh = [...new Set(ids)].filter((one) => !known.has(one))
    for (const record of await recordsById(db, workspaceId, fresh)) known.set(record.id, record)
  }
  await learn([id])
  const root = known.get(id)
  if (root === undefined) throw new Problem('not_found')
  const seen = new Set([id])
  const reached: ReachedRecord[] = []
  let layer: readonly Reached[] = [{ id, far: 0, through: id, how: 'part' }]
  for (let far = 0; far < FAR_MAX && layer.length > 0 && reached.length < REACHED_MAX; far++) {
    const around = await recordsAround(
      db,
      workspaceId,
      layer.map((one) => one.id),
    )
    await learn(around.flatMap(({ kind, fields }) => (kind === 'placement' ? [String(fields['item'])] : [])))
    const standings = around.flatMap((record) => standingsOf(record, (one) => known.get(one)?.kind))
    const next = nextLayer(layer, standings, { up, known: seen })
    for (const one of next) seen.add(one.id)
    await learn(next.map((one) => one.id))
    await learn(next.flatMap((one) => known.get(one.id)?.journey ?? []))
    layer = next.filter((one) => stands(known, one.id))
    reached.push(...layer.flatMap((one) => withRecord(one, known.get(one.id))))
  }
  return { root, reached: reached.slice(0, REACHED_MAX), whole: layer.length === 0 }
}

/** Whether a record stands, and the journey that it lives in. */
function stands(known: ReadonlyMap<string, OwnedRecord>, id: string): boolean {
  const record = known.get(id)
  if (record === undefined || record.removed) return false
  return record.journey === null || known.get(record.journey)?.removed === false
}

const withRecord = (one: Reached, record: OwnedRecord | undefined): ReachedRecord[] =>
  record === undefined ? [] : [{ ...one, record }]
