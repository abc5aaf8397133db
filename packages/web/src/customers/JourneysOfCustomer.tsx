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
        <Steps position={position} name={name} />
      </div>
      <StateMark tone={tones[outcome]}>{t(`customer.journeys.outcome.${outcome}`)}</StateMark>
    </li>
  )
}

/** The map in small: a mark for each step, those that were done filled, and where the customer is now. */
function Steps({
  position: { journey, steps, step, done, outcome },
  name,
}: {
  position: CustomerPosition
  name: string
}) {
  const { t, f } = useWords()
  const been = new Set(done)
  return (
    <ol className={css.steps} data-outcome={outcome} aria-label={t('customer.journeys.map', { journey: name })}>
      {steps.map((one) => {
        const state = one.step === step ? (outcome === 'open' ? 'here' : 'last') : been.has(one.step) ? 'done' : 'ahead'
        const stepName = textIn(one.name, f.language) || t('map.unnamedStep')
        return (
          <li key={one.step} data-state={state} aria-current={state === 'here' ? 'step' : undefined}>
            <Link
              to="/journeys/$journeyId"
              params={{ journeyId: journey }}
              search={{ open: one.step }}
              title={t(`customer.journeys.step.${state}`, { step: stepName })}
            >
              <span className="visually-hidden">{t(`customer.journeys.step.${state}`, { step: stepName })}</span>
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
