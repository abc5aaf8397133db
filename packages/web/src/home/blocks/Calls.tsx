// Who wants something of the reader: comments that call them, each with the way to its place. Gone once it was read there, or done.
import type { Mention } from '@lotse/protocol'
import { IconAt } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { mentionsQuery, placeOfCall } from '../../atlas/talk/calls.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Since } from '../../parts/Since.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'

/** The card; nothing while nobody calls. */
export function Calls() {
  const { t, f } = useWords()
  const { data } = useQuery(mentionsQuery)
  if (data === undefined || data.count === 0) return null
  return (
    <Card title={t('home.calls.title')} note={f.whole(data.count)} flush>
      <ul className={css.calls}>
        {data.items.map((mention) => (
          <Call key={mention.thread} mention={mention} />
        ))}
      </ul>
    </Card>
  )
}

type Texts = Mention['name']

function Call({ mention }: { readonly mention: Mention }) {
  const { t, f } = useWords()
  const { text, by, guest, at, journey, name, lane, kind } = mention
  const called = (texts: Texts | null | undefined): string =>
    texts?.[f.language] || Object.values(texts ?? {}).find((one) => one !== '') || ''
  const where = [kind === 'journey' ? null : journey?.name, name, lane].flatMap((texts) =>
    texts == null || called(texts) === '' ? [] : [called(texts)],
  )
  return (
    <li className={css.call}>
      <IconAt size={18} stroke={1.7} aria-hidden />
      <div>
        <p className={css.said}>
          <bdi>{text}</bdi>
        </p>
        <p className={css.quiet}>
          <bdi>{by ?? guest ?? t('talk.program')}</bdi>
          {' · '}
          <bdi>{where.join(' › ') || t('library.unnamed')}</bdi>
          {' · '}
          <Since at={at} />
        </p>
      </div>
      <div className={css.callActs}>
        <ButtonLink {...placeOfCall(mention)}>{t('home.calls.go')}</ButtonLink>
        <Read thread={mention.thread} />
      </div>
    </li>
  )
}

function Read({ thread }: { readonly thread: string }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { sayFailure } = useUndo()
  const read = useMutation({
    mutationFn: () => call('readMentions', { body: { threads: [thread] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: mentionsQuery.queryKey }),
    onError: sayFailure,
  })
  return (
    <Button kind="quiet" busy={read.isPending} onClick={() => read.mutate()}>
      {t('home.calls.read')}
    </Button>
  )
}
