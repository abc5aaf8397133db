// Sources of events: their write keys, how to send with them, a new one, and the end of one.
import type { Source } from '@lotse/protocol'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { fieldOf } from '../parts/form.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { CopyButton } from '../parts/Snippet.tsx'
import { Answer, Empty, Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { Snippets } from './Snippets.tsx'
import css from './sources.module.css'

/** The screen. */
export function SourceList() {
  const { t } = useWords()
  const query = useQuery(sourcesQuery)
  return (
    <Page title={t('sources.title')}>
      <NewSource />
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconPlugConnected} title={t('sources.none')}>
              <p>{t('sources.noneText')}</p>
            </Empty>
          ) : (
            items.map((source) => <SourceCard key={source.id} source={source} />)
          )
        }
      </Answer>
    </Page>
  )
}

function NewSource() {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const create = useMutation({
    mutationFn: (name: string) => call('createSource', { body: { name } }),
    onSuccess: async () => {
      form.current?.reset()
      await client.invalidateQueries(sourcesQuery)
    },
  })
  if (!may('sources.manage')) return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = fieldOf(new FormData(event.currentTarget), 'name').trim()
    if (name !== '') create.mutate(name)
  }
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {create.isError ? <Failure failure={create.error} /> : null}
      <label className="visually-hidden" htmlFor="source-name">
        {t('sources.name')}
      </label>
      <input
        id="source-name"
        className={css.input}
        name="name"
        placeholder={t('sources.namePlaceholder')}
        maxLength={100}
        required
        autoComplete="off"
      />
      <Button type="submit" busy={create.isPending}>
        {t('sources.create')}
      </Button>
    </form>
  )
}

function SourceCard({ source }: { source: Source }) {
  const { t, f } = useWords()
  const created = t('sources.created', { date: f.date(Date.parse(source.createdAt)) })
  if (source.revokedAt !== null)
    return (
      <Card title={source.name} note={created} side={<StateMark tone="plain">{t('sources.revoked')}</StateMark>}>
        <code className={css.key}>{source.writeKey}</code>
      </Card>
    )
  return (
    <Card title={source.name} note={created} side={<Revoke source={source} />}>
      <div className={css.source}>
        <div className={css.keyLine}>
          <span>{t('sources.key')}</span>
          <code className={css.key}>{source.writeKey}</code>
          <CopyButton text={source.writeKey} />
          <span className={css.hint}>{t('sources.keyHint')}</span>
        </div>
        <details className={css.how}>
          <summary>{t('sources.how')}</summary>
          <Snippets writeKey={source.writeKey} />
        </details>
      </div>
    </Card>
  )
}

function Revoke({ source }: { source: Source }) {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const [asked, ask] = useState(false)
  const revoke = useMutation({
    mutationFn: () => call('revokeSource', { params: { id: source.id } }),
    onSuccess: () => client.invalidateQueries(sourcesQuery),
  })
  if (!may('sources.manage')) return null
  if (!asked)
    return (
      <Button kind="quiet" onClick={() => ask(true)}>
        {t('sources.revoke')}
      </Button>
    )
  return (
    <fieldset className={css.ask} aria-label={t('sources.revoke')}>
      {revoke.isError ? <Failure failure={revoke.error} /> : null}
      <span>{t('sources.revokeAsk')}</span>
      <Button autoFocus busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {t('sources.revokeYes')}
      </Button>
      <Button kind="quiet" onClick={() => ask(false)}>
        {t('sources.revokeNo')}
      </Button>
    </fieldset>
  )
}
