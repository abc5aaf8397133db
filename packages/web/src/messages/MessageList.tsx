// The outbox: every message with its state and reason, what can be done about those that wait for a person, and what was sent.
import type { ApiMessage, OperationQuery } from '@lotse/protocol'
import { IconMail, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { call, pathOf } from '../api.ts'
import { flowsQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { channelWords } from '../customers/why-sentences.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListAction, ListColumn, ListFilter } from '../list/shape.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../owners/use-units.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useTemplateName } from '../templates/names.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { HeldNotice, useHeldActions } from './Held.tsx'
import { MessagePanel } from './MessagePanel.tsx'
import { MessageTabs } from './MessageTabs.tsx'
import { customerOf, messageName, reasonOf } from './message-words.ts'
import { messageTones } from './tones.ts'

/** What the address says beside the message that is open. */
function withoutOpen<S extends { readonly open?: string }>({ open: _, ...rest }: S): Omit<S, 'open'> {
  return rest
}

const PAGE = 100
const LIVE_MS = 5000
const states = Object.keys(messageTones) as ApiMessage['state'][]
const channels = ['email', 'webhook'] as const
const idOf = (message: ApiMessage): string => message.id

/** The screen. */
export function MessageList() {
  const { t, f } = useWords()
  const search = useSearch({ from: '/shell/messages' })
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery).data?.items ?? []
  const query = queryOf(search)
  const pages = usePages(
    ['messages', query],
    (cursor, signal) => call('listMessages', { query: { ...query, cursor, limit: PAGE } }, signal),
    LIVE_MS,
  )
  const decisions = useDecisions()
  const heldActions = useHeldActions()
  const show = (id: string | undefined) =>
    void navigate({
      to: '/messages',
      search: () => ({ ...withoutOpen(search), ...(id === undefined ? {} : { open: id }) }),
    })
  const templateName = useTemplateName()
  const ownerFilter = useOwnerFilter()
  const ownerName = useOwnerName()
  const ownerOf = (id: string | null) => ownerName(flows.find((flow) => flow.id === id)?.ownerId ?? null)
  const flowName = (id: string | null) => flows.find((flow) => flow.id === id)?.name ?? id ?? ''
  return (
    <Page title={t('messages.title')} actions={search.state === 'dead' ? <RetryAll /> : undefined} fill>
      <MessageTabs />
      <HeldNotice shown={search.state === 'held'} />
      <DataList
        name="messages"
        label={t('messages.title')}
        columns={columnsIn(t, f, { flowName, ownerOf, templateName })}
        pages={pages}
        idOf={idOf}
        nameOf={(message) => messageName(t, message, templateName)}
        open={({ id }) => show(id)}
        openId={search.open}
        filters={filtersIn(t, flows, ownerFilter)}
        actions={search.state === 'held' ? heldActions : decisions}
        exportHref={pathOf('/api/v1/messages/export', {}, { ...query, language: f.language })}
        empty={<NoMessages />}
      />
      {search.open === undefined ? null : <MessagePanel id={search.open} close={() => show(undefined)} />}
    </Page>
  )
}

type Search = {
  readonly [Name in 'state' | 'channel' | 'flow' | 'owner' | 'step' | 'customer' | 'since' | 'until']?:
    | string
    | undefined
}
type Query = Omit<OperationQuery<'listMessages'>, 'limit' | 'cursor'>

/** Days of the filter are whole days where the member is. */
function queryOf({ state, channel, flow, owner, step, customer, since, until }: Search): Query {
  const day = (text: string, plus = 0) =>
    new Date(new Date(`${text}T00:00`).getTime() + plus * 86_400_000).toISOString()
  const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)
  return {
    ...(states.some((one) => one === state) ? { state: state as ApiMessage['state'] } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(flow === undefined ? {} : { flowId: flow }),
    ...(ownerAsked(owner) === undefined ? {} : { ownerId: ownerAsked(owner) }),
    ...(step === undefined ? {} : { step }),
    ...(customer === undefined ? {} : { customerId: customer }),
    ...(isDay(since) ? { since: day(since) } : {}),
    ...(isDay(until) ? { until: day(until, 1) } : {}),
  }
}

function filtersIn(
  t: Translate,
  flows: readonly { readonly id: string; readonly name: string }[],
  ownerFilter: ListFilter,
): ListFilter[] {
  return [
    {
      id: 'state',
      kind: 'choice',
      label: t('messages.filter.state'),
      choices: states.map((value) => ({ value, label: t(`messages.state.${value}`) })),
    },
    {
      id: 'channel',
      kind: 'choice',
      label: t('messages.filter.channel'),
      choices: channels.map((value) => ({ value, label: channelWords(t, value) })),
    },
    {
      id: 'flow',
      kind: 'choice',
      label: t('messages.filter.flow'),
      choices: flows.map(({ id, name }) => ({ value: id, label: name })),
    },
    ownerFilter,
    { id: 'since', kind: 'date', label: t('messages.filter.since') },
    { id: 'until', kind: 'date', label: t('messages.filter.until') },
  ]
}

