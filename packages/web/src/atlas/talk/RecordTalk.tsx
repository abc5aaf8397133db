// What people say about a thing of the library, on its page: open threads, those that are done on demand, and a field for a new one.
import type { AtlasRecord } from '@lotse/protocol'
import { useMemo, useState } from 'react'
import { Card } from '../../parts/Card.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { CommentForm } from './CommentForm.tsx'
import { stands } from './places.ts'
import { ThreadCard } from './ThreadCard.tsx'
import css from './talk.module.css'
import { useRecordTalk } from './use-record-talk.ts'
import { useTalk } from './use-talk.ts'

type Given = { readonly record: AtlasRecord; readonly name: string }

/** The card. */
export function RecordTalk({ record: { id }, name }: Given) {
  const { t, f } = useWords()
  const [part, setPart] = useState<'all' | 'done'>('all')
  const { talk, query, marks } = useTalk(
    useMemo(() => ({ record: id }), [id]),
    part,
  )
  useRecordTalk(id)
  const { begin } = talk
  const open = marks.get(id) ?? 0
  const shown = talk.threads.filter(stands)
  return (
    <div id="talk">
      <Card
        title={t('talk.title')}
        note={open === 0 ? undefined : f.whole(open)}
        side={
          <Choices
            label={t('talk.which')}
            choices={[
              { value: 'all', label: t('talk.part.all') },
              { value: 'done', label: t('talk.part.done') },
            ]}
            chosen={part}
            choose={setPart}
          />
        }
      >
        <div className="stack">
          {begin === undefined || part === 'done' ? null : (
            <CommentForm
              label={t('talk.about', { place: name })}
              action={t('talk.say')}
              people={talk.people}
              say={(said) => begin({ record: id, lane: null }, said)}
            />
          )}
          <Answer query={query}>
            {() =>
              shown.length === 0 ? (
                <p className={css.none}>{t(part === 'done' ? 'talk.none.done' : 'talk.noneRecord')}</p>
              ) : (
                <ul className={css.threads}>
                  {shown.map((thread) => (
                    <ThreadCard key={thread.id} thread={thread} talk={talk} place={name} go={undefined} />
                  ))}
                </ul>
              )
            }
          </Answer>
        </div>
      </Card>
    </div>
  )
}
