// Presents working hours: what they mean now and in the next days. Decides nothing that the rules of core do not.
import {
  AROUND_THE_CLOCK,
  daysFrom,
  localParts,
  nextOpening,
  openAt,
  type WorkingTime,
  workingTime,
} from '@lotse/core/base'
import { type WorkingCalendar, type WorkingDay, type WorkingHours, workingCalendar } from '@lotse/protocol'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import { type CalendarRow, calendarFor, unitsWithCalendar } from '../adapters/store/working-calendar.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'

const DAY_MS = 86_400_000
/** Today and the nine days behind it. */
const DAYS_SHOWN = 10

/** Whose working hours, at which instant. `unitId`: null for the workspace. */
export type Whose = { readonly workspaceId: number; readonly unitId: number | null; readonly now: number }

/** The working hours that hold for a unit or the workspace (WT7). */
export async function showHours(db: Db, { workspaceId, unitId, now }: Whose): Promise<WorkingHours> {
  const row = await calendarFor(db, workspaceId, unitId)
  const calendar = row === undefined ? null : workingCalendar.parse(row.document)
  const own = row !== undefined && row.unitId === unitId
  return {
    ...meaningOf(workingTime(calendar ?? AROUND_THE_CLOCK, await zoneOf(db, workspaceId)), now),
    calendar,
    own,
    version: own ? row.version : 0,
    from: originOf(row),
    unitsWithOwn: (await unitsWithCalendar(db, workspaceId)).map(String),
  }
}

function originOf(row: CalendarRow | undefined): WorkingHours['from'] {
  if (row === undefined) return { kind: 'nobody', unitId: null, name: null }
  if (row.unitId === null) return { kind: 'workspace', unitId: null, name: null }
  return { kind: 'unit', unitId: String(row.unitId), name: row.name }
}

/** What a calendar means for a workspace, whether it is stored or not. */
export async function showMeaning(db: Db, calendar: WorkingCalendar, { workspaceId, now }: Omit<Whose, 'unitId'>) {
  return meaningOf(workingTime(calendar, await zoneOf(db, workspaceId)), now)
}

function meaningOf(working: WorkingTime, now: number) {
  const { open, until } = openAt(working, now)
  const next = nextOpening(working, now)
  const today = localParts(now, working.zone).date
  const yesterday = new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, today.length)
  return {
    zone: working.zone,
    now: { at: instantOf(now), open, until: instantOrNull(until), nextOpening: instantOrNull(next) },
    before: shown(working.dayOf(yesterday)),
    days: daysFrom(working, today, DAYS_SHOWN).map(shown),
  }
}

const shown = (day: WorkingDay): WorkingDay => ({ ...day, spans: [...day.spans] })

async function zoneOf(db: Db, workspaceId: number): Promise<string> {
  const workspace = await workspaceById(db, workspaceId)
  if (!workspace) throw new Error(`workspace ${workspaceId} is gone`)
  return workspace.zone
}
