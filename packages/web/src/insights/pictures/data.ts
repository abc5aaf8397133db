// The pictures of an insight, as the console asks for them.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'

/** The pictures of an insight. */
export const picturesQuery = (insight: string) =>
  queryOptions({
    queryKey: ['insight-pictures', insight],
    queryFn: async ({ signal }) => (await call('listInsightPictures', { params: { id: insight } }, signal)).items,
  })
