// API tokens of programs: what they may do, when they were last used, and a new one with its secret shown once.
import type { ApiToken } from '@lotse/protocol'
import { IconApi, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { call } from '../api.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './settings.module.css'
import { TokenDialog } from './TokenDialog.tsx'
import { TokenPanel, TokenState, tokensKey } from './TokenPanel.tsx'

const idOf = ({ id }: ApiToken): string => id

/** The page. */
export function Tokens() {
  const { t, f } = useWords()
  const pages = usePages(tokensKey, (cursor, signal) => call('listTokens', { query: { limit: 100, cursor } }, signal))
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [openId, open] = useState<string>()
  const opened = pages.data?.find(({ id }) => id === openId)
  const label = t('tokens.new')
  useCommands([{ id: 'tokens.new', label, group: 'create', keys: 'n', icon: IconPlus, run: () => setMaking(true) }])
  const make = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      <IconPlus size={16} aria-hidden />
      {label}
    </Button>
  )
  return (
    <Page title={t('tokens.title')} actions={make} fill>
      {secret === null ? null : <Secret secret={secret} close={() => setSecret(null)} />}
      <DataList
        name="tokens"
        label={t('tokens.title')}
        columns={columnsIn(t, f)}
        pages={pages}
        idOf={idOf}
        nameOf={({ name }) => name}
        open={({ id }) => open(id)}
        openId={openId}
        empty={
          <Empty icon={IconApi} title={t('tokens.none')}>
            <p>{t('tokens.noneText')}</p>
            <div className={css.sample}>
              <Snippet code={curlWith('lotse_…')} />
            </div>
          </Empty>
        }
      />
      {opened === undefined ? null : <TokenPanel token={opened} close={() => open(undefined)} />}
      <TokenDialog open={making} close={() => setMaking(false)} made={setSecret} />
    </Page>
  )
}

function columnsIn(t: Translate, f: Format): readonly ListColumn<ApiToken>[] {
  return [
    { id: 'name', label: t('tokens.name'), width: 200, grow: 2, cell: ({ name }) => <bdi>{name}</bdi> },
    {
      id: 'may',
      label: t('tokens.may'),
      width: 180,
      grow: 2,
      cell: ({ scopes, role }) =>
        scopes === null ? t(`members.role.${role}`) : <code className={css.scopes}>{scopes.join(' ')}</code>,
    },
    {
      id: 'used',
      label: t('tokens.used'),
      width: 130,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('tokens.never') : <Since at={lastUsedAt} />),
    },
    { id: 'made', label: t('tokens.madeAt'), width: 110, cell: ({ createdAt }) => f.date(Date.parse(createdAt)) },
    {
      id: 'ends',
      label: t('tokens.ends'),
      width: 110,
      cell: ({ expiresAt }) => (expiresAt === null ? t('tokens.endless') : f.date(Date.parse(expiresAt))),
    },
    { id: 'state', label: t('tokens.state'), width: 110, grow: 0, cell: (token) => <TokenState token={token} /> },
  ]
}

const curlWith = (secret: string): string =>
  `curl ${window.location.origin}/api/v1/stats -H 'Authorization: Bearer ${secret}'`

function Secret({ secret, close }: { secret: string; close: () => void }) {
  const { t } = useWords()
  return (
    <div className={css.above}>
      <Notice kind="proof" title={t('tokens.made')} action={<Button onClick={close}>{t('tokens.kept')}</Button>}>
        <p>{t('tokens.madeText')}</p>
        <Snippet code={secret} />
        <Snippet code={curlWith(secret)} />
      </Notice>
    </div>
  )
}
