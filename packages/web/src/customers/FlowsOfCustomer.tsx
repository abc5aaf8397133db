// The flows of a customer: those they are in, those they left, and the others, each with "why" or "why not".
import type { Customer, Run } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { flowsQuery } from '../app/data.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { useWords } from '../words/use.ts'
import css from './page.module.css'
import { type Passage, passagesOf } from './passages.ts'
import { endWords } from './why-sentences.ts'

/** The card. */
export function FlowsOfCustomer({ customer, asked }: { customer: Customer; asked: string | undefined }) {
  const { t } = useWords()
  const { data: flows } = useQuery(flowsQuery)
  const known = (flows?.items ?? []).filter(({ version, status }) => version > 0 && status !== 'archived')
  const passages = passagesOf(customer.runs, known)
  return (
    <Card title={t('customer.flows')} flush>
      {passages.length === 0 ? <p className={css.none}>{t('why.noFlows')}</p> : null}
      <ul>
        {passages.map((passage) => (
          <PassageRow
            key={`${passage.flowId} ${passage.run?.id}`}
            passage={passage}
            customerId={customer.id}
            asked={asked === passage.flowId}
          />
        ))}
      </ul>
    </Card>
  )
}

function PassageRow({ passage, customerId, asked }: { passage: Passage; customerId: string; asked: boolean }) {
  const { t } = useWords()
  const { flowId, name, run } = passage
  return (
    <li className={css.flow} data-asked={asked}>
      <div>
        <b>{name}</b>
        {run === null ? null : <RunLine run={run} />}
      </div>
      <RunMark run={run} />
      <ButtonLink
        to="/customers/$customerId"
        params={{ customerId }}
        search={{ why: flowId }}
        replace
        resetScroll={false}
      >
        {run === null ? t('why.askNot') : t('why.ask')}
        <span className="visually-hidden">{name}</span>
      </ButtonLink>
    </li>
  )
}

function RunMark({ run }: { run: Run | null }) {
  const { t } = useWords()
  if (run === null) return <StateMark tone="plain">{t('customer.run.never')}</StateMark>
  if (run.endedAt === null) return <StateMark tone="brand">{t('customer.run.active')}</StateMark>
  return <StateMark tone={run.reason === 'goal' ? 'proof' : 'plain'}>{t('customer.run.ended')}</StateMark>
}

function RunLine({ run }: { run: Run }) {
  const { t, f } = useWords()
  const key = run.key === '' ? [] : [t('customer.run.key', { key: run.key })]
  if (run.endedAt !== null) {
    const ended = t('customer.run.endedAt', {
      reason: endWords(t, run.reason ?? 'completed'),
      time: f.instant(Date.parse(run.endedAt)),
    })
    return <p>{[ended, ...key].join(' · ')}</p>
  }
  const step = run.stepName ?? run.step
  const at = t('customer.run.at', { step, time: f.instant(Date.parse(run.stepAt)) })
  const wake = run.wakeAt === null ? [] : [t('customer.run.wake', { time: f.instant(Date.parse(run.wakeAt)) })]
  return <p>{[at, ...wake, ...key].join(' · ')}</p>
}
