// Every place where something of the library stands, journey by journey.
import type { RecordPlace } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { Card } from '../parts/Card.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { calledIn } from './called.ts'

/** The list. */
export function Places({ places }: { places: readonly RecordPlace[] }) {
  const { t, f } = useWords()
  const inMaps = places.filter(({ journey }) => journey !== null)
  const journeys = [...new Set(inMaps.map(({ journey }) => journey ?? ''))]
  return (
    <Card title={t('library.places')} note={t('library.placesOf', { count: inMaps.length })}>
      {inMaps.length === 0 ? <p className="quiet">{t('library.noPlaces')}</p> : null}
      {journeys.map((journey) => (
        <section key={journey} className={css.places}>
          <h3>
            <Link to="/journeys/$journeyId" params={{ journeyId: journey }}>
              <bdi>
                {calledIn(inMaps.find((one) => one.journey === journey)?.journeyName ?? null, f.language) ||
                  t('journeys.unnamed')}
              </bdi>
            </Link>
          </h3>
          <ul>
            {inMaps
              .filter((one) => one.journey === journey)
              .map(({ via, field, phaseName, step, stepName }) => (
                <li key={`${via} ${field}`}>
                  <span className="quiet">
                    <bdi>{calledIn(phaseName, f.language)}</bdi>
                  </span>
                  {step === null ? null : (
                    <Link to="/journeys/$journeyId" params={{ journeyId: journey }} search={{ open: step }}>
                      <bdi>{calledIn(stepName, f.language) || t('map.unnamedStep')}</bdi>
                    </Link>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Card>
  )
}
