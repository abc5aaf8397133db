// One source: how it is doing, how to send with it, whether events arrive just now, and its settings.
import type { EventTail, Source, SourceHealth } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { Missing } from '../app/Missing.tsx'
import { useMay } from '../app/member.ts'
import { UploadCard } from '../files/UploadCard.tsx'
import { Deliveries } from '../hooks/Deliveries.tsx'
import { HookCard } from '../hooks/HookCard.tsx'
import { useStream } from '../live/use.ts'
import { Owner } from '../owners/Owner.tsx'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Chart } from '../parts/Chart.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Since } from '../parts/Since.tsx'
import { CopyButton } from '../parts/Snippet.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { healthQuery, sendTestEvent } from './data.ts'
import { stateOf } from './kinds.ts'
import { Snippets } from './Snippets.tsx'
import { SourceMark } from './SourceMark.tsx'
import { SourceSettings } from './SourceSettings.tsx'
import css from './sources.module.css'

const HOUR_MS = 3_600_000

/** The screen. */
export function SourcePage() {
  const { sourceId } = useParams({ from: '/shell/sources/$sourceId' })
  const query = useQuery(sourcesQuery)
  return (
    <Answer query={query}>
      {({ items }) => {
        const source = items.find(({ id }) => id === sourceId)
        return source === undefined ? <Missing /> : <Known source={source} />
      }}
    </Answer>
  )
}

