// Finding records: lists, counts, search, one record with every place where it is named, and whose it is. Thin.
import { textsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { wordsOf } from '@lotse/core/understand'
import {
  type AtlasHit,
  type AtlasKind,
  atlasKindNames,
  type LayerRecord,
  type OwnerFilter,
  type RecordPlace,
} from '@lotse/protocol'
import { type OwnedRecord, recordsById } from '../adapters/store/atlas.ts'
import {
  countRecords,
  type FoundRecord,
  listRecords,
  type PlaceRow,
  placesOf,
  type RecordFilter,
  searchRecords,
} from '../adapters/store/atlas-library.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Caller } from '../base/auth.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { type Api, read, write } from '../base/operation.ts'
import { handOver, ownersAsked } from '../base/ownership.ts'
import { excerptOf } from './excerpt.ts'
import { insightsOfLayers, insightsUnder, withOrigins } from './insights.ts'
import { layersOf, type ReachedRecord } from './layers.ts'
import { ownerIdOf, showRecord } from './presenter.ts'
import { tiedFlows } from './tied-flows.ts'

const PLACES_MAX = 2000

/** Kinds in the order in which people look for them; what is not named follows. */
const SOUGHT_FIRST: readonly AtlasKind[] = ['journey', 'touchpoint', 'persona', 'insight', 'step', 'phase', 'term']
const inSoughtOrder = [...new Set([...SOUGHT_FIRST, ...atlasKindNames])]

/** Registers the operations. */
export function atlasLibraryRoutes(api: Api): void {
  read(api, 'listRecords', async ({ db, caller, query: { cursor, limit, ...asked } }) => {
    const before = positionOf(cursor, 'number', 'string')
    const filter = await filterOf(db, caller, asked)
    const rows = await listRecords(db, caller.workspaceId, { filter, before, limit: limit + 1 })
    return { items: rows.slice(0, limit).map(showRecord), next: nextOf(rows, limit) }
  })

  read(api, 'listInsights', async ({ db, caller, query: { cursor, limit, under, ...asked } }) => {
    const before = positionOf(cursor, 'number', 'string')
    const ids = await insightsUnder(db, caller.workspaceId, under)
    const filter = await filterOf(db, caller, { ...asked, kind: 'insight', ids })
    const rows = await listRecords(db, caller.workspaceId, { filter, before, limit: limit + 1 })
    return { items: await withOrigins(db, caller.workspaceId, rows.slice(0, limit)), next: nextOf(rows, limit) }
  })

  read(api, 'countRecords', async ({ db, caller, query }) => {
    const rows = await countRecords(db, caller.workspaceId, await filterOf(db, caller, query))
    const items = rows.map(({ kind, owner, count }) => ({ kind, ownerId: ownerIdOf(owner), count }))
    return { total: items.reduce((sum, { count }) => sum + count, 0), items }
  })

  read(api, 'searchAtlas', async ({ db, caller, query: { find, kinds, limit } }) => {
    const words = wordsOf(find)
    if (words.length === 0) return { items: [] }
    const asked = { words, kinds: kinds ?? inSoughtOrder, limit }
    const rows = await searchRecords(db, caller.workspaceId, asked)
    return { items: rows.map((row) => showHit(row, words)) }
  })

  read(api, 'getRecord', async ({ db, caller: { workspaceId }, params }) => {
    const record = await stored(db, workspaceId, params.id)
    const places = await placesOf(db, workspaceId, params.id, PLACES_MAX)
    const [arisen] = record.kind === 'insight' ? await withOrigins(db, workspaceId, [record]) : []
    return { ...showRecord(record), places: places.map(showPlace), origins: arisen?.origins ?? [] }
  })

  read(api, 'getLayers', async ({ db, caller: { workspaceId }, params: { id }, query: { direction } }) => {
    const up = direction === 'up'
    const { root, reached, whole } = await layersOf(db, workspaceId, { id, up })
    const found = { root, reached: reached.map(({ record }) => record), up }
    return { items: reached.map(showLayer), whole, insights: await insightsOfLayers(db, workspaceId, found) }
  })

  read(api, 'listTiedFlows', async ({ db, caller: { workspaceId }, params: { id } }) => ({
    items: await tiedFlows(db, workspaceId, id),
  }))

  write(api, 'setRecordOwner', async ({ db, caller, params, body, changed }) => {
    const record = await known(db, caller.workspaceId, params.id)
    if (record.journey !== null) throw new Problem('atlas.wrong_home', { id: params.id })
    changed(await handOver(db, caller, { kind: 'record', name: params.id, to: body.ownerId }))
    return known(db, caller.workspaceId, params.id)
  })
}

/** Where the next page begins; null where there is none. */
function nextOf(rows: readonly OwnedRecord[], limit: number): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return last ? cursorOf([last.changedAt, last.id]) : null
}

type Asked = Omit<RecordFilter, 'words' | 'owners'> & {
  readonly find?: string | undefined
  readonly ownerId?: OwnerFilter | undefined
}

async function filterOf(db: Db, caller: Caller, { find, ownerId, ...asked }: Asked): Promise<RecordFilter> {
  const words = find === undefined ? [] : wordsOf(find)
  return { ...asked, words, owners: await ownersAsked(db, caller, ownerId) }
}

async function stored(db: Db, workspaceId: number, id: string) {
  const [record] = await recordsById(db, workspaceId, [id])
  if (record === undefined) throw new Problem('not_found')
  return record
}

const known = async (db: Db, workspaceId: number, id: string) => showRecord(await stored(db, workspaceId, id))

const namesOf = (name: FoundRecord['journeyName']) => (name === null ? null : textsOf(name))

function showHit(
  { fields, owner, kind, journeyName, stepName, ...row }: FoundRecord,
  words: readonly string[],
): AtlasHit {
  const names = { journeyName: namesOf(journeyName), stepName: namesOf(stepName) }
  const excerpt = excerptOf({ kind, fields }, words)
  return { ...row, ...names, kind, name: textsOf(fields['name']), excerpt, ownerId: ownerIdOf(owner) }
}

function showLayer({ far, through, how, record: { id, kind, journey, fields, owner } }: ReachedRecord): LayerRecord {
  return { id, kind, name: textsOf(fields['name']), ownerId: ownerIdOf(owner), journey, far, through, how }
}

function showPlace({ owner, name, journeyName, phaseName, stepName, ...row }: PlaceRow): RecordPlace {
  const names = { journeyName: namesOf(journeyName), phaseName: namesOf(phaseName), stepName: namesOf(stepName) }
  return { ...row, ...names, name: namesOf(name), ownerId: ownerIdOf(owner) }
}
