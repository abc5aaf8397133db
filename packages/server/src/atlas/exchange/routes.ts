// Operations that move what people design in and out: thin.
import { type ByItself, byItself, journeyMap } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { wordsOf } from '@lotse/core/understand'
import {
  type AtlasImport,
  type AtlasRecord,
  atlasJsonSchema,
  EXCHANGE_RECORDS_MAX,
  PREVIEW_ITEMS_MAX,
} from '@lotse/protocol'
import { recordsById, recordsUsedIn } from '../../adapters/store/atlas.ts'
import { listRecords } from '../../adapters/store/atlas-library.ts'
import type { Db } from '../../adapters/store/members.ts'
import { listUnits } from '../../adapters/store/units.ts'
import { file } from '../../base/file.ts'
import { type Api, read } from '../../base/operation.ts'
import { ownerOfNew, ownersAsked } from '../../base/ownership.ts'
import { upload } from '../../base/upload.ts'
import { ZIP_TYPE } from '../../base/zip.ts'
import type { Place } from '../change.ts'
import { insightsUnder } from '../insights.ts'
import { showChange } from '../presenter.ts'
import { dataPackageFile } from './data-package.ts'
import { wholeJourney, withLayers, withNamed } from './gather.ts'
import { doImport, type Planned, planImport, refusalBy } from './importing.ts'
import { journeyFile, listFile, processFile } from './leaving.ts'
import { NO_PICTURES, picturesIn } from './pictures.ts'
import { readContent } from './reading.ts'

/** Registers the operations. */
export function atlasExchangeRoutes(api: Api): void {
  read(api, 'getAtlasSchema', async () => atlasJsonSchema())

  file(api, 'exportJourney', async ({ db, caller, params, query }) => {
    const { format, as, language, content = language, paper } = query
    const records = await wholeJourney(db, caller.workspaceId, params.id)
    const inside = records.filter(({ journey }) => journey === params.id)
    const shows = format === 'svg' || format === 'pdf'
    const pictures = shows ? await picturesIn(db, caller.workspaceId, inside) : NO_PICTURES
    const besides = { byItself: await lanesByThemselves(db, caller.workspaceId, { id: params.id, inside }), pictures }
    const made = await journeyFile(params.id, records, { format, as, language, content, paper, ...besides })
    return { ...made, detail: { format, as, language } }
  })

  file(api, 'exportRecords', async ({ db, caller, query }) => {
    const { kind, format, paper, language, find, state, ownerId, uses, sort, at, under } = query
    const { workspaceId } = caller
    const filter = {
      kind,
      words: find === undefined ? [] : wordsOf(find),
      owners: await ownersAsked(db, caller, ownerId),
      uses,
      sort,
      at,
      ids: await insightsUnder(db, workspaceId, under),
    }
    const all = await listRecords(db, workspaceId, { filter, before: undefined, limit: EXCHANGE_RECORDS_MAX + 1 })
    if (all.length > EXCHANGE_RECORDS_MAX)
      throw new Problem('request.too_large', { detail: `More than ${EXCHANGE_RECORDS_MAX} records; narrow the list` })
    const found = state === undefined ? all : all.filter(({ fields }) => fields['state'] === state)
    const listed = new Set(found.map(({ id }) => id))
    const records =
      format === 'json' ? await withLayers(db, workspaceId, found) : await withNamed(db, workspaceId, found)
    const made = await listFile({ kind, listed, records }, { format, language, paper })
    const narrowed = Object.entries({ find, state, ownerId, uses, sort, at, under })
    const filters = narrowed.flatMap(([name, value]) => (value === undefined ? [] : [name]))
    return { ...made, name: kind, detail: { kind, format, language, filters } }
  })

  dataPackageRoute(api)
  processRoute(api)

  upload(api, 'previewAtlasImport', async ({ db, caller, query, bytes, now }) => {
    const content = await readContent(bytes)
    const ownerId = () => ownerOfNew(db, caller, { action: 'atlas.edit', wished: query.ownerId })
    const planned = await planImport(db, caller.workspaceId, content, query)
    const fault = await tried(db, async (one) => {
      await doImport({ db: one, caller, now }, content, { ...query, skips: true, ownerId })
    })
    const { plan } = planned
    return shown(
      fault === undefined
        ? planned
        : { ...planned, plan: { ...plan, refused: [...plan.refused, refusalBy(fault, plan)] } },
    )
  })

  upload(api, 'importAtlas', async ({ db, caller, query, bytes, now }) => {
    const content = await readContent(bytes)
    const { refused, ownerId: wished, ...asked } = query
    const done = await db.transaction().execute((one) => {
      const place: Place = { db: one, caller, now }
      const ownerId = () => ownerOfNew(one, caller, { action: 'atlas.edit', wished })
      return doImport(place, content, { ...asked, skips: refused === 'skip', ownerId })
    })
    return { ...shown(done), change: done.change === null ? null : showChange(done.change) }
  })
}

function dataPackageRoute(api: Api): void {
  file(api, 'exportDataPackage', async ({ db, caller, now }) => {
    const bytes = await dataPackageFile(db, caller.workspaceId, now)
    return { ending: 'zip', type: ZIP_TYPE, bytes, name: 'lotse-data', detail: {} }
  })
}

function processRoute(api: Api): void {
  file(api, 'exportProcess', async ({ db, caller, params, query: { content } }) => {
    const [process] = await recordsById(db, caller.workspaceId, [params.id])
    if (process?.kind !== 'process' || process.removed) throw new Problem('not_found')
    const records = await withLayers(db, caller.workspaceId, [process])
    return { ...processFile(process, records, content), detail: { format: 'bpmn' } }
  })
}

/** What lanes say by themselves, as it reads on the map: through whose hands the journey passes. */
async function lanesByThemselves(
  db: Db,
  workspaceId: number,
  { id, inside }: { readonly id: string; readonly inside: readonly AtlasRecord[] },
): Promise<ByItself> {
  const units = new Map((await listUnits(db, workspaceId)).map((unit) => [String(unit.id), unit.name]))
  const used = await recordsUsedIn(db, workspaceId, id)
  return byItself({
    map: journeyMap(inside),
    records: new Map(used.map((one) => [one.id, { ...one, ownerId: one.owner === null ? null : String(one.owner) }])),
    unitName: (unit) => units.get(unit),
  })
}

/** Ends a transaction that must leave nothing behind. */
class Undone extends Error {}

/** Does something for the sake of what it is refused for, and leaves nothing of it. */
async function tried(db: Db, work: (one: Db) => Promise<void>): Promise<Problem | undefined> {
  try {
    await db.transaction().execute(async (one) => {
      await work(one)
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone) return undefined
    if (error instanceof Problem) return error
    throw error
  }
  return undefined
}

function shown({ format, journey, columns, plan }: Planned): AtlasImport {
  const { items, refused, same } = plan
  const counted = (what: string) => items.filter((item) => item.what === what).length
  return {
    format,
    journey,
    columns: [...columns],
    counts: {
      added: counted('added'),
      changed: counted('changed'),
      moved: counted('moved'),
      removed: counted('removed'),
      same,
      refused: refused.length,
    },
    items: items
      .slice(0, PREVIEW_ITEMS_MAX)
      .map(({ name, fields, ...item }) => ({ ...item, name: { ...name }, fields: [...fields] })),
    refused: refused.slice(0, PREVIEW_ITEMS_MAX).map((one) => ({ ...one })),
  }
}
