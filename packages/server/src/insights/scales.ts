// The scales of a workspace as they are read: those stored, else those that it begins with. Writes nothing.
import { firstScales, type InsightScales, insightScales } from '@lotse/protocol'
import { storedScales } from '../adapters/store/insight-settings.ts'
import type { Db } from '../adapters/store/members.ts'

/** Scales with the version to be said when they are changed. */
export type VersionedScales = { readonly version: number; readonly scales: InsightScales }

/** The scales of a workspace. */
export async function scalesOf(db: Db, workspaceId: number): Promise<VersionedScales> {
  const stored = await storedScales(db, workspaceId)
  return stored === undefined
    ? { version: 0, scales: firstScales }
    : { version: stored.version, scales: insightScales.parse(stored.scales) }
}
