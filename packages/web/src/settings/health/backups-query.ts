// What the page asks about backups, and the start page too.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'

const MOVING_MS = 1000
const RESTING_MS = 15_000

/** Backups with what is under way, asked again faster while something is. */
export const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: ({ signal }) => call('getBackups', {}, signal),
  refetchInterval: ({ state: { data } }) => (data && (data.asked || data.running !== null) ? MOVING_MS : RESTING_MS),
})
