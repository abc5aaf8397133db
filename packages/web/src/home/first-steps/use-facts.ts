// What a workspace has come to, fresh whenever the live stream says that something happened. Reads only.
import type { Source } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { flowsQuery, sourcesQuery, statsQuery } from '../../app/data.ts'
import { useWorkspace } from '../../live/use.ts'
import type { Facts } from './steps.ts'

/** The facts with what the steps need besides: the source whose key is shown, the newest event, the first published flow. */
export type Begun = {
  readonly facts: Facts
  readonly source: Source | undefined
  readonly newest: { readonly name: string; readonly customerId: string | null } | undefined
  readonly flow: { readonly id: string; readonly name: string } | undefined
}

/** Null until everything is known. */
export function useBegun(): Begun | null {
  const client = useQueryClient()
  const { now } = useWorkspace().history
  const stats = useQuery(statsQuery)
  const sources = useQuery(sourcesQuery)
  const flows = useQuery(flowsQuery)
  const messages = now?.messages.map(({ state, count }) => `${state} ${count}`).join() ?? ''
  const pulse = `${now?.recent[0]?.id ?? ''} ${messages} ${now?.flows.length ?? 0}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the stream says that something happened.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: statsQuery.queryKey })
    void client.invalidateQueries({ queryKey: flowsQuery.queryKey })
  }, [pulse])
  if (stats.data === undefined || sources.data === undefined || flows.data === undefined) return null
  const usable = sources.data.items.filter(({ revokedAt }) => revokedAt === null)
  const published = flows.data.items.filter(({ status }) => status === 'published')
  return {
    facts: {
      sources: usable.length,
      events: stats.data.events.accepted,
      flows: published.length,
      sent: stats.data.messages.sent,
    },
    source: usable[0],
    newest: now?.recent[0],
    flow: published.at(-1),
  }
}
