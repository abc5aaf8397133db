// What start pages ask besides what other screens ask: names of events, and who was last in what they are about.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'
import { type About, namesAbout } from './about.ts'

const NAMES_MAX = 5
const EVENTS_PER_NAME = 20
const DAY_MS = 86_400_000
const EVERY_MS = 5000
const AUDIT_EVERY_MS = 15_000

/** Event names of the workspace, the most frequent of the last day first. */
export const eventNamesQuery = queryOptions({
  queryKey: ['event-names', ''],
  queryFn: ({ signal }) => call('listEventNames', {}, signal),
})

/** The newest events of the last 24 hours that are about something, whatever they are called here; asked again every few seconds. */
export const aboutQuery = (about: About, spanMs = DAY_MS) =>
  queryOptions({
    queryKey: ['about', about, spanMs],
    queryFn: async ({ client, signal }) => {
      const { items } = await client.ensureQueryData(eventNamesQuery)
      const names = namesAbout(about, items, NAMES_MAX)
      const since = new Date(Date.now() - spanMs).toISOString()
      const pages = await Promise.all(
        names.map((name) => call('listEvents', { query: { name, since, limit: EVENTS_PER_NAME } }, signal)),
      )
      return { names, events: pages.flatMap((page) => page.items) }
    },
    refetchInterval: EVERY_MS,
  })

/** The newest entries of the audit log. */
export const auditQuery = queryOptions({
  queryKey: ['audit', 'newest'],
  queryFn: ({ signal }) => call('listAudit', { query: { limit: 6 } }, signal),
  refetchInterval: AUDIT_EVERY_MS,
})

/** The members of the workspace. */
export const membersQuery = queryOptions({
  queryKey: ['members', 'start'],
  queryFn: ({ signal }) => call('listMembers', { query: { limit: 200 } }, signal),
})
