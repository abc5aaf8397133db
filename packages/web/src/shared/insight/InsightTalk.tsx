// The discussion of a shared insight: what the link opens of it, and what a guest says under a name of their own.
import type { SharedInsight } from '@lotse/protocol'
import { useMemo, useState } from 'react'
import { call } from '../../api.ts'
import { CommentForm } from '../../atlas/talk/CommentForm.tsx'
import { ThreadCard } from '../../atlas/talk/ThreadCard.tsx'
import talkCss from '../../atlas/talk/talk.module.css'
import type { Talk } from '../../atlas/talk/talk.ts'
import { Card } from '../../parts/Card.tsx'
import { Field } from '../../parts/Field.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { withThread } from '../threads.ts'
import type { Coming } from './coming.ts'

type Given = {
  readonly coming: Coming
  readonly shared: SharedInsight
  /** Keeps what is there once something was said. */
  readonly keep: (shared: SharedInsight) => void
}

/** The card; nothing where the link opens no discussion and allows none. */
export function InsightTalk(given: Given) {
  const { t } = useWords()
  const { rights, opens, comments } = given.shared
  const [name, setName] = useState('')
  const talk = useTalk(given, name.trim())
  const { begin } = talk
  const writes = rights === 'comment'
  if (!writes && !opens.includes('comments')) return null
  return (
    <Card title={t('sharedInsight.talk')}>
      <div className="stack">
        {writes ? (
          <Field
            label={t('shared.name')}
            hint={t('shared.nameHint')}
            value={name}
            maxLength={80}
            autoComplete="name"
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        ) : null}
        {writes && begin === undefined ? <p className="quiet">{t('sharedInsight.nameFirst')}</p> : null}
        {begin === undefined ? null : (
          <CommentForm
            label={t('sharedInsight.comment')}
            action={t('sharedInsight.send')}
            people={talk.people}
            say={(said) => begin({ record: given.shared.insight, lane: null }, said)}
          />
        )}
        {comments.length === 0 ? (
          opens.includes('comments') ? (
            <p className={talkCss.none}>{t('sharedInsight.noTalk')}</p>
          ) : null
        ) : (
          <ul className={talkCss.threads}>
            {comments.map((thread) => (
              <ThreadCard key={thread.id} thread={thread} talk={talk} place={t('sharedInsight.talk')} go={undefined} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}

/** What a guest may do. Nobody says anything without saying who they are. */
function useTalk({ coming, shared, keep }: Given, name: string): Talk {
  const { t } = useWords()
  const { say: tell } = useUndo()
  return useMemo(() => {
    const { comments, rights, opens } = shared
    const reading: Talk = { threads: comments, parts: ['all'], people: [] }
    if (rights !== 'comment' || name === '') return reading
    const say = async (wish: { readonly thread?: string; readonly text: string }) => {
      const thread = await call('commentByInsightLink', { body: { ...coming, name, ...wish } })
      keep({ ...shared, comments: withThread(comments, thread) })
      tell(t('sharedInsight.said'))
      return thread
    }
    const writing: Talk = { ...reading, begin: (_, { text }) => say({ text }) }
    return opens.includes('comments') ? { ...writing, answer: (id, { text }) => say({ thread: id, text }) } : writing
  }, [coming, shared, keep, name, t, tell])
}
