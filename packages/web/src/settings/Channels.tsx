// The ways to reach customers: how each is set up, a test to oneself, and what receivers and mail providers have to be told.
import type { ChannelSetup, ChannelTest } from '@lotse/protocol'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, Fragment, type ReactNode } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { channelsQuery } from './data.ts'
import css from './settings.module.css'

/** The page. */
export function Channels() {
  const { t } = useWords()
  const query = useQuery(channelsQuery)
  return (
    <Page title={t('ways.title')}>
      <div className={css.column}>
        <p className={css.lead}>{t('ways.lead')}</p>
        <Answer query={query}>
          {({ email, webhook }) => (
            <>
              <Card title={t('ways.email')}>{email === null ? <NoMail /> : <Mail email={email} />}</Card>
              <Card title={t('ways.webhook')}>
                <Webhooks allowed={webhook.allowed} />
              </Card>
              <Keys />
            </>
          )}
        </Answer>
      </div>
    </Page>
  )
}

function NoMail() {
  const { t } = useWords()
  return (
    <Notice kind="attention" title={t('ways.emailAbsent')}>
      {t('ways.emailAbsentText')}
    </Notice>
  )
}

function Mail({ email }: { email: NonNullable<ChannelSetup['email']> }) {
  const { t, f } = useWords()
  const { server, protection, from, dkim, connections, perSecond } = email
  const test = useMutation({ mutationFn: () => call('sendChannelTest', { body: { channel: 'email' } }) })
  useCommands([{ id: 'channels.test', label: t('ways.test'), group: 'here', run: () => test.mutate() }])
  return (
    <div className="stack">
      <Facts
        facts={[
          [t('ways.server'), `${server} · ${t(`ways.protection.${protection}`)}`],
          [t('ways.from'), <bdi key="from">{from}</bdi>],
          [t('ways.signed'), dkim === null ? t('ways.unsigned') : t('ways.signedAs', dkim)],
          [
            t('ways.pace'),
            perSecond === null
              ? t('ways.paceFree', { count: connections, formatted: f.whole(connections) })
              : t('ways.paceLimited', { perSecond: f.whole(perSecond) }),
          ],
        ]}
      />
      <p>
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t('ways.test')}
        </Button>
      </p>
      <Outcome test={test} />
    </div>
  )
}

function Webhooks({ allowed }: { allowed: readonly string[] }) {
  const { t } = useWords()
  const test = useMutation({
    mutationFn: (url: string) => call('sendChannelTest', { body: { channel: 'webhook', url } }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    test.mutate(fieldOf(new FormData(event.currentTarget), 'url').trim())
  }
  return (
    <div className="stack">
      <p>{t('ways.webhookText')}</p>
      {allowed.length === 0 ? null : (
        <Facts facts={[[t('ways.allowed'), <bdi key="allowed">{allowed.join(', ')}</bdi>]]} />
      )}
      <form className="stack" onSubmit={submit}>
        <Field label={t('ways.url')} hint={t('ways.urlHint')} name="url" type="url" maxLength={2000} required />
        <p>
          <Button type="submit" busy={test.isPending}>
            {t('ways.call')}
          </Button>
        </p>
      </form>
      <Outcome test={test} />
    </div>
  )
}

type Test = { readonly isError: boolean; readonly error: unknown; readonly data: ChannelTest | undefined }

function Outcome({ test: { isError, error, data } }: { test: Test }) {
  const { t, f } = useWords()
  if (isError) return <Failure failure={error} />
  if (data === undefined) return null
  const { to, outcome, why, tookMs } = data
  return (
    <div role="status">
      {outcome === 'accepted' ? (
        <Notice kind="proof">{t('ways.accepted', { to, ms: f.whole(tookMs) })}</Notice>
      ) : (
        <Notice kind="harm">
          {why === 'forbidden_address' ? t('ways.forbidden', { to }) : t(`ways.${outcome}`, { to, why: why ?? '' })}
        </Notice>
      )}
    </div>
  )
}

function Keys() {
  const { t } = useWords()
  const keys = useMutation({ mutationFn: () => call('revealChannelKeys', {}) })
  const { data } = keys
  return (
    <Card
      title={t('ways.keys')}
      side={
        <Button busy={keys.isPending} onClick={() => (data === undefined ? keys.mutate() : keys.reset())}>
          {t(data === undefined ? 'ways.reveal' : 'ways.hide')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('ways.keysText')}</p>
        {keys.isError ? <Failure failure={keys.error} /> : null}
        {data === undefined ? null : (
          <>
            <h3>{t('ways.secret')}</h3>
            <Snippet code={data.webhookSecret} />
            <h3>{t('ways.report')}</h3>
            <Snippet code={data.reportUrl} />
          </>
        )}
      </div>
    </Card>
  )
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
