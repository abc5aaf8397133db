// Templates by key, for screens that name them and for what is offered while somebody writes. Asks once for all (at most 200).
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'

/** The templates by key. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'keys', 'all'],
  queryFn: async ({ signal }) => (await call('listTemplates', { query: { limit: 200 } }, signal)).items,
  staleTime: 60_000,
})

/** What the template with a key is called; the key itself while that is not known. */
export function useTemplateName(): (key: string) => string {
  const may = useMay()
  const { data } = useQuery({ ...templatesQuery, enabled: may('templates.read') })
  return (key) => data?.find((template) => template.key === key)?.name ?? key
}
