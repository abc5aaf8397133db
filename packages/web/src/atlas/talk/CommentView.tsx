// One comment: who said what and when, and what its writer can still do about it. Taken back it says only that it was there.
import type { AtlasComment } from '@lotse/protocol'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Avatar } from '../../parts/Avatar.tsx'
import { Button } from '../../parts/Button.tsx'
import { Since } from '../../parts/Since.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { CommentForm } from './CommentForm.tsx'
import { piecesOf } from './mentions.ts'
import css from './talk.module.css'
import type { Talk } from './talk.ts'

type Given = { readonly comment: AtlasComment; readonly talk: Talk }

/** The comment. */
export function CommentView({ comment, talk }: Given) {
  const { t } = useWords()
  const [editing, edit] = useState(false)
  const { by, guest, createdAt, editedAt, deletedAt } = comment
  const name = by?.name ?? guest ?? t('talk.program')
  if (deletedAt !== null) return <p className={css.quiet}>{t('talk.takenBack')}</p>
  const { changes } = talk
  return (
    <div className={css.comment}>
      <div className={css.who}>
        <Avatar name={name} of={by?.id ?? name} size={24} />
        <span className={css.name}>
          <bdi>{name}</bdi>
          {guest === null ? null : <span className={css.quiet}> {t('talk.guest')}</span>}
        </span>
        <span className={css.quiet}>
          <Since at={createdAt} />
          {editedAt === null ? null : ` · ${t('talk.edited')}`}
        </span>
      </div>
      {editing && changes !== undefined ? (
        <CommentForm
          label={t('talk.change')}
          action={t('talk.keep')}
          people={talk.people}
          start={comment.text}
          focus
          cancel={() => edit(false)}
          say={(said) => changes.change(comment.id, said)}
        />
      ) : (
        <Words comment={comment} />
      )}
      {editing ? null : <Acts comment={comment} talk={talk} edit={() => edit(true)} />}
    </div>
  )
}

function Words({ comment: { text, mentions } }: { comment: AtlasComment }) {
  return (
    <p className={css.text}>
      <bdi>
        {piecesOf(text, mentions).map((piece, at) =>
          piece.called ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces repeat, and their order is all that tells them apart.
            <strong key={at} className={css.called}>
              {piece.text}
            </strong>
          ) : (
            piece.text
          ),
        )}
      </bdi>
    </p>
  )
}

function Acts({ comment, talk: { changes }, edit }: Given & { readonly edit: () => void }) {
  const { t } = useWords()
  const { sayFailure } = useUndo()
  if (changes === undefined) return null
  const [mayChange, mayRemove] = [changes.mayChange(comment), changes.mayRemove(comment)]
  if (!mayChange && !mayRemove) return null
  return (
    <div className={css.own}>
      {mayChange ? (
        <Button kind="quiet" aria-label={t('talk.change')} title={t('talk.change')} onClick={edit}>
          <IconPencil size={15} stroke={1.7} aria-hidden />
        </Button>
      ) : null}
      {mayRemove ? (
        <Button
          kind="quiet"
          aria-label={t('talk.remove')}
          title={t('talk.remove')}
          onClick={() => void changes.remove(comment.id).catch(sayFailure)}
        >
          <IconTrash size={15} stroke={1.7} aria-hidden />
        </Button>
      ) : null}
    </div>
  )
}
