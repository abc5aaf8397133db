// The talk about a journey or a thing of the library for members: threads over the API, looked at again when the journey's stream says so, and every act
// with its way back.
import type { AtlasComment, CommentThread } from '@lotse/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { call } from '../../api.ts'
import { useMay, useMe } from '../../app/member.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { mentionsQuery } from './calls.ts'
import { openByPlace } from './places.ts'
import { type Talk, type TalkPart, talkParts } from './talk.ts'

/** The stream of a journey, or of a thing's page, tells at once; this mends what it could not tell. */
const MENDS_MS = 60_000
/** Threads a page, and pages: more than any journey should have open at once. */
const PAGE = 200
const PAGES_MAX = 5
const NONE: readonly CommentThread[] = []

type Asked = { readonly state: 'open' | 'resolved' } | { readonly mentions: 'me' }

/** What is talked about: all of a journey, or one thing of the library. */
export type TalkAbout = { readonly journey: string } | { readonly record: string }

const idOf = (about: TalkAbout): string => ('journey' in about ? about.journey : about.record)

const threadsQuery = (about: TalkAbout, asked: Asked) =>
  queryOptions({
    queryKey: ['talk', idOf(about), asked],
    queryFn: async ({ signal }) => {
      const threads: CommentThread[] = []
      let cursor: string | undefined
      for (let page = 0; page < PAGES_MAX; page++) {
        const more = cursor === undefined ? {} : { cursor }
        const { items, next } = await call(
          'listComments',
          { query: { ...about, ...asked, limit: PAGE, ...more } },
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
export function useTalk(about: TalkAbout, part: TalkPart | undefined) {
  const open = useQuery({ ...threadsQuery(about, { state: 'open' }), refetchInterval: MENDS_MS })
  const others = part === 'me' || part === 'done'
  const asked = useQuery({ ...threadsQuery(about, askedFor(part)), enabled: others, refetchInterval: MENDS_MS })
  const query = others ? asked : open
  const people = useQuery({ ...peopleQuery, enabled: part !== undefined }).data
  const acts = useActs(idOf(about))
  const threads = query.data ?? NONE
  // At a spot only its own threads are shown: who answers there has read them, and the server knows.
  useReading(part === undefined || part === 'here' ? NONE : threads)
  const talk = useMemo(
    (): Talk => ({ threads, parts: talkParts, people: people?.filter(({ me }) => !me) ?? [], ...acts }),
    [threads, people, acts],
  )
  const marks = useMemo(() => openByPlace(open.data ?? NONE), [open.data])
  return { talk, query, marks }
}

/** Looks again at what was said about something, wherever it is shown. */
export function useRefreshTalk(id: string): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['talk', id] }),
      client.invalidateQueries({ queryKey: mentionsQuery.queryKey }),
    ])
  }, [client, id])
}

/** Threads that call the reader are read once they are shown. */
function useReading(shown: readonly CommentThread[]): void {
  const client = useQueryClient()
  const calls = useQuery({ ...mentionsQuery, enabled: shown.length > 0 }).data?.items
  const told = useRef('')
  useEffect(() => {
    const ids = new Set(shown.map(({ id }) => id))
    const threads = calls?.flatMap(({ thread }) => (ids.has(thread) ? [thread] : [])) ?? []
    // The same is said once; who is called again is called by a later comment.
    const say = JSON.stringify([threads, calls?.map(({ at }) => at)])
    if (threads.length === 0 || told.current === say) return
    told.current = say
    call('readMentions', { body: { threads } }).then(
      () => client.invalidateQueries({ queryKey: mentionsQuery.queryKey }),
      () => {
        told.current = ''
      },
    )
  }, [shown, calls, client])
}

/** What the reader may do. */
function useActs(about: string): Pick<Talk, 'begin' | 'answer' | 'changes'> {
  const { t } = useWords()
  const may = useMay()('atlas.comment')
  const { member, roles } = useMe()
  const refresh = useRefreshTalk(about)
  const { offerUndo } = useUndo()
  const me = member?.id
  const admin = roles.includes('admin')
  return useMemo(() => {
    if (!may) return {}
    const fresh = async <T>(done: Promise<T>): Promise<T> => {
      const answer = await done
      await refresh()
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
  }, [may, me, admin, refresh, offerUndo, t])
}
