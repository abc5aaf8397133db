// Operations on saved views. Everybody has their own; shared ones are seen by all and changed by their maker or an administrator.
import { Problem } from '@lotse/core/base'
import { mayRole, type SavedView } from '@lotse/protocol'
import {
  changeView,
  countViews,
  findView,
  insertView,
  listViews,
  removeView,
  type ViewReader,
} from '../adapters/store/views.ts'
import type { Caller } from '../base/auth.ts'
import { integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'

/** The most views that one list has in a workspace, of all members together. */
const VIEWS_MAX = 500

/** Registers the operations. */
export function viewRoutes(api: Api): void {
  read(api, 'listViews', async ({ db, caller, query: { screen } }) => {
    const rows = await listViews(db, readerOf(caller), screen, VIEWS_MAX)
    return { items: rows.map((row) => showView(row, caller)) }
  })

  write(api, 'createView', async ({ db, caller, body, now }) => {
    const { workspaceId, memberId } = caller
    if (memberId === null && !body.shared) throw new Problem('view.must_be_shared', { field: 'shared' })
    if ((await countViews(db, workspaceId, body.screen)) >= VIEWS_MAX) throw new Problem('view.too_many')
    const id = await insertView(db, { ...body, workspaceId, memberId, now })
    return showView(await seen(db, caller, id), caller)
  })

  write(api, 'updateView', async ({ db, caller, params, body }) => {
    const id = integerId(params.id)
    const before = await seen(db, caller, id)
    if (before.deleted_at !== null) throw new Problem('not_found')
    const { name = before.name, search = before.search, shared = before.shared } = body
    if (before.member_id === null && !shared) throw new Problem('view.must_be_shared', { field: 'shared' })
    if (!(await changeView(db, readerOf(caller), id, { name, search, shared }))) throw new Problem('view.not_yours')
    // An administrator who makes somebody else's view private no longer sees it; it is answered a last time.
    return showView({ ...before, name, search, shared }, caller)
  })

  write(api, 'deleteView', async ({ db, caller, params, now }) => {
    const id = integerId(params.id)
    const before = await seen(db, caller, id)
    if (before.deleted_at !== null) throw new Problem('not_found')
    if (!(await removeView(db, readerOf(caller), id, now))) throw new Problem('view.not_yours')
    return undefined
  })

  write(api, 'restoreView', async ({ db, caller, params }) => {
    const id = integerId(params.id)
    const before = await seen(db, caller, id)
    if (before.deleted_at !== null && !(await removeView(db, readerOf(caller), id, null)))
      throw new Problem('view.not_yours')
    return showView(before, caller)
  })
}

const readerOf = ({ workspaceId, memberId, role }: Caller): ViewReader => ({
  workspaceId,
  memberId,
  all: mayRole(role, 'workspace.manage'),
})

async function seen(db: Parameters<typeof findView>[0], caller: Caller, id: number) {
  const row = await findView(db, readerOf(caller), id)
  if (row === undefined) throw new Problem('not_found')
  return row
}

type ViewRow = Awaited<ReturnType<typeof listViews>>[number]

const showView = (row: ViewRow, { memberId }: Caller): SavedView => ({
  id: String(row.id),
  screen: row.screen,
  name: row.name,
  search: row.search,
  shared: row.shared,
  mine: memberId !== null && row.member_id === memberId,
  by: row.by,
})
