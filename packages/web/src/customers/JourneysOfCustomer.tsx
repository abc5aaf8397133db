// Where a customer is on the journeys that are measured: the step, since when, how far the run has come, and whether it strayed. Live.
import type { CustomerPosition } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { positionsQuery } from '../app/data.ts'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { useWords } from '../words/use.ts'
import css from './page.module.css'

const tones = { open: 'brand', completed: 'proof', dropped: 'plain' } as const

/** The card; nothing where no journey is measured that the customer was ever on. */
export function JourneysOfCustomer({ customerId }: { customerId: string }) {
  const { t } = useWords()
  const { data } = useQuery(positionsQuery(customerId))
  if (data === undefined || data.items.length === 0) return null
  return (
    <Card title={t('customer.journeys.title')} flush>
      <ul>
        {data.items.map((position) => (
          <PositionRow key={position.journey} position={position} />
        ))}
      </ul>
    </Card>
  )
}

/** A text in the language of the screens, else in whichever there is. */
const textIn = (texts: Readonly<Record<string, string>>, language: string): string =>
  texts[language] ?? Object.values(texts)[0] ?? ''

function PositionRow({ position }: { position: CustomerPosition }) {
  const { t, f } = useWords()
  const { journey, journeyName, step, stepName, at, outcome, done, of, deviations } = position
  const place = { step: textIn(stepName, f.language) || step, time: f.instant(Date.parse(at)) }
  const strayed =
    deviations.length === 0
      ? []
      : [t('customer.journeys.deviations', { count: deviations.length, formatted: f.whole(deviations.length) })]
  const line = [
    t(`customer.journeys.at.${outcome}`, place),
    t('customer.journeys.done', { done: f.whole(done.length), of: f.whole(of) }),
    ...strayed,
  ]
  return (
    <li className={css.flow}>
      <div>
        <b>
          <Link to="/journeys/$journeyId" params={{ journeyId: journey }}>
            {textIn(journeyName, f.language) || journey}
          </Link>
        </b>
        <p>{line.join(' · ')}</p>
        <span className={css.way} aria-hidden="true">
          <span style={{ width: `${(done.length / Math.max(1, of)) * 100}%` }} />
        </span>
      </div>
      <StateMark tone={tones[outcome]}>{t(`customer.journeys.outcome.${outcome}`)}</StateMark>
    </li>
  )
}
