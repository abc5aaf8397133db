// Where a customer is on the journeys that are measured: the step, since when, how far the run has come, and whether it strayed. Live.
import type { CustomerPosition } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { positionsQuery } from '../app/data.ts'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
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
  const name = textIn(journeyName, f.language) || t('journeys.unnamed')
  return (
    <li className={css.flow}>
      <div>
        <b>
          <Link to="/journeys/$journeyId" params={{ journeyId: journey }} search={{ open: step }}>
            <bdi>{name}</bdi>
          </Link>
        </b>
        <p>
          {t(`customer.journeys.at.${outcome}`, { step: textIn(stepName, f.language) || t('map.unnamedStep') })}
          {' · '}
          <Since at={at} />
        </p>
        <p>
          {t('customer.journeys.done', { done: f.whole(done.length), of: f.whole(of) })}
          {deviations.length === 0 ? null : (
            <>
              {' · '}
              <span className={css.strayed}>
                {t('customer.journeys.deviations', { count: deviations.length, formatted: f.whole(deviations.length) })}
              </span>
            </>
          )}
        </p>
        <span className={css.way} data-outcome={outcome} aria-hidden="true">
          <span style={{ width: `${(Math.min(done.length, of) / Math.max(1, of)) * 100}%` }} />
        </span>
      </div>
      <StateMark tone={tones[outcome]}>{t(`customer.journeys.outcome.${outcome}`)}</StateMark>
    </li>
  )
}
