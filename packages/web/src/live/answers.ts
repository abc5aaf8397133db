// The cache of the server's answers. An answer that was on its way when something changed may be from before the change.
import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient, type QueryKey } from '@tanstack/react-query'

/**
 * As the library's, but for one case: when nothing has come yet and the first answer is under way, the library takes that one for fresh, though
 * it may have been read before the change. Here it may come and is shown, and then is asked for once more.
 */
export class Answers extends QueryClient {
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const first = this.getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined)
    await super.invalidateQueries(filters, options)
    if (first.length > 0)
      await super.invalidateQueries({ ...filters, predicate: (query) => first.includes(query) }, options)
  }
}
