// Records with everything they name, as documents hold them. Writes nothing.
import { namedBy } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import type { AtlasRecord } from '@lotse/protocol'
import { recordsById, recordsOfJourney } from '../../adapters/store/atlas.ts'
import { recordsHeldBy } from '../../adapters/store/atlas-exchange.ts'
import type { Db } from '../../adapters/store/members.ts'

/** What names what: hierarchies of journeys are never as deep. */
const ROUNDS_MAX = 50

/** Records with everything they name, and what those name, put-aside ones too. */
export async function withNamed(db: Db, workspaceId: number, roots: readonly AtlasRecord[]): Promise<AtlasRecord[]> {
  const known = new Map(roots.map((record) => [record.id, record]))
  const asked = new Set(known.keys())
  let fresh: readonly AtlasRecord[] = roots
  for (let round = 0; fresh.length > 0 && round < ROUNDS_MAX; round++) {
    const named = [...new Set(fresh.flatMap(namedBy))].filter((id) => !asked.has(id))
    for (const id of named) asked.add(id)
    fresh = named.length === 0 ? [] : await recordsById(db, workspaceId, named)
    for (const record of fresh) known.set(record.id, record)
  }
  return [...known.values()]
}

/** The same, with the transactions of processes and the links between what is there. */
export async function withLayers(db: Db, workspaceId: number, roots: readonly AtlasRecord[]): Promise<AtlasRecord[]> {
  const named = await withNamed(db, workspaceId, roots)
  const transactions = await recordsHeldBy(
    db,
    workspaceId,
    named.map(({ id }) => id),
  )
  const whole = await withNamed(db, workspaceId, [...named, ...transactions])
  const links = await recordsHeldBy(
    db,
    workspaceId,
    whole.map(({ id }) => id),
  )
  return withNamed(db, workspaceId, [...new Map([...whole, ...links].map((record) => [record.id, record])).values()])
}

/**
 * A journey with everything in it and all that it names.
 *
 * @throws Problem `not_found`.
 */
export async function wholeJourney(db: Db, workspaceId: number, journey: string): Promise<AtlasRecord[]> {
  const inside = await recordsOfJourney(db, workspaceId, journey)
  if (!inside.some(({ id, kind, removed }) => id === journey && kind === 'journey' && !removed))
    throw new Problem('not_found')
  return withLayers(db, workspaceId, inside)
}
