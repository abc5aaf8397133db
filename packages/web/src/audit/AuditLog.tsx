// Who did what: writes, sign-ins and downloads, found by person, operation, thing and time; whether the log is whole, in words.
import type { AuditEntry } from '@lotse/protocol'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call, pathOf } from '../api.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn, ListFilter } from '../list/shape.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Json } from '../parts/Json.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './audit.module.css'
import { ChainState } from './ChainState.tsx'
import { operationWords } from './operation.ts'

const PAGE = 100
const LIVE_MS = 10_000
const DAY_MS = 86_400_000

/** The screen. */
export function AuditLog() {
  const { t } = useWords()
  return (
    <Page title={t('audit.title')} fill>
      <ChainState />
      <Entries />
    </Page>
  )
}

/** What the address asks for, as the operation takes it. A day counts to its end. */
function useAsked() {
  const { who, op, target, since, until } = useSearch({ from: '/shell/settings/audit' })
  const [kind, id] = who?.split('-') ?? []
  return {
    ...(kind === 'member' && id !== undefined ? { memberId: id } : {}),
    ...(kind === 'token' && id !== undefined ? { tokenId: id } : {}),
    ...(op === undefined ? {} : { operation: op }),
    ...(target === undefined ? {} : { target }),
    ...(since === undefined ? {} : { since: new Date(`${since}T00:00`).toISOString() }),
    ...(until === undefined ? {} : { until: new Date(Date.parse(`${until}T00:00`) + DAY_MS).toISOString() }),
  }
}

function Entries() {
  const { t, f } = useWords()
  const asked = useAsked()
  const { open } = useSearch({ from: '/shell/settings/audit' })
  const navigate = useNavigate({ from: '/settings/audit' })
  const pages = usePages(
    ['audit', asked],
    (cursor, signal) => call('listAudit', { query: { ...asked, cursor, limit: PAGE } }, signal),
    LIVE_MS,
  )
  const show = (id: string | undefined) =>
    void navigate({
      search: ({ open: _, ...rest }) => (id === undefined ? rest : { ...rest, open: id }),
      replace: true,
      resetScroll: false,
    })
  const shown = pages.data?.find(({ id }) => id === open)
  return (
    <>
      <DataList
        name="audit"
        label={t('audit.title')}
        columns={useColumns()}
        filters={useFilters()}
        pages={pages}
        idOf={({ id }) => id}
        nameOf={({ operation }) => operationWords(t, operation)}
        open={({ id }) => show(id)}
        openId={open}
        exportHref={pathOf('/api/v1/audit/export', {}, { ...asked, language: f.language })}
        empty={
          <Empty icon={IconHistory} title={t('audit.none')}>
            <p>{t('audit.noneText')}</p>
          </Empty>
        }
      />
      {shown === undefined ? null : <Detail entry={shown} close={() => show(undefined)} />}
    </>
  )
}

function useColumns(): ListColumn<AuditEntry>[] {
  const { t } = useWords()
  return [
    {
      id: 'what',
      label: t('audit.what'),
      width: 220,
      grow: 2,
      cell: ({ operation }) => operationWords(t, operation),
    },
    { id: 'who', label: t('audit.who'), cell: (entry) => <Who entry={entry} /> },
    {
      id: 'target',
      label: t('audit.target'),
      cell: ({ target }) => <bdi className={css.code}>{Object.values(target).join(' ')}</bdi>,
    },
    { id: 'when', label: t('audit.when'), cell: ({ doneAt }) => <Since at={doneAt} /> },
    { id: 'operation', label: t('audit.operation'), extra: true, cell: ({ operation }) => <code>{operation}</code> },
    {
      id: 'place',
      label: t('audit.place'),
      extra: true,
      align: 'end',
      cell: ({ place }) => place ?? t('audit.notYet'),
    },
  ]
}

function Who({ entry: { member, token } }: { entry: AuditEntry }) {
  const { t } = useWords()
  if (member !== null) return member.name
  return token === null ? t('audit.lotse') : t('audit.token', { name: token.name })
}

function useFilters(): ListFilter[] {
  const { t } = useWords()
  const members = useQuery({
    queryKey: ['members', 'all'],
    queryFn: async ({ signal }) => (await call('listMembers', { query: { limit: 200 } }, signal)).items,
  })
  const tokens = useQuery({
    queryKey: ['tokens', 'all'],
    queryFn: async ({ signal }) => (await call('listTokens', { query: { limit: 200 } }, signal)).items,
  })
  const choices = [
    ...(members.data ?? []).map(({ id, name }) => ({ value: `member-${id}`, label: name })),
    ...(tokens.data ?? []).map(({ id, name }) => ({ value: `token-${id}`, label: t('audit.token', { name }) })),
  ]
  return [
    { id: 'who', label: t('audit.who'), kind: 'choice', choices },
    { id: 'op', label: t('audit.operation'), kind: 'text', placeholder: 'publishFlow' },
    { id: 'target', label: t('audit.target'), kind: 'text', placeholder: '4711' },
    { id: 'since', label: t('audit.since'), kind: 'date' },
    { id: 'until', label: t('audit.until'), kind: 'date' },
  ]
}

function Detail({ entry, close }: { entry: AuditEntry; close: () => void }) {
  const { t, f } = useWords()
  const { operation, doneAt, target, detail, place, hash } = entry
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('audit.who'), <Who key="who" entry={entry} />],
    [t('audit.when'), f.instant(Date.parse(doneAt))],
    [t('audit.operation'), <code key="operation">{operation}</code>],
    [t('audit.target'), <bdi key="target">{Object.values(target).join(' ') || '–'}</bdi>],
    [t('audit.place'), place === null ? t('audit.notYet') : f.whole(place)],
    [
      t('audit.hash'),
      <code key="hash" className={css.hash}>
        {hash ?? t('audit.notYet')}
      </code>,
    ],
  ]
  return (
    <Dialog open place="side" title={operationWords(t, operation)} close={close}>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(detail).length === 0 ? null : <Json value={detail} label={t('audit.detail')} />}
    </Dialog>
  )
}
