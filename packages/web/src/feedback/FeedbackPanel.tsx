// One feedback beside the list: the words, what they sound like and who corrected that, and the insights they lead to.
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../app/member.ts'
import { channelWords } from '../customers/why-sentences.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { Correcting } from './Correcting.tsx'
import { type Feedback, feedbackQuery } from './data.ts'
import css from './feedback.module.css'
import { Leads } from './Leads.tsx'

/** The panel. @param at - what the list is narrowed to: an insight that is made concerns it. */
export function FeedbackPanel({ id, at, close }: { id: string; at: string | undefined; close: () => void }) {
  const { t } = useWords()
  const query = useQuery(feedbackQuery(id))
  return (
    <Dialog open place="side" wide close={close} title={t('feedback.title')}>
      <Answer query={query}>{(feedback) => <Shown key={id} feedback={feedback} at={at} />}</Answer>
    </Dialog>
  )
}

function Shown({ feedback, at }: { feedback: Feedback; at: string | undefined }) {
  const { t } = useWords()
  const may = useMay()
  return (
    <div className={css.panel}>
      {may('personal.read') ? (
        <blockquote className={css.quote} lang={feedback.language ?? undefined}>
          <bdi>{feedback.text}</bdi>
        </blockquote>
      ) : (
        <p className="quiet">{t('feedback.masked')}</p>
      )}
      <Facts feedback={feedback} />
      {may('customers.read') ? (
        <div>
          <ButtonLink to="/customers/$customerId" params={{ customerId: feedback.customerId }}>
            {t('feedback.customer')}
          </ButtonLink>
        </div>
      ) : null}
      <Correcting feedback={feedback} />
      <Leads feedback={feedback} at={at} />
    </div>
  )
}

function Facts({ feedback }: { feedback: Feedback }) {
  const { t, f } = useWords()
  const { sort, said, touchpoint, product, channel, source, occurredAt } = feedback
  const rows: readonly (readonly [string, string])[] = [
    [t('feedback.said'), f.instant(Date.parse(occurredAt))],
    [t('feedback.sort'), t(`feedback.sorts.${sort}`)],
    [t('feedback.rating'), said === null ? '' : f.number(said)],
    [t('feedback.touchpoint'), touchpoint],
    [t('feedback.product'), product],
    [t('feedback.channel'), channelWords(t, channel)],
    [t('feedback.source'), source?.name ?? ''],
  ]
  return (
    <dl className={css.facts}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  )
}
