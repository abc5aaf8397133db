// Operations on scales and filters: thin.
import { Problem } from '@lotse/core/base'
import { type Filter, filterFor, type Load, loadsOf, refuseScales } from '@lotse/core/insights'
import { unitParents } from '../adapters/store/insight-facts.ts'
import { filtersOf, setFilter, writeScales } from '../adapters/store/insight-settings.ts'
import type { Db } from '../adapters/store/members.ts'
import { membersAmong } from '../adapters/store/memberships.ts'
import { listUnits, standingUnits } from '../adapters/store/units.ts'
import { instantOrNull, integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import { type Asking, factsOf } from './facts.ts'
import type { Reaches } from './reach.ts'
import { scalesOf } from './scales.ts'

/** Registers the operations. @param reaches - how many customers were met where. */
export function insightSettingRoutes(api: Api, reaches: Reaches): void {
  read(api, 'getInsightScales', ({ db, caller }) => scalesOf(db, caller.workspaceId))

  write(api, 'setInsightScales', async ({ db, caller: { workspaceId }, body: { version, scales }, changed }) => {
    refuseScales(scales)
    const before = await scalesOf(db, workspaceId)
    if (before.version !== version || !(await writeScales(db, workspaceId, { version: version + 1, scales })))
      throw new Problem('conflict', { version: before.version })
    const keys = ({ criteria, formulas }: typeof scales) => [...criteria, ...formulas].map(({ key }) => key)
    changed({ scales: { before: keys(before.scales), after: keys(scales) }, freshDays: scales.freshDays })
    return scalesOf(db, workspaceId)
  })

  read(api, 'listFilters', async ({ db, caller: { workspaceId }, now }) => ({
    items: await filtersShown({ db, reaches, now, workspaceId }),
  }))

  write(api, 'setFilter', async ({ db, caller: { workspaceId }, params, body: { filter }, now, changed }) => {
    const [unit] = await standingUnits(db, workspaceId, [integerId(params.id)])
    if (unit === undefined) throw new Problem('not_found')
    const before = (await filtersOf(db, workspaceId)).get(unit)
    const after = filter === null ? null : { ...filter, approvers: await membersOf(db, workspaceId, filter.approvers) }
    await setFilter(db, workspaceId, unit, after)
    changed({ filter: { before: told(before), after: told(after) } })
    const shown = (await filtersShown({ db, reaches, now, workspaceId })).find(({ unitId }) => unitId === params.id)
    if (shown === undefined) throw new Problem('not_found')
    return shown
  })
}

const told = (filter: Filter | null | undefined) =>
  filter === null || filter === undefined ? null : { ...filter, approvers: filter.approvers.map(String) }

/** Members by their ids, each once. @throws Problem `request.invalid` for somebody who is none. */
async function membersOf(db: Db, workspaceId: number, ids: readonly string[]): Promise<number[]> {
  const known = await membersAmong(db, workspaceId, ids)
  if (ids.some((id) => !known.has(id))) throw new Problem('request.invalid', { field: 'filter.approvers' })
  return [...new Set(ids.map(integerId))]
}

/** The filter of every unit that stands, by name, with what lies before it; then what lies before nobody, and before units that were archived. */
async function filtersShown(asking: Asking) {
  const { db, workspaceId } = asking
  const filters = await filtersOf(db, workspaceId)
  const parents = await unitParents(db, workspaceId)
  const { insights } = await factsOf(asking, { words: [] })
  const loads = new Map(loadsOf(insights).map((load) => [load.unit, load]))
  const units = (await listUnits(db, workspaceId)).filter(({ id, archivedAt }) => archivedAt === null || loads.has(id))
  const rows: readonly (number | null)[] = [...units.map(({ id }) => id), ...(loads.has(null) ? [null] : [])]
  return rows.map((unit) => showFilter(unit, { ...filterFor(unit, filters, parents), load: loads.get(unit) }))
}

type Holding = { readonly filter: Filter; readonly of: number | null; readonly load: Load | undefined }

function showFilter(unit: number | null, { filter, of, load }: Holding) {
  return {
    unitId: unit === null ? null : String(unit),
    own: of !== null && of === unit,
    from: of === null ? null : String(of),
    mode: filter.mode,
    approvers: filter.approvers.map(String),
    capacity: filter.capacity,
    waiting: load?.waiting ?? 0,
    longest: instantOrNull(load?.longest ?? null),
    median: instantOrNull(load?.median ?? null),
    underWay: load?.underWay ?? 0,
  }
}
