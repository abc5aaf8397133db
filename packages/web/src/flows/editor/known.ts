// What may be written as event, template, topic or step, besides what the schema of flows says.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../api.ts'
import { useMay } from '../../app/member.ts'
import { useWorkspace } from '../../live/use.ts'
import { pageQuery } from '../../preferences/data.ts'
import { templatesQuery } from '../../templates/names.ts'
import { stepIdsIn } from './document.ts'
import type { Known } from './JsonEditor.tsx'

const ways = new Set(['next', 'start', 'otherwise'])

/** Texts by the name of the property they stand in. */
export function useKnown(): Known {
  const { history } = useWorkspace()
  const may = useMay()
  const templates = useQuery(templatesQuery).data
  const page = useQuery(pageQuery).data
  const seen = useQuery({
    queryKey: ['event-names', 'known'],
    queryFn: ({ signal }) => call('listEventNames', { query: {} }, signal),
    enabled: may('events.read'),
  }).data
  const now = history.now?.topEvents
  return useMemo(() => {
    const keys = templates?.map(({ key }) => key) ?? []
    const names = (seen?.items ?? now ?? []).map(({ name }) => name)
    const topics = [...(page?.topics ?? []).map(({ key }) => key), ...(page?.stated ?? []).map(({ topic }) => topic)]
    return (property, text) => {
      if (property === 'template') return keys
      if (property === 'event') return names
      if (property === 'topic') return [...new Set(topics)]
      return ways.has(property) ? stepIdsIn(text) : []
    }
  }, [templates, page, seen, now])
}
