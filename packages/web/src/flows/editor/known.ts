// What may be written as event, template or step, besides what the schema of flows says.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../api.ts'
import { useWorkspace } from '../../live/use.ts'
import { stepIdsIn } from './document.ts'
import type { Known } from './JsonEditor.tsx'

const ways = new Set(['next', 'start', 'otherwise'])

/** Texts by the name of the property they stand in. */
export function useKnown(): Known {
  const { history } = useWorkspace()
  const templates = useQuery({
    queryKey: ['templates', 'keys'],
    queryFn: ({ signal }) => call('listTemplates', { query: { limit: 200 } }, signal),
  })
  const events = history.now?.topEvents
  return useMemo(() => {
    const keys = templates.data?.items.map(({ key }) => key) ?? []
    const names = events?.map(({ name }) => name) ?? []
    return (property, text) => {
      if (property === 'template') return keys
      if (property === 'event') return names
      return ways.has(property) ? stepIdsIn(text) : []
    }
  }, [templates.data, events])
}
