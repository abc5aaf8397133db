// What the settings ask the server for: one query per question, named by what it answers.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** The workspace with its settings. */
export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => call('getWorkspace', {}, signal),
})

/** All departments, teams and regions, archived ones too. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async ({ signal }) => (await call('listUnits', {}, signal)).items,
  staleTime: 60_000,
})

/** Invitations that wait (at most 200). */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await call('listInvitations', { query: { limit: 200 } }, signal)).items,
})

/** How the workspace lets people in. */
export const rulesQuery = queryOptions({
  queryKey: ['sign-in-rules'],
  queryFn: ({ signal }) => call('getSignInRules', {}, signal),
})

/** Name, colour and logo that customers see. */
export const brandQuery = queryOptions({
  queryKey: ['brand'],
  queryFn: ({ signal }) => call('getBrand', {}, signal),
})

/** How the ways to reach customers are set up. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => call('getChannels', {}, signal),
})

/** Whether the installation is well; the server looks anew at most every 15 seconds. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call('getHealth', {}, signal),
  refetchInterval: 30_000,
})
