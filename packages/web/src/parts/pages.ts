// Lists that come in pages, for components: what is here, whether there is more, and how to get it.
import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

type PageOf<Item> = { readonly items: readonly Item[]; readonly next: string | null }

/**
 * Asks for a list page by page.
 *
 * @param key - names the list in the cache, where what is asked for at once may have the same name.
 * @param ask - asks for the page after a cursor.
 * @param liveMs - how often the first page is asked for again while no further one was, so that states stay true; never when not said.
 */
export function usePages<Item>(
  key: QueryKey,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Item>>,
  liveMs?: number,
) {
  return useInfiniteQuery({
    queryKey: [...key, 'pages'],
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    // With other filters the rows stay until the new ones are there.
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (liveMs === undefined || (state.data?.pages.length ?? 0) > 1 ? false : liveMs),
    getNextPageParam: (last) => last.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  })
}
