// Addresses at which other programs read the reader's feed: made, shown once, withdrawn.
import type { FeedLink } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import type { AnswerOf } from '../operations.ts'
import { indented, useOwnerName, useUnits } from '../owners/use-units.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { Since } from '../parts/Since.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { treeOf } from '../settings/unit-tree.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { linksQuery } from './data.ts'
import css from './feed.module.css'

type Made = AnswerOf<'createFeedLink'>

/** The card. */
export function FeedLinks() {
  const { t } = useWords()
  const query = useQuery(linksQuery)
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Card title={t('feed.links.title')}>
      <div className="stack">
        <p className={css.quiet}>{t('feed.links.about')}</p>
        <Answer query={query}>{({ items }) => <Links items={items} />}</Answer>
        {made === null ? null : (
          <Notice kind="proof" title={t('feed.links.made', { name: made.name })}>
            <p>{t('feed.links.atom')}</p>
            <Snippet code={made.atom} />
            <p>{t('feed.links.json')}</p>
            <Snippet code={made.json} />
          </Notice>
        )}
        <NewLink key={made?.id ?? 'first'} done={setMade} />
      </div>
    </Card>
  )
}

function Links({ items }: { readonly items: readonly FeedLink[] }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const unitName = useOwnerName()
  const revoke = useMutation({
    mutationFn: ({ id }: FeedLink) => call('revokeFeedLink', { params: { id } }),
    onSuccess: async (_, { name }) => {
      await client.invalidateQueries({ queryKey: linksQuery.queryKey })
      say(t('feed.links.revoked', { name }))
    },
    onError: sayFailure,
  })
  const ask = async (link: FeedLink) => {
    const { name } = link
    const [title, text] = [t('feed.links.question', { name }), t('feed.links.lost')]
    if (await confirmed({ title, text, action: t('feed.links.revoke'), harm: true })) revoke.mutate(link)
  }
  if (items.length === 0) return <p>{t('feed.links.none')}</p>
  return (
    <ul className={css.rows}>
      {items.map((link) => (
        <li key={link.id} className={css.row}>
          <div className={css.words}>
            <p className={css.says}>
              <bdi>{link.name}</bdi>
            </p>
            <p className={css.quiet}>
              <bdi>{unitName(link.unitId) ?? t('feed.links.everything')}</bdi>
              {' · '}
              {link.readAt === null ? t('feed.links.neverRead') : <Read at={link.readAt} />}
            </p>
          </div>
          <Button
            kind="quiet"
            aria-label={t('feed.links.revokeOne', { name: link.name })}
            onClick={() => void ask(link)}
          >
            {t('feed.links.revoke')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Read({ at }: { readonly at: string }) {
  const { t } = useWords()
  return (
    <>
      {t('feed.links.read')} <Since at={at} />
    </>
  )
}

function NewLink({ done }: { readonly done: (made: Made) => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const units = useUnits().filter(({ archivedAt }) => archivedAt === null)
  const [name, setName] = useState('')
  const [unitId, setUnit] = useState('')
  const make = useMutation({
    mutationFn: () => call('createFeedLink', { body: { name, unitId: unitId === '' ? null : unitId } }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: linksQuery.queryKey })
      done(made)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !make.isPending) make.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className={css.fields}>
        <Field
          label={t('feed.links.name')}
          value={name}
          maxLength={80}
          required
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Select
          label={t('feed.links.unit')}
          value={unitId}
          onChange={({ currentTarget }) => setUnit(currentTarget.value)}
          choices={[
            { value: '', label: t('feed.links.everything') },
            ...treeOf(units).map(({ unit, depth }) => ({ value: unit.id, label: indented(unit.name, depth) })),
          ]}
        />
      </div>
      {make.isError ? <Notice kind="harm">{problemText(t, make.error)}</Notice> : null}
      <div>
        <Button type="submit" busy={make.isPending}>
          {t('feed.links.make')}
        </Button>
      </div>
    </form>
  )
}
