// One message beside the list: where it stands and why, exactly what was sent, what was asked for, and what can be decided.
import type { ApiMessage } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { channelWords } from '../customers/why-sentences.ts'
import type { AnswerOf } from '../operations.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Fact } from '../parts/Fact.tsx'
import { Json } from '../parts/Json.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useTemplateName } from '../templates/names.ts'
import { useWords } from '../words/use.ts'
import { HeldDecisions } from './Held.tsx'
import { MailView } from './MailView.tsx'
import css from './message-panel.module.css'
import { customerOf, messageName, reasonOf } from './message-words.ts'
import { messageTones } from './tones.ts'

type Detail = AnswerOf<'getMessage'>

/** The panel. */
export function MessagePanel({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const templateName = useTemplateName()
  const query = useQuery({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => call('getMessage', { params: { id } }, signal),
  })
  const message = query.data
  return (
    <Dialog
      open
      close={close}
      place="side"
      wide
      title={message === undefined ? t('messages.detail', { id }) : messageName(t, message, templateName)}
      actions={message === undefined ? undefined : <Decisions message={message} />}
    >
      <Answer query={query}>{(found) => <Content message={found} />}</Answer>
    </Dialog>
  )
}

function Content({ message }: { message: Detail }) {
  const { t } = useWords()
  const may = useMay()
  return (
    <div className={css.parts}>
      <State message={message} />
      <section>
        <h3>{t('messages.content')}</h3>
        {may('personal.read') ? <Sent message={message} /> : <p className={css.quiet}>{t('messages.noPersonal')}</p>}
      </section>
      <Facts message={message} />
      <details>
        <summary>{t('messages.asked')}</summary>
        <Json label={t('messages.asked')} value={message.request} />
      </details>
    </div>
  )
}

function State({ message }: { message: ApiMessage }) {
  const { t } = useWords()
  const why = reasonOf(t, message)
  return (
    <div>
      <StateMark tone={messageTones[message.state]}>{t(`messages.state.${message.state}`)}</StateMark>
      <p>{t(`messages.stateMeans.${message.state}`)}</p>
      {why === '' ? null : (
        <p className={css.quiet}>
          <bdi>{why}</bdi>
        </p>
      )}
    </div>
  )
}

function Facts({ message }: { message: ApiMessage }) {
  const { t, f } = useWords()
  const { channel, topic, template, flowId, step, attempts, createdAt, answeredAt, providerId, key } = message
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [
      t('messages.customer'),
      <Link key="customer" to="/customers/$customerId" params={{ customerId: message.customerId }}>
        <bdi>{customerOf(t, message)}</bdi>
      </Link>,
    ],
    [t('messages.facts.channel'), channelWords(t, channel)],
    [t('messages.facts.topic'), topic],
    [
      t('messages.template'),
      template === null ? null : (
        <Link key="template" to="/templates/$templateKey" params={{ templateKey: template }}>
          {template}
        </Link>
      ),
    ],
    [
      t('messages.flow'),
      flowId === null ? null : (
        <Link key="flow" to="/flows/$flowId" params={{ flowId }}>
          {t('messages.inFlow')}
        </Link>
      ),
    ],
    [t('messages.facts.step'), step],
    [t('messages.tries'), f.whole(attempts)],
    [t('messages.created'), <Since key="created" at={createdAt} />],
    [t('messages.facts.answered'), answeredAt === null ? null : <Since key="answered" at={answeredAt} />],
    [t('messages.facts.provider'), providerId],
    [t('messages.facts.key'), key],
  ]
  return (
    <dl className={css.facts}>
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Sent({ message: { id, state } }: { message: ApiMessage }) {
  const { t } = useWords()
  const query = useQuery({
    queryKey: ['messages', 'content', id, state],
    queryFn: ({ signal }) => call('getMessageContent', { params: { id } }, signal),
  })
  return (
    <Answer query={query}>
      {({ content, sentAt }) => {
        if (content === null)
          return <p className={css.quiet}>{t(hasLeft(state) ? 'messages.noLonger' : 'messages.notSent')}</p>
        if (content.channel === 'webhook')
          return (
            <>
              <p className={css.quiet}>{content.url}</p>
              <Json label={t('messages.content')} value={parsed(content.body)} />
            </>
          )
        return (
          <>
            <dl className={css.facts}>
              <Fact name={t('messages.from')}>{content.from}</Fact>
              <Fact name={t('messages.to')}>{content.to}</Fact>
              <Fact name={t('messages.subject')}>{content.subject}</Fact>
              {sentAt === null ? null : (
                <Fact name={t('messages.facts.sent')}>
                  <Since at={sentAt} />
                </Fact>
              )}
            </dl>
            <MailView title={t('messages.mailTitle')} html={content.html} text={content.text} />
          </>
        )
      }}
    </Answer>
  )
}

const hasLeft = (state: ApiMessage['state']): boolean =>
  !['queued', 'claimed', 'held', 'suppressed', 'cancelled', 'dead'].includes(state)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function Decisions({ message: { id, state } }: { message: ApiMessage }) {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const decide = useMutation({
    mutationFn: (name: 'retryMessage' | 'discardMessage') => call(name, { params: { id } }),
    onSuccess: (_, name) => {
      const words = { count: 1, formatted: f.whole(1) }
      say(name === 'retryMessage' ? t('messages.retried', words) : t('messages.discarded', words))
      return client.invalidateQueries({ queryKey: ['messages'] })
    },
    onError: sayFailure,
  })
  if (state === 'held') return <HeldDecisions id={id} />
  if (!may('messages.repair') || (state !== 'dead' && state !== 'unknown')) return null
  return (
    <>
      <Button kind="quiet" busy={decide.isPending} onClick={() => decide.mutate('discardMessage')}>
        {t('messages.discard')}
      </Button>
      <Button kind="primary" busy={decide.isPending} onClick={() => decide.mutate('retryMessage')}>
        {t('messages.retry')}
      </Button>
    </>
  )
}
