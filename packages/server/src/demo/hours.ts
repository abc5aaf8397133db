// Gives the company its working hours: those of the house, and those of units that differ. Done once; what somebody changes afterwards stays.
import type { Call } from './caller.ts'
import type { Company } from './company.ts'
import type { UnitIds } from './units.ts'

/** Sees that the house has working hours. In a workspace that has some already, none are set. */
export async function settleHours(call: Call, { hours, units: all }: Company, units: UnitIds): Promise<void> {
  const { version } = await call('getWorkingCalendar', {})
  if (version > 0) return
  await call('updateWorkingCalendar', { body: { calendar: hours, version: 0 } })
  for (const { key, week } of all) {
    const id = units.get(key)
    if (week === undefined || id === undefined) continue
    const calendar = { ...hours, week }
    await call('updateUnitWorkingCalendar', { params: { id }, body: { calendar, version: 0 } })
  }
}
