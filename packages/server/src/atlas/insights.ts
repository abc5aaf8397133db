// Insights with where they arose, as the API answers them, and those that hang at what was reached through the layers. Reads through the store alone.
import { textsOf } from '@lotse/core/atlas'
import { type ArisenInsight, type InsightOrigin, insightSorts, type LayerInsight } from '@lotse/protocol'
import type { OwnedRecord } from '../adapters/store/atlas.ts'
import { type HangingRow, hangingAt, type OriginRow, originsOf } from '../adapters/store/atlas-insights.ts'
import type { Db } from '../adapters/store/members.ts'
import { layersOf } from './layers.ts'
import { ownerIdOf, showRecord } from './presenter.ts'

/** Places of insights at records of layers that are answered: more says nothing to anybody. */
const HANGING_MAX = 2000

/** Insights, each with everywhere that it arose. */
export async function withOrigins(
  db: Db,
  workspaceId: number,
  insights: readonly OwnedRecord[],
): Promise<ArisenInsight[]> {
  const ids = insights.map(({ id }) => id)
  const origins = ids.length === 0 ? [] : await originsOf(db, workspaceId, ids)
  return insights.map((record) => ({
    ...showRecord(record),
    origins: origins.filter(({ insight }) => insight === record.id).map(showOrigin),
  }))
}

const nullableTexts = (name: OriginRow['name']) => (name === null ? null : textsOf(name))

function showOrigin({ insight: _, name, journeyName, phaseName, stepName, ...origin }: OriginRow): InsightOrigin {
  return {
    ...origin,
    name: textsOf(name ?? undefined),
    journeyName: nullableTexts(journeyName),
    phaseName: nullableTexts(phaseName),
    stepName: nullableTexts(stepName),
  }
}

/** What was looked at, and what was reached from there. */
type Looked = { readonly root: OwnedRecord; readonly reached: readonly OwnedRecord[]; readonly up: boolean }

/**
 * Insights that hang at a record and at what was reached from it (A17): with the phases of steps that were; of a journey that is looked through downwards
 * with all its phases, and the people, needs and brands that it names.
 */
export async function insightsOfLayers(
  db: Db,
  workspaceId: number,
  { root, reached, up }: Looked,
): Promise<LayerInsight[]> {
  const all = [root, ...reached]
  const phases = all.flatMap(({ kind, fields }) => (kind === 'step' ? [String(fields['phase'])] : []))
  const whole = (up ? [root] : all).flatMap(({ kind, id }) => (kind === 'journey' ? [id] : []))
  const ids = [...new Set([...all.map(({ id }) => id), ...phases])]
  const rows = await hangingAt(db, workspaceId, { ids, journeys: whole, limit: HANGING_MAX })
  const insights = new Map<string, LayerInsight>()
  for (const row of rows) {
    const standing = insights.get(row.id) ?? showHanging(row)
    standing.at.push({
      how: row.how,
      id: row.at,
      kind: row.atKind,
      name: textsOf(row.atName ?? undefined),
      journey: row.journey,
    })
    insights.set(row.id, standing)
  }
  return [...insights.values()]
}

/**
 * Ids of the insights that hang at a record or at anything that it stands on; undefined where no record is asked for.
 *
 * @throws Problem `not_found`.
 */
export async function insightsUnder(
  db: Db,
  workspaceId: number,
  id: string | undefined,
): Promise<readonly string[] | undefined> {
  if (id === undefined) return undefined
  const { root, reached } = await layersOf(db, workspaceId, { id, up: false })
  const found = { root, reached: reached.map(({ record }) => record), up: false }
  return (await insightsOfLayers(db, workspaceId, found)).map((insight) => insight.id)
}

function showHanging({ id, name, sort, owner }: HangingRow): LayerInsight {
  return {
    id,
    name: textsOf(name ?? undefined),
    sort: insightSorts.find((one) => one === sort) ?? null,
    ownerId: ownerIdOf(owner),
    at: [],
  }
}
