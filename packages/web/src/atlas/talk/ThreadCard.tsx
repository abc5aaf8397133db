// A thread: where it stands, what was said and answered, and whether it is done.
import type { CommentThread } from '@lotse/protocol'
import { IconCheck, IconRotate } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { CommentForm } from './CommentForm.tsx'
import { CommentView } from './CommentView.tsx'
import css from './talk.module.css'
import type { Talk } from './talk.ts'

type Given = {
  readonly thread: CommentThread
  readonly talk: Talk
  /** What its place is called. */
  readonly place: string
  /** Leads to its place; undefined where the map does not show it. */
  readonly go: (() => void) | undefined
}

/** The thread. */
export function ThreadCard({ thread, talk, place, go }: Given) {
  const { t } = useWords()
  const { answer } = talk
  const done = thread.resolvedAt !== null
  return (
    <li className={css.thread} data-done={done}>
      <div className={css.place}>
        {go === undefined ? (
          <bdi>{place}</bdi>
        ) : (
          <button type="button" onClick={go} title={t('talk.go')}>
            <bdi>{place}</bdi>
          </button>
        )}
        {done ? (
          <span className={css.quiet}>
            {thread.resolvedBy === null ? t('talk.done') : t('talk.doneBy', { name: thread.resolvedBy })}
          </span>
        ) : null}
      </div>
      <CommentView comment={thread} talk={talk} />
      {thread.answers.length === 0 ? null : (
        <ul className={css.answers}>
          {thread.answers.map((one) => (
            <li key={one.id}>
              <CommentView comment={one} talk={talk} />
            </li>
          ))}
        </ul>
      )}
      {answer === undefined ? null : <Foot thread={thread} talk={talk} answer={answer} />}
    </li>
  )
}

type FootGiven = {
  readonly thread: CommentThread
  readonly talk: Talk
  readonly answer: NonNullable<Talk['answer']>
}

function Foot({ thread, talk, answer }: FootGiven) {
  const { t } = useWords()
  const [answering, setAnswering] = useState(false)
  if (answering)
    return (
      <CommentForm
        label={t('talk.answer')}
        action={t('talk.answer')}
        people={talk.people}
        focus
        cancel={() => setAnswering(false)}
        say={(said) => answer(thread.id, said)}
      />
    )
  return (
    <div className={css.acts}>
      <Button kind="quiet" onClick={() => setAnswering(true)}>
        {t('talk.answer')}
      </Button>
      {talk.changes === undefined ? null : <Resolve thread={thread} resolve={talk.changes.resolve} />}
    </div>
  )
}

function Resolve({
  thread: { id, resolvedAt },
  resolve,
}: {
  readonly thread: CommentThread
  readonly resolve: (id: string, resolved: boolean) => Promise<unknown>
}) {
  const { t } = useWords()
  const { sayFailure } = useUndo()
  const open = resolvedAt === null
  const turn = useMutation({ mutationFn: () => resolve(id, open), onError: sayFailure })
  const Sign = open ? IconCheck : IconRotate
  return (
    <Button kind="quiet" busy={turn.isPending} onClick={() => turn.mutate()}>
      <Sign size={15} stroke={1.8} aria-hidden />
      {t(open ? 'talk.resolve' : 'talk.reopen')}
    </Button>
  )
}
