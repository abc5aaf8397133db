// Operations on departments, teams and regions. What is owned by one is never touched here.
import { Problem } from '@lotse/core/base'
import type { Unit } from '@lotse/protocol'
import type { Db } from '../../adapters/store/members.ts'
import {
  changeUnit,
  insertUnit,
  isAbove,
  isNameTaken,
  listUnits,
  lockUnits,
  standingUnits,
  type UnitRow,
} from '../../adapters/store/units.ts'
import { instantOrNull, integerId } from '../ids.ts'
import { type Api, read, type WriteCall, write } from '../operation.ts'

/** Registers the operations. */
export function unitRoutes(api: Api): void {
  read(api, 'listUnits', async ({ db, caller }) => ({
    items: (await listUnits(db, caller.workspaceId)).map(showUnit),
  }))

  write(api, 'createUnit', async ({ db, caller: { workspaceId }, body, now }) => {
    const parentId = await parentOf(db, workspaceId, body.parentId)
    const id = await insertUnit(db, { workspaceId, kind: body.kind, name: body.name, parentId, now })
    if (id === undefined) throw new Problem('unit.name_taken', { field: 'name' })
    return showUnit(await known(db, workspaceId, id))
  })

  write(api, 'updateUnit', async ({ db, caller: { workspaceId }, params, body }) => {
    await lockUnits(db)
    const { id, kind } = await known(db, workspaceId, integerId(params.id))
    const parentId = body.parentId === undefined ? undefined : await parentOf(db, workspaceId, body.parentId)
    if (parentId != null && (await isAbove(db, workspaceId, { id, of: parentId })))
      throw new Problem('unit.ring', { field: 'parentId' })
    if (body.name !== undefined) await refuseTaken(db, workspaceId, { id, kind, name: body.name })
    await changeUnit(db, workspaceId, id, { name: body.name, parentId })
    return showUnit(await known(db, workspaceId, id))
  })

  write(api, 'archiveUnit', (call) => setArchived(call, call.now))
  write(api, 'restoreUnit', (call) => setArchived(call, null))
}

/** Repeating it changes nothing: the first time stays. */
async function setArchived(call: WriteCall<'archiveUnit' | 'restoreUnit'>, at: number | null): Promise<Unit> {
  const { db, caller, params } = call
  await lockUnits(db)
  const unit = await known(db, caller.workspaceId, integerId(params.id))
  if ((unit.archivedAt === null) === (at === null)) return showUnit(unit)
  if (at === null) await refuseTaken(db, caller.workspaceId, unit)
  await changeUnit(db, caller.workspaceId, unit.id, { archivedAt: at })
  return showUnit(await known(db, caller.workspaceId, unit.id))
}

async function refuseTaken(db: Db, workspaceId: number, unit: { id: number; kind: string; name: string }) {
  if (await isNameTaken(db, workspaceId, unit)) throw new Problem('unit.name_taken', { field: 'name' })
}

async function parentOf(db: Db, workspaceId: number, text: string | null): Promise<number | null> {
  if (text === null) return null
  const [id] = await standingUnits(db, workspaceId, [integerId(text)])
  if (id === undefined) throw new Problem('unit.unknown', { field: 'parentId' })
  return id
}

async function known(db: Db, workspaceId: number, id: number): Promise<UnitRow> {
  const [unit] = await listUnits(db, workspaceId, id)
  if (!unit) throw new Problem('not_found')
  return unit
}

const showUnit = ({ id, parentId, archivedAt, ...unit }: UnitRow): Unit => ({
  ...unit,
  id: String(id),
  parentId: parentId === null ? null : String(parentId),
  archivedAt: instantOrNull(archivedAt),
})
