// Operations on versions of journeys and on journeys made from others: thin.
import type { JourneyVersion } from '@lotse/protocol'
import { holdAtlas, lastChange } from '../adapters/store/atlas.ts'
import { insertVersion, listVersions, type VersionRow } from '../adapters/store/atlas-versions.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import { ownerOfNew } from '../base/ownership.ts'
import { changeFrom } from './change.ts'
import { showChange } from './presenter.ts'
import {
  copyingEdits,
  deviationsFrom,
  differencesBetween,
  differencesOfCopy,
  editionNow,
  journeyNow,
  knownVersion,
  restoringEdits,
} from './versions.ts'

/** Registers the operations. */
export function atlasVersionRoutes(api: Api): void {
  readRoutes(api)

  write(api, 'createVersion', async ({ db, caller, params, body, now, changed }) => {
    const { workspaceId, memberId } = caller
    await holdAtlas(db, workspaceId)
    const where = { db, workspaceId, journey: params.id }
    const records = await editionNow(where)
    const seq = await lastChange(db, workspaceId)
    const number = await insertVersion(db, workspaceId, { ...body, journey: params.id, memberId, now, seq, records })
    changed({ version: number, name: body.name })
    return showVersion(await knownVersion(where, number))
  })

  write(api, 'restoreVersion', async ({ db, caller, params, body, now, changed }) => {
    const where = { db, workspaceId: caller.workspaceId, journey: params.id }
    const edits = () => restoringEdits(where, params.number)
    const change = await changeFrom({ db, caller, now }, { id: body.id, ownerId: null }, edits)
    changed({ version: params.number, edits: change.edits.length })
    return showChange(change)
  })

  write(api, 'copyJourney', async ({ db, caller, params, body, now, changed }) => {
    const { id, journey, name, state } = body
    const ownerId = await ownerOfNew(db, caller, { action: 'atlas.edit', wished: body.ownerId })
    const where = { db, workspaceId: caller.workspaceId, journey: params.id }
    const edits = () => copyingEdits(where, { to: journey, fields: { name, ...(state && { state }) } })
    const change = await changeFrom({ db, caller, now }, { id, ownerId }, edits)
    changed({ journey, edits: change.edits.length })
    return showChange(change)
  })
}

function readRoutes(api: Api): void {
  read(api, 'listVersions', async ({ db, caller: { workspaceId }, params, query: { cursor, limit } }) => {
    await journeyNow({ db, workspaceId, journey: params.id })
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listVersions(db, workspaceId, { journey: params.id, before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showVersion, place: ({ number }) => [number] })
  })

  read(api, 'getVersion', async ({ db, caller: { workspaceId }, params }) => {
    const version = await knownVersion({ db, workspaceId, journey: params.id }, params.number)
    return { ...showVersion(version), records: [...version.records] }
  })

  read(api, 'compareVersions', async ({ db, caller: { workspaceId }, params, query: { copy, from, to } }) => {
    const where = { db, workspaceId, journey: params.id }
    const items = copy === undefined ? differencesBetween(where, { from, to }) : differencesOfCopy(where, copy)
    return { items: await items }
  })

  read(api, 'listDeviations', async ({ db, caller: { workspaceId }, params }) => ({
    items: await deviationsFrom({ db, workspaceId, journey: params.id }),
  }))
}

function showVersion({ number, name, note, memberId, memberName, madeAt, count }: VersionRow): JourneyVersion {
  const by = memberId === null ? null : { id: String(memberId), name: memberName ?? '' }
  return { number, name, note, by, madeAt: instantOf(madeAt), count }
}
