// The talk about a journey for members: threads over the API, asked for again while they are looked at, and every act with its way back.
import type { AtlasComment, CommentThread } from '@lotse/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../api.ts'
import { useMay, useMe } from '../../app/member.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { openByPlace } from './places.ts'
import { type Talk, type TalkPart, talkParts } from './talk.ts'

/** How often one hears what others said: while one looks at it, and else, for the marks in the map. */
const LOOKING_MS = 5000
const MARKS_MS = 20_000
/** Threads a page, and pages: more than any journey should have open at once. */
const PAGE = 200
const PAGES_MAX = 5
const NONE: readonly CommentThread[] = []

type Asked = { readonly state: 'open' | 'resolved' } | { readonly mentions: 'me' }

const threadsQuery = (journey: string, asked: Asked) =>
  queryOptions({
    queryKey: ['talk', journey, asked],
    queryFn: async ({ signal }) => {
      const threads: CommentThread[] = []
      let cursor: string | undefined
      for (let page = 0; page < PAGES_MAX; page++) {
        const more = cursor === undefined ? {} : { cursor }
        const { items, next } = await call(
          'listComments',
          { query: { journey, ...asked, limit: PAGE, ...more } },
          signal,
        )
        threads.push(...items)
        if (next === null) break
        cursor = next
      }
      return threads as readonly CommentThread[]
    },
  })

/** All who can be called (at most 200). */
const peopleQuery = queryOptions({
  queryKey: ['members', 'to-call'],
  queryFn: async ({ signal }) => (await call('listMembers', { query: { limit: PAGE } }, signal)).items,
})

const askedFor = (part: TalkPart | undefined): Asked => {
  if (part === 'me') return { mentions: 'me' }
  return { state: part === 'done' ? 'resolved' : 'open' }
}

/**
 * The talk.
 *
 * @param part - what is looked at; undefined while the panel is closed.
 * @returns the talk, the answer it stands on, and how many open threads stand where.
 */
export function useTalk(journey: string, part: TalkPart | undefined) {
  const open = useQuery({
    ...threadsQuery(journey, { state: 'open' }),
    refetchInterval: part === undefined ? MARKS_MS : LOOKING_MS,
  })
  const others = part === 'me' || part === 'done'
  const asked = useQuery({ ...threadsQuery(journey, askedFor(part)), enabled: others, refetchInterval: LOOKING_MS })
  const query = others ? asked : open
  const people = useQuery({ ...peopleQuery, enabled: part !== undefined }).data
  const acts = useActs(journey)
  const threads = query.data ?? NONE
  const talk = useMemo(
    (): Talk => ({ threads, parts: talkParts, people: people?.filter(({ me }) => !me) ?? [], ...acts }),
    [threads, people, acts],
  )
  const marks = useMemo(() => openByPlace(open.data ?? NONE), [open.data])
  return { talk, query, marks }
}

/** What the reader may do. */
function useActs(journey: string): Pick<Talk, 'begin' | 'answer' | 'changes'> {
  const { t } = useWords()
  const may = useMay()('atlas.comment')
  const { member, roles } = useMe()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const me = member?.id
  const admin = roles.includes('admin')
  return useMemo(() => {
    if (!may) return {}
    const fresh = async <T>(done: Promise<T>): Promise<T> => {
      const answer = await done
      await client.invalidateQueries({ queryKey: ['talk', journey] })
      return answer
    }
    const resolve = (id: string, resolved: boolean) =>
      fresh(call('resolveComment', { params: { id }, body: { resolved } }))
    const own = ({ by }: AtlasComment): boolean => me !== undefined && by?.id === me
    return {
      begin: ({ record, lane }, { text, mentions }) =>
        fresh(
          call('createComment', {
            body: { record, ...(lane === null ? {} : { lane }), text, mentions: [...mentions] },
          }),
        ),
      answer: (id, { text, mentions }) =>
        fresh(call('answerComment', { params: { id }, body: { text, mentions: [...mentions] } })),
      changes: {
        mayChange: own,
        mayRemove: (comment) => own(comment) || admin,
        change: (id, { text, mentions }) =>
          fresh(call('updateComment', { params: { id }, body: { text, mentions: [...mentions] } })),
        remove: async (id) => {
          await fresh(call('deleteComment', { params: { id } }))
          offerUndo(t('talk.removed'), () => fresh(call('restoreComment', { params: { id } })))
        },
        resolve: async (id, resolved) => {
          await resolve(id, resolved)
          offerUndo(t(resolved ? 'talk.resolved' : 'talk.reopened'), () => resolve(id, !resolved))
        },
      },
    } satisfies Pick<Talk, 'begin' | 'answer' | 'changes'>
  }, [may, me, admin, client, journey, offerUndo, t])
}
