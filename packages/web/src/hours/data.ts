// What working hours ask the server for, and how they are saved: at once, with the way back. Draws nothing.
import type { WorkingCalendar, WorkingHours } from '@lotse/protocol'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'

const KEY = 'working-hours'
/** The sentence about now is asked anew at least so often. */
const FRESH_MS = 60_000

/** Working hours that hold for a unit; for the workspace where none is named. */
export const hoursQuery = (unitId: string | undefined) =>
  queryOptions({
    queryKey: [KEY, unitId ?? null],
    queryFn: ({ signal }) =>
      unitId === undefined
        ? call('getWorkingCalendar', {}, signal)
        : call('getUnitWorkingCalendar', { params: { id: unitId } }, signal),
    refetchInterval: ({ state }) => untilNext(state.data),
  })

/** Until it opens or closes, if that is soon. */
function untilNext(hours: WorkingHours | undefined): number {
  const until = hours?.now.until
  if (until == null) return FRESH_MS
  return Math.max(1000, Math.min(FRESH_MS, Date.parse(until) - Date.now() + 500))
}

/** States and cantons by name; they do not change while somebody looks. */
export const regionsQuery = queryOptions({
  queryKey: [KEY, 'regions'],
  queryFn: async ({ signal }) => (await call('listHolidayRegions', {}, signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The holidays of the calendar's region in a year. */
export const holidaysQuery = (calendar: WorkingCalendar, year: number) =>
  queryOptions({
    queryKey: [KEY, 'holidays', calendar.holidays.region, year],
    queryFn: async ({ signal }) =>
      (await call('previewWorkingCalendar', { body: { calendar, year } }, signal)).holidays,
    placeholderData: keepPreviousData,
  })

const isSameWeek = (calendar: WorkingCalendar, before: WorkingCalendar | null): boolean =>
  JSON.stringify(calendar.week) === JSON.stringify(before?.week)

/** Saves working hours; null takes them away. `said`: what was done. */
export type Save = (calendar: WorkingCalendar | null, said?: string) => Promise<boolean>

/**
 * Saving with the way back. A refusal is said, and what stands by now is shown.
 *
 * @param unitId - of the unit; undefined for the workspace.
 * @returns `save` answers whether it was saved.
 */
export function useSaveHours(unitId: string | undefined, hours: WorkingHours): { save: Save; busy: boolean } {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const put = useMutation({
    mutationFn: (body: { calendar: WorkingCalendar | null; version: number }) =>
      unitId === undefined
        ? call('updateWorkingCalendar', { body })
        : call('updateUnitWorkingCalendar', { params: { id: unitId }, body }),
    onMutate: ({ calendar }) => {
      // A choice holds at once where it was made; a draft of the week stays a draft until it is saved.
      if (calendar === null || !hours.own || !isSameWeek(calendar, hours.calendar)) return
      // What is being asked for still stands as it was before.
      void client.cancelQueries({ queryKey: hoursQuery(unitId).queryKey })
      client.setQueryData(hoursQuery(unitId).queryKey, { ...hours, calendar })
    },
    onSuccess: (now) => {
      client.setQueryData(hoursQuery(unitId).queryKey, now)
      // Nobody waits for what follows from it: the next change may be saved at once.
      void client.invalidateQueries({ queryKey: [KEY] })
    },
    onError: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
  const before = hours.own ? hours.calendar : null
  const save: Save = async (calendar, said = t('hours.saved')) => {
    try {
      const now = await put.mutateAsync({ calendar, version: hours.version })
      offerUndo(said, () => put.mutateAsync({ calendar: before, version: now.version }))
      return true
    } catch (failure) {
      sayFailure(failure)
      return false
    }
  }
  return { save, busy: put.isPending }
}