type Names = {
  readonly flowName: (id: string | null) => string
  readonly ownerOf: (flowId: string | null) => string | null
  readonly templateName: (key: string) => string
}

function columnsIn(t: Translate, f: Format, { flowName, ownerOf, templateName }: Names): ListColumn<ApiMessage>[] {
  return [
    { id: 'what', label: t('messages.what'), cell: (one) => messageName(t, one, templateName), width: 220, grow: 2 },
    {
      id: 'state',
      label: t('messages.stateColumn'),
      cell: ({ state }) => <StateMark tone={messageTones[state]}>{t(`messages.state.${state}`)}</StateMark>,
      width: 150,
      grow: 0,
    },
    {
      id: 'customer',
      label: t('messages.customer'),
      cell: (one) => (
        <Link to="/customers/$customerId" params={{ customerId: one.customerId }}>
          <bdi>{customerOf(t, one)}</bdi>
        </Link>
      ),
      width: 160,
    },
    { id: 'flow', label: t('messages.flow'), cell: ({ flowId }) => flowName(flowId), width: 160 },
    {
      id: 'owner',
      label: t('owners.label'),
      cell: ({ flowId }) => <bdi>{ownerOf(flowId)}</bdi>,
      width: 150,
      extra: true,
    },
    { id: 'reason', label: t('messages.reason'), cell: (one) => reasonOf(t, one), width: 180, grow: 1.5 },
    {
      id: 'tries',
      label: t('messages.tries'),
      cell: ({ attempts }) => f.whole(attempts),
      width: 90,
      grow: 0,
      align: 'end',
    },
    {
      id: 'created',
      label: t('messages.created'),
      cell: ({ createdAt }) => <Since at={createdAt} />,
      width: 130,
      grow: 0,
    },
    {
      id: 'due',
      label: t('messages.due'),
      cell: ({ dueAt }) => <Since at={dueAt} />,
      width: 130,
      grow: 0,
      extra: true,
    },
    { id: 'template', label: t('messages.template'), cell: ({ template }) => template, width: 140, extra: true },
  ]
}

const discardable: ReadonlySet<ApiMessage['state']> = new Set(['dead', 'queued', 'unknown', 'held'])

/** What can be done with messages that wait for a person. Those that do not wait are left as they are, and it is said. */
function useDecisions(): ListAction<ApiMessage>[] {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const settled = () => client.invalidateQueries({ queryKey: ['messages'] })
  const decide = (name: 'retryMessage' | 'discardMessage', messages: readonly ApiMessage[]) =>
    Promise.all(messages.map(({ id }) => call(name, { params: { id } }))).finally(settled)
  const retry = async (messages: readonly ApiMessage[]) => {
    const waiting = messages.filter(({ state }) => state === 'dead' || state === 'unknown')
    const count = waiting.length
    if (count === 0) return say(t('messages.notWaiting'))
    await decide('retryMessage', waiting)
    say(t('messages.retried', { count, formatted: f.whole(count) }))
  }
  const discard = async (messages: readonly ApiMessage[]) => {
    const waiting = messages.filter(({ state }) => discardable.has(state))
    const count = waiting.length
    if (count === 0) return say(t('messages.notWaiting'))
    const words = { count, formatted: f.whole(count) }
    const ask = {
      title: t('messages.discardAsk', words),
      text: t('messages.discardText'),
      action: t('messages.discard'),
    }
    if (!(await confirmed({ ...ask, harm: true }))) return
    await decide('discardMessage', waiting)
    say(t('messages.discarded', words))
  }
  if (!may('messages.repair')) return []
  return [
    {
      id: 'messages.retry',
      label: t('messages.retry'),
      icon: IconRefresh,
      keys: 'r',
      run: (messages) => void retry(messages).catch(sayFailure),
    },
    {
      id: 'messages.discard',
      label: t('messages.discard'),
      icon: IconTrash,
      run: (messages) => void discard(messages).catch(sayFailure),
    },
  ]
}

function RetryAll() {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const retry = useMutation({
    mutationFn: () => call('retryDeadMessages', {}),
    onSuccess: ({ count }) => {
      say(t('messages.retried', { count, formatted: f.whole(count) }))
      return client.invalidateQueries({ queryKey: ['messages'] })
    },
    onError: sayFailure,
  })
  if (!may('messages.repair')) return null
  const ask = { title: t('messages.retryAllAsk'), text: t('messages.retryAllText'), action: t('messages.retryAll') }
  return (
    <Button
      busy={retry.isPending}
      onClick={() => void confirmed(ask).then((yes) => (yes ? retry.mutate() : undefined))}
    >
      {t('messages.retryAll')}
    </Button>
  )
}

function NoMessages() {
  const { t } = useWords()
  return (
    <Empty icon={IconMail} title={t('messages.none')} action={<Link to="/flows">{t('messages.toFlows')}</Link>}>
      <p>{t('messages.noneText')}</p>
    </Empty>
  )
}
