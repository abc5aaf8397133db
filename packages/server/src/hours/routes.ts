// Operations on working hours, of the workspace and of its units. What they mean is reckoned in core.
import { holidaysFor, isZone, Problem, regionNames } from '@lotse/core/base'
import { holidayRegions, type WorkingCalendar, type WorkingHours } from '@lotse/protocol'
import type { Db } from '../adapters/store/members.ts'
import { listUnits } from '../adapters/store/units.ts'
import { calendarFor, deleteCalendar, putCalendar } from '../adapters/store/working-calendar.ts'
import { integerId } from '../base/ids.ts'
import { type Api, read, type WriteCall, write } from '../base/operation.ts'
import { differencesOf } from '../privacy/audit/differences.ts'
import { showHours, showMeaning } from './presenter.ts'

/** Registers the operations. */
export function hoursRoutes(api: Api): void {
  read(api, 'getWorkingCalendar', ({ db, caller: { workspaceId }, now }) =>
    showHours(db, { workspaceId, unitId: null, now }),
  )
  read(api, 'getUnitWorkingCalendar', async ({ db, caller: { workspaceId }, params, now }) =>
    showHours(db, { workspaceId, unitId: await knownUnit(db, workspaceId, params.id), now }),
  )
  write(api, 'updateWorkingCalendar', (call) => set(call, null))
  write(api, 'updateUnitWorkingCalendar', async (call) =>
    set(call, await knownUnit(call.db, call.caller.workspaceId, call.params.id)),
  )
  read(api, 'listHolidayRegions', async () => ({
    items: holidayRegions.map((region) => ({ region, names: regionNames[region] })),
  }))
  read(api, 'previewWorkingCalendar', async ({ db, caller: { workspaceId }, body: { calendar, year }, now }) => {
    refuseZone(calendar)
    return { ...(await showMeaning(db, calendar, { workspaceId, now })), holidays: holidaysFor(calendar, year) }
  })
}

type SetCall = WriteCall<'updateWorkingCalendar' | 'updateUnitWorkingCalendar'>

async function set(
  { db, caller: { workspaceId }, body, now, changed }: SetCall,
  unitId: number | null,
): Promise<WorkingHours> {
  const { calendar, version } = body
  const edition = { workspaceId, unitId, version }
  const before = await calendarFor(db, workspaceId, unitId)
  const mine = before?.unitId === unitId ? before.document : null
  if (calendar !== null) refuseZone(calendar)
  // Taking away what is not there leaves it so.
  const taken = calendar === null && version === 0 && mine === null
  const done =
    taken || (calendar === null ? await deleteCalendar(db, edition) : await putCalendar(db, edition, calendar))
  if (!done) throw new Problem('conflict', { version: (await showHours(db, { workspaceId, unitId, now })).version })
  changed(differencesOf({ calendar: mine }, { calendar }))
  return showHours(db, { workspaceId, unitId, now })
}

function refuseZone({ zone }: WorkingCalendar): void {
  if (zone !== null && !isZone(zone)) throw new Problem('request.invalid', { field: 'calendar.zone' })
}

async function knownUnit(db: Db, workspaceId: number, text: string): Promise<number> {
  const [unit] = await listUnits(db, workspaceId, integerId(text))
  if (!unit) throw new Problem('not_found')
  return unit.id
}
