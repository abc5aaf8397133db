// The ticket of an insight, for its page: how it stands there, whether both sides agree, what a person has to see to. Opens, takes off, ties again.
import type { ShownTicket } from '@lotse/protocol'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { type Owned, useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Fact } from '../../parts/Fact.tsx'
import facts from '../../parts/facts.module.css'
import { StateMark } from '../../parts/Mark.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Since } from '../../parts/Since.tsx'
import { Answer } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { Conflict } from './Conflict.tsx'
import { staleTickets, stateTones, ticketQuery } from './data.ts'
import { Explain } from './Explain.tsx'
import css from './tickets.module.css'
import { failureText } from './values.ts'

/**
 * The card, for the page of an insight.
 *
 * @public
 *
 * @param insight - its id.
 * @param departmentId - the unit in charge of it; null: nobody.
 * @param accepted - whether it was let through and has no ticket yet, so that one can be opened by hand.
 */
export function TicketCard({
  insight,
  departmentId,
  accepted,
}: {
  insight: string
  departmentId: string | null
  accepted: boolean
}) {
  const { t } = useWords()
  const query = useQuery(ticketQuery(insight))
  const decides = useMay()('insights.decide', { ownerId: departmentId } satisfies Owned)
  const state = query.data?.state
  const mark =
    state === undefined ? undefined : <StateMark tone={stateTones[state]}>{t(`tickets.state.${state}`)}</StateMark>
  return (
    <Card title={t('tickets.ticket')} note={mark}>
      <Answer query={query}>
        {(ticket) => (
          <div className="stack">
            <Where ticket={ticket} />
            <Told ticket={ticket} decides={decides} />
            <Actions ticket={ticket} decides={decides} accepted={accepted} />
          </div>
        )}
      </Answer>
    </Card>
  )
}

/** Where the ticket is and how it stands there. */
function Where({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWords()
  const { key, url, system, status, assignee, statusSince, updatedAt } = ticket
  if (key === null || url === null) return null
  return (
    <dl className={facts['facts']}>
      <Fact name={system?.name ?? t('tickets.ticket')}>
        <TicketLink name={key} url={url} />
      </Fact>
      {status === null ? null : (
        <Fact name={t('tickets.there')}>
          {status.name}
          {status.state === null ? ` (${t('tickets.unmapped')})` : ''}
        </Fact>
      )}
      <Fact name={t('tickets.assignee')}>{assignee ?? t('tickets.nobody')}</Fact>
      {statusSince === null ? null : (
        <Fact name={t('tickets.since')}>
          <Since at={statusSince} />
        </Fact>
      )}
      {updatedAt === null ? null : (
        <Fact name={t('tickets.touched')}>
          <Since at={updatedAt} />
        </Fact>
      )}
    </dl>
  )
}

/** A ticket elsewhere, opened beside. @param name - its key. */
export function TicketLink({ name, url }: { name: string; url: string }) {
  return (
    <a className={css.link} href={/^https?:/.test(url) ? url : undefined} target="_blank" rel="noreferrer">
      <bdi>{name}</bdi>
      <IconExternalLink size={14} stroke={1.7} aria-hidden />
    </a>
  )
}

/** What a person has to know or to see to. */
function Told({ ticket, decides }: { ticket: ShownTicket; decides: boolean }) {
  const { t, f } = useWords()
  const { state, failure, conflicts, why } = ticket
  const text = state === 'linked' ? '' : t(`tickets.stateText.${state}`, { why: why ?? '' })
  const harm = state === 'gone' || state === 'forbidden' || state === 'refused'
  return (
    <>
      {text === '' ? null : harm || state === 'unsure' ? (
        <Notice kind="attention">{text}</Notice>
      ) : (
        <p className={css.lead}>{text}</p>
      )}
      {failure === null ? null : (
        <Notice kind="attention">
          {failureText(t, failure)} {t('tickets.again', { when: f.ago(Date.parse(failure.retryAt), Date.now()) })}
        </Notice>
      )}
      {conflicts
        .filter(({ resolvedAt }) => resolvedAt === null)
        .map((conflict) => (
          <Conflict key={conflict.id} ticket={ticket} conflict={conflict} decides={decides} />
        ))}
    </>
  )
}

const opening: ReadonlySet<ShownTicket['state']> = new Set(['none', 'dropped', 'unlinked'])
const linked: ReadonlySet<ShownTicket['state']> = new Set(['linked', 'moved', 'gone', 'forbidden'])

function Actions({ ticket, decides, accepted }: { ticket: ShownTicket; decides: boolean; accepted: boolean }) {
  const { t } = useWords()
  const { open, retry, unlink, relink } = useTicketActions(ticket)
  const { state, failure } = ticket
  const again = state === 'refused' || state === 'unsure'
  return (
    <div className={css.buttons}>
      {ticket.fields.length === 0 ? null : <Explain ticket={ticket} />}
      {decides && accepted && opening.has(state) ? (
        <Button busy={open.isPending} onClick={() => open.mutate()}>
          {t('tickets.open')}
        </Button>
      ) : null}
      {decides && (again || failure !== null) ? (
        <Button busy={retry.isPending} onClick={() => retry.mutate()}>
          {t(again ? 'tickets.openAgain' : 'tickets.retry')}
        </Button>
      ) : null}
      {decides && linked.has(state) ? (
        <Button kind="quiet" busy={unlink.isPending} onClick={() => unlink.mutate()}>
          {t('tickets.unlink')}
        </Button>
      ) : null}
      {decides && state === 'unlinked' ? (
        <Button kind="quiet" busy={relink.isPending} onClick={() => relink.mutate()}>
          {t('tickets.relink')}
        </Button>
      ) : null}
    </div>
  )
}

function useTicketActions({ insight, version, key }: ShownTicket) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure, offerUndo } = useUndo()
  const params = { id: insight }
  const name = key ?? ''
  const shown = (ticket: ShownTicket) => staleTickets(client, ticket)
  const tie = async (at: number) => {
    const now = await call('relinkInsightTicket', { params, body: { version: at } })
    await shown(now)
  }
  const open = useMutation({
    mutationFn: () => call('openInsightTicket', { params, body: {} }),
    onSuccess: async (now) => {
      say(t('tickets.opened'))
      await shown(now)
    },
    onError: sayFailure,
  })
  const retry = useMutation({
    mutationFn: () => call('retryInsightTicket', { params, body: { version } }),
    onSuccess: async (now) => {
      say(t('tickets.retried'))
      await shown(now)
    },
    onError: sayFailure,
  })
  const unlink = useMutation({
    mutationFn: () => call('unlinkInsightTicket', { params, body: { version } }),
    onSuccess: async (now) => {
      offerUndo(t('tickets.unlinked', { key: name }), () => tie(now.version))
      await shown(now)
    },
    onError: sayFailure,
  })
  const relink = useMutation({
    mutationFn: () => tie(version),
    onSuccess: () => say(t('tickets.relinked', { key: name })),
    onError: sayFailure,
  })
  return { open, retry, unlink, relink }
}
