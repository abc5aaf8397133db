// Inputs that went wrong: set aside because a rule failed, or refused as they came in. Each with its reason and a second try.
import type { RefusedEvent, SetAsideInput } from '@lotse/protocol'
import { IconInbox } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './inputs.module.css'

/** The screen. */
export function InputList() {
  const { t } = useWords()
  const { show = 'set-aside' } = useSearch({ from: '/shell/inputs' })
  const navigate = useNavigate()
  return (
    <Page title={t('inputs.title')}>
      <Choices
        label={t('inputs.filter')}
        choices={[
          { value: 'set-aside' as const, label: t('inputs.setAside') },
          { value: 'refused' as const, label: t('inputs.refused') },
        ]}
        chosen={show}
        choose={(value) => void navigate({ to: '/inputs', search: { show: value }, replace: true })}
      />
      {show === 'set-aside' ? <SetAside /> : <Refused />}
    </Page>
  )
}

function SetAside() {
  const { t } = useWords()
  const pages = usePages(['set-aside'], (cursor, signal) => call('listSetAsideInputs', { query: { cursor } }, signal))
  return (
    <List
      title={t('inputs.setAside')}
      none={t('inputs.noneSetAside')}
      noneText={t('inputs.noneSetAsideText')}
      pages={pages}
      row={(input) => <SetAsideRow key={input.id} input={input} />}
    />
  )
}

function Refused() {
  const { t } = useWords()
  const pages = usePages(['refused'], (cursor, signal) => call('listRefusedEvents', { query: { cursor } }, signal))
  return (
    <List
      title={t('inputs.refused')}
      none={t('inputs.noneRefused')}
      noneText={t('inputs.noneRefusedText')}
      pages={pages}
      row={(event) => <RefusedRow key={event.id} event={event} />}
    />
  )
}

type ListProps<Item> = {
  readonly title: string
  readonly none: string
  readonly noneText: string
  readonly pages: ReturnType<typeof usePages<Item>>
  readonly row: (item: Item) => ReactNode
}

function List<Item>({ title, none, noneText, pages, row }: ListProps<Item>) {
  const { t } = useWords()
  if (pages.isPending) return <Loading />
  if (pages.isError) return <Failure failure={pages.error} retry={() => void pages.refetch()} />
  return (
    <Card title={title} flush>
      {pages.data.length === 0 ? (
        <Empty icon={IconInbox} title={none}>
          <p>{noneText}</p>
        </Empty>
      ) : null}
      <ul>{pages.data.map(row)}</ul>
      {pages.hasNextPage ? (
        <div className={css.more}>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('parts.more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function SetAsideRow({ input }: { input: SetAsideInput }) {
  const { t, f } = useWords()
  return (
    <li className={css.row}>
      <div className={css.words}>
        <b>{input.reason}</b>
        <p>
          <Link to="/customers/$customerId" params={{ customerId: input.customerId }}>
            {t('inputs.customer', { id: input.customerId })}
          </Link>
          {' · '}
          <time dateTime={input.setAsideAt}>{f.instant(Date.parse(input.setAsideAt))}</time>
        </p>
        <Details title={t('inputs.stack')} text={input.stack} />
      </div>
      <Replay
        done={input.resolvedAt !== null}
        replay={() => call('replaySetAsideInput', { params: { id: input.id } })}
      />
    </li>
  )
}

function RefusedRow({ event }: { event: RefusedEvent }) {
  const { t, f } = useWords()
  const facts = [
    event.field === null ? null : t('inputs.field', { field: event.field }),
    event.code,
    event.source === null ? null : t('inputs.from', { source: event.source.name }),
    f.instant(Date.parse(event.refusedAt)),
  ]
  return (
    <li className={css.row}>
      <div className={css.words}>
        <b>{event.detail}</b>
        <p>{facts.filter((fact) => fact !== null).join(' · ')}</p>
        <Details title={t('inputs.raw')} text={event.raw} />
      </div>
      <Replay
        done={event.replayedAt !== null}
        replay={() => call('replayRefusedEvent', { params: { id: event.id }, body: {} })}
      />
    </li>
  )
}

function Details({ title, text }: { title: string; text: string }) {
  return (
    <details className={css.details}>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  )
}

function Replay({ done, replay }: { done: boolean; replay: () => Promise<unknown> }) {
  const { t } = useWords()
  const may = useMay()
  const again = useMutation({ mutationFn: replay })
  if (done || again.isSuccess)
    return (
      <span role="status">
        <StateMark tone="proof">{t('inputs.replayed')}</StateMark>
      </span>
    )
  if (!may('inputs.repair')) return null
  return (
    <div className={css.actions}>
      {again.isError ? <span role="alert">{problemText(t, again.error)}</span> : null}
      <Button busy={again.isPending} onClick={() => again.mutate()}>
        {t('inputs.replay')}
      </Button>
    </div>
  )
}
