// API tokens of programs: what they may do, when they were last used, a new one with its secret shown once, and the end of one.
import type { ApiToken } from '@lotse/protocol'
import { IconApi, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import css from './settings.module.css'
import { TokenDialog } from './TokenDialog.tsx'

const KEY = ['tokens']

/** The page. */
export function Tokens() {
  const { t } = useWords()
  const pages = usePages(KEY, (cursor, signal) => call('listTokens', { query: { limit: 100, cursor } }, signal))
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const label = t('tokens.new')
  useCommands([{ id: 'tokens.new', label, group: 'create', keys: 'n', icon: IconPlus, run: () => setMaking(true) }])
  const make = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      <IconPlus size={16} aria-hidden />
      {label}
    </Button>
  )
  return (
    <Page title={t('tokens.title')} actions={make}>
      <div className={css.wide}>
        {secret === null ? null : <Secret secret={secret} close={() => setSecret(null)} />}
        {pages.isError ? <Failure failure={pages.error} retry={() => void pages.refetch()} /> : null}
        {pages.isPending ? <Loading /> : null}
        {pages.data?.length === 0 ? (
          <Empty icon={IconApi} title={t('tokens.none')}>
            <p>{t('tokens.noneText')}</p>
            <div className={css.sample}>
              <Snippet code={curlWith('lotse_…')} />
            </div>
          </Empty>
        ) : null}
        {pages.data !== undefined && pages.data.length > 0 ? <List tokens={pages.data} /> : null}
        {pages.hasNextPage ? (
          <div>
            <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t('parts.more')}
            </Button>
          </div>
        ) : null}
      </div>
      <TokenDialog open={making} close={() => setMaking(false)} made={setSecret} />
    </Page>
  )
}

const curlWith = (secret: string): string =>
  `curl ${window.location.origin}/api/v1/stats -H 'Authorization: Bearer ${secret}'`

function Secret({ secret, close }: { secret: string; close: () => void }) {
  const { t } = useWords()
  return (
    <Notice kind="proof" title={t('tokens.made')} action={<Button onClick={close}>{t('tokens.kept')}</Button>}>
      <p>{t('tokens.madeText')}</p>
      <Snippet code={secret} />
      <Snippet code={curlWith(secret)} />
    </Notice>
  )
}

function List({ tokens }: { tokens: readonly ApiToken[] }) {
  const { t } = useWords()
  const head = [t('tokens.name'), t('tokens.may'), t('tokens.used'), t('tokens.ends'), t('tokens.state')]
  return (
    <Table label={t('tokens.title')} head={head}>
      {tokens.map((token) => (
        <Line key={token.id} token={token} />
      ))}
    </Table>
  )
}

function Line({ token }: { token: ApiToken }) {
  const { t, f } = useWords()
  const { name, scopes, role, lastUsedAt, expiresAt, createdAt } = token
  return (
    <tr>
      <td>
        <b>{name}</b>
        <br />
        <span className="quiet">{t('tokens.since', { date: f.date(Date.parse(createdAt)) })}</span>
      </td>
      <td>{scopes === null ? t(`members.role.${role}`) : <code className={css.scopes}>{scopes.join(' ')}</code>}</td>
      <td>{lastUsedAt === null ? t('tokens.never') : <Since at={lastUsedAt} />}</td>
      <td>{expiresAt === null ? t('tokens.endless') : f.date(Date.parse(expiresAt))}</td>
      <td>
        <State token={token} />
      </td>
    </tr>
  )
}

function State({ token }: { token: ApiToken }) {
  const { t } = useWords()
  const ended = token.expiresAt !== null && Date.parse(token.expiresAt) <= Date.now()
  if (token.revokedAt !== null) return <StateMark tone="plain">{t('tokens.revoked')}</StateMark>
  if (ended) return <StateMark tone="attention">{t('tokens.ended')}</StateMark>
  return <Revoke token={token} />
}

function Revoke({ token: { id, name } }: { token: ApiToken }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const revoke = useMutation({
    mutationFn: () => call('revokeToken', { params: { id } }),
    onSuccess: async () => {
      say(t('tokens.revokedNow', { name }))
      await client.invalidateQueries({ queryKey: KEY })
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('tokens.revokeAsk', { name }), text: t('tokens.revokeText') }
    if (await confirmed({ ...question, action: t('tokens.revoke'), harm: true })) revoke.mutate()
  }
  return (
    <Button
      kind="quiet"
      busy={revoke.isPending}
      aria-label={t('tokens.revokeThis', { name })}
      onClick={() => void ask()}
    >
      {t('tokens.revoke')}
    </Button>
  )
}