function Known({ source }: { source: Source }) {
  const { t } = useWords()
  const may = useMay()
  const health = useQuery(healthQuery).data?.items.find(({ id }) => id === source.id)
  return (
    <Page
      title={source.name}
      trail={
        <Link to="/sources" className={pageCss.trail}>
          {t('sources.back')}
        </Link>
      }
      beside={
        <>
          {health === undefined ? null : <SourceMark source={source} health={health} />}
          <SourceOwner source={source} />
        </>
      }
      actions={
        <>
          {may('events.read') ? (
            <ButtonLink to="/events" search={{ source: source.id }}>
              {t('sources.events')}
            </ButtonLink>
          ) : null}
          {may('inputs.read') ? (
            <ButtonLink to="/inputs" search={{ show: 'refused', source: source.id }}>
              {t('sources.refusedLink')}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {health === undefined || begins(health) ? null : <Health source={source} health={health} />}
      {source.revokedAt === null ? <WayIn source={source} /> : null}
      {health !== undefined && begins(health) ? <Health source={source} health={health} /> : null}
      {may('sources.manage') ? <SourceSettings source={source} /> : null}
    </Page>
  )
}

function SourceOwner({ source: { id, name, ownerId } }: { source: Source }) {
  const { t } = useWords()
  const client = useQueryClient()
  const give = async (to: string | null) => {
    await call('setSourceOwner', { params: { id }, body: { ownerId: to } })
    await client.invalidateQueries(sourcesQuery)
  }
  return <Owner name={name} ownerId={ownerId} edit="owners.assign" hint={t('sources.ownerHint')} give={give} />
}

/** Before anything came one reads how to send, and how it does afterwards. */
const begins = ({ state, lastEventAt }: SourceHealth): boolean => lastEventAt === null && state !== 'revoked'

function Health({ source, health }: { source: Source; health: SourceHealth }) {
  const { t, f } = useWords()
  const { hours, delayMs } = health
  const state = stateOf(source, health)
  const waiting = source.kind === 'file' || source.kind === 'webhook' ? source.kind : 'code'
  const figures = {
    expected: f.whole(health.expected),
    refused: f.whole(health.refused),
    all: f.whole(health.day + health.refused),
    corrected: f.whole(health.corrected),
    delay: delayMs === null ? t('sources.nothing') : f.span(delayMs),
  }
  const text = state === 'waiting' ? t(`sources.waitingText.${waiting}`) : t(`sources.stateText.${state}`, figures)
  const thisHour = Date.now() - (Date.now() % HOUR_MS)
  return (
    <Card title={t('sources.health')}>
      <div className={css.health}>
        {state === 'well' || state === 'waiting' || state === 'revoked' ? (
          <p>{text}</p>
        ) : (
          <Notice kind="attention">{text}</Notice>
        )}
        <dl className={css.facts}>
          <Fact label={t('sources.last')}>
            {health.lastEventAt === null ? t('sources.never') : <Since at={health.lastEventAt} />}
          </Fact>
          <Fact label={t('sources.day')}>
            {f.whole(health.day)}{' '}
            <span className={css.quiet}>
              {health.usual !== null
                ? t('sources.usual', { count: f.whole(health.usual) })
                : health.day > 0
                  ? t('sources.usualNone')
                  : null}
            </span>
          </Fact>
          <Fact label={t('sources.refused')}>{f.whole(health.refused)}</Fact>
          <Fact label={t('sources.corrected')}>{f.whole(health.corrected)}</Fact>
          <Fact label={t('sources.delay')}>{delayMs === null ? t('sources.nothing') : f.span(delayMs)}</Fact>
        </dl>
        {hours.every((count) => count === 0) ? null : (
          <Chart
            label={t('sources.hours')}
            kind="bars"
            times={hours.map((_, at) => f.minute(thisHour - (hours.length - 1 - at) * HOUR_MS))}
            series={[{ name: t('sources.hours'), values: hours }]}
            format={f.whole}
            unknown={t('sources.nothing')}
          />
        )}
      </div>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Files are dropped and webhooks get an address; all others send with their key. */
function WayIn({ source }: { source: Source }) {
  const may = useMay()
  if (source.kind === 'file')
    return (
      <>
        <UploadCard source={source} />
        <Connect source={source} />
      </>
    )
  if (source.kind !== 'webhook') return <Connect source={source} />
  return (
    <>
      <HookCard source={source} />
      {may('inputs.read') ? <Deliveries source={source} /> : null}
    </>
  )
}

function Connect({ source }: { source: Source }) {
  const { t, f } = useWords()
  const may = useMay()
  return (
    <Card title={t('sources.connect')}>
      <div className={css.connect}>
        <div className={css.keyLine}>
          <span>{t('sources.key')}</span>
          <code className={css.key}>{source.writeKey}</code>
          <CopyButton text={source.writeKey} />
          <span className={css.quiet}>{t(source.trusted ? 'sources.keyHintTrusted' : 'sources.keyHint')}</span>
        </div>
        {source.oldKeyUntil === null ? null : (
          <p className={css.quiet}>{t('sources.oldKey', { date: f.minute(Date.parse(source.oldKeyUntil)) })}</p>
        )}
        <Snippets writeKey={source.writeKey} kind={source.kind} />
        {may('events.read') ? <Arriving source={source} /> : null}
        {may('sources.manage') ? <TestEvent source={source} /> : null}
      </div>
    </Card>
  )
}

/** Whether something arrives just now. */
function Arriving({ source }: { source: Source }) {
  const { t, f } = useWords()
  const [last, setLast] = useState<EventTail['items'][number]>()
  useStream(`/api/v1/events/live?source=${source.id}`, 'events', (data) => {
    const newest = (data as EventTail).items.at(-1)
    if (newest !== undefined) setLast(newest)
  })
  return (
    <p className={css.arriving} role="status" data-arrived={last !== undefined}>
      <span className={css.dot} aria-hidden />
      {last === undefined
        ? t('sources.waiting')
        : t('sources.arrived', { name: last.name, ago: f.ago(Date.parse(last.receivedAt), Date.now()) })}
    </p>
  )
}

function TestEvent({ source }: { source: Source }) {
  const { t } = useWords()
  const test = useMutation({ mutationFn: () => sendTestEvent(source.writeKey) })
  return (
    <div className={css.test}>
      <Button busy={test.isPending} onClick={() => test.mutate()}>
        {t('sources.test')}
      </Button>
      <span className={css.quiet}>{test.isSuccess ? t('sources.testSent') : t('sources.testHint')}</span>
      {test.isError ? <Failure failure={test.error} /> : null}
    </div>
  )
}
