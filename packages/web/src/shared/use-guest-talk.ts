// The talk of a guest who came by a link: what the link opens, and under a name of their own what it allows to say.
import type { CommentThread, SharedJourney } from '@lotse/protocol'
import { useMemo } from 'react'
import { call } from '../api.ts'
import { openByPlace } from '../atlas/talk/places.ts'
import type { Talk } from '../atlas/talk/talk.ts'
import type { Coming } from './coming.ts'
import { withThread } from './threads.ts'

type Given = {
  readonly coming: Coming
  readonly shared: SharedJourney
  /** Keeps what is there once something was said. */
  readonly keep: (shared: SharedJourney) => void
  readonly name: string
}

type Wish = { readonly record: string; readonly lane?: string; readonly thread?: string; readonly text: string }

/** The talk, and how many open threads stand where. */
export function useGuestTalk({ coming, shared, keep, name }: Given) {
  const { comments, rights, opens } = shared
  const counts = useMemo(() => openByPlace(comments), [comments])
  const talk = useMemo((): Talk => {
    const reading: Talk = { threads: comments, parts: ['here', 'all', 'done'], people: [] }
    // Nobody says anything without saying who they are.
    if (rights !== 'comment' || name.trim() === '') return reading
    const say = async (wish: Wish): Promise<CommentThread> => {
      const thread = await call('commentByShare', { body: { ...coming, name: name.trim(), ...wish } })
      keep({ ...shared, comments: withThread(comments, thread) })
      return thread
    }
    const writing: Talk = {
      ...reading,
      begin: ({ record, lane }, { text }) => say({ record, ...(lane === null ? {} : { lane }), text }),
    }
    if (!opens.includes('comments')) return writing
    return {
      ...writing,
      answer: (id, { text }) => {
        const thread = comments.find((one) => one.id === id)
        return say({ record: thread?.record ?? shared.journey, thread: id, text })
      },
    }
  }, [coming, shared, comments, rights, opens, keep, name])
  return { talk, counts }
}
