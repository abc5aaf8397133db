// Messages that need attention: given up, unclear, refused, held back; each with its reason and what can be done.
import type { ApiMessage } from '@lotse/protocol'
import { IconMail } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { channelWords, heldWords } from '../customers/why-sentences.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { type AttentionState, attentionStates } from './attention.ts'
import { messageTones } from './tones.ts'

/** The screen. */
export function MessageList() {
  const { t } = useWords()
  const { state = 'dead' } = useSearch({ from: '/shell/messages' })
  const navigate = useNavigate()
  return (
    <Page title={t('messages.title')} actions={state === 'dead' ? <RetryAll /> : undefined}>
      <Choices
        label={t('messages.filter')}
        choices={attentionStates.map((value) => ({ value, label: t(`messages.state.${value}`) }))}
        chosen={state}
        choose={(value) => void navigate({ to: '/messages', search: { state: value }, replace: true })}
      />
      <Messages key={state} state={state} />
    </Page>
  )
}

function RetryAll() {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => call('retryDeadMessages', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['messages'] }),
  })
  if (!may('messages.repair')) return null
  const count = retry.data?.count
  return (
    <>
      {retry.isError ? <Notice kind="harm">{problemText(t, retry.error)}</Notice> : null}
      {count === undefined ? null : (
        <span role="status">{t('messages.retriedAll', { count, formatted: f.whole(count) })}</span>
      )}
      <Button busy={retry.isPending} onClick={() => retry.mutate()}>
        {t('messages.retryAll')}
      </Button>
    </>
  )
}

function Messages({ state }: { state: AttentionState }) {
  const { t } = useWords()
  const pages = usePages(['messages', state], (cursor, signal) =>
    call('listMessages', { query: { state, cursor, limit: 50 } }, signal),
  )
  if (pages.isPending) return <Loading />
  if (pages.isError) return <Failure failure={pages.error} retry={() => void pages.refetch()} />
  if (pages.data.length === 0)
    return (
      <Card title={t(`messages.state.${state}`)}>
        <Empty icon={IconMail} title={t(`messages.none.${state}`)}>
          <p>{t('messages.noneText')}</p>
        </Empty>
      </Card>
    )
  return (
    <Card title={t(`messages.state.${state}`)} flush>
      <Table label={t('messages.title')} head={heads.map((head) => t(`messages.${head}`))}>
        {pages.data.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </Table>
      {pages.hasNextPage ? (
        <div className={tableCss.more}>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('parts.more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

const heads = ['what', 'customer', 'reason', 'tries', 'created', 'actions'] as const

function MessageRow({ message }: { message: ApiMessage }) {
  const { t, f } = useWords()
  const { channel, topic, customerId, flowId, reason, attempts, createdAt, state } = message
  const why = reason === null ? t('messages.noReason') : state === 'suppressed' ? heldWords(t, reason) : reason
  const what = channelWords(t, channel)
  return (
    <tr>
      <td>
        {flowId === null ? (
          what
        ) : (
          <Link to="/flows/$flowId" params={{ flowId }}>
            {what}
          </Link>
        )}
        {topic === null ? null : <div className={tableCss.muted}>{topic}</div>}
      </td>
      <td className="figures">
        <Link to="/customers/$customerId" params={{ customerId }}>
          {t('customer.id', { id: customerId })}
        </Link>
      </td>
      <td>{why}</td>
      <td className="figures">{f.whole(attempts)}</td>
      <td className={tableCss.muted}>
        <time dateTime={createdAt}>{f.instant(Date.parse(createdAt))}</time>
      </td>
      <td>
        <MessageActions message={message} />
      </td>
    </tr>
  )
}

function MessageActions({ message }: { message: ApiMessage }) {
  const { t } = useWords()
  const may = useMay()
  const params = { id: message.id }
  const retry = useMutation({ mutationFn: () => call('retryMessage', { params }) })
  const discard = useMutation({ mutationFn: () => call('discardMessage', { params }) })
  const failure = retry.error ?? discard.error
  if (message.state !== 'dead' || !may('messages.repair')) return null
  if (retry.isSuccess || discard.isSuccess)
    return (
      <div className={tableCss.actions} role="status">
        <StateMark tone={messageTones[retry.isSuccess ? 'queued' : 'cancelled']}>
          {retry.isSuccess ? t('messages.retried') : t('messages.discarded')}
        </StateMark>
      </div>
    )
  return (
    <div className={tableCss.actions}>
      {failure === null ? null : <span role="alert">{problemText(t, failure)}</span>}
      <Button busy={retry.isPending} onClick={() => retry.mutate()}>
        {t('messages.retry')}
      </Button>
      <Button kind="quiet" busy={discard.isPending} onClick={() => discard.mutate()}>
        {t('messages.discard')}
      </Button>
    </div>
  )
}
