// What customers say about a touchpoint or step: the last words with what they sound like, and the way to all of them.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { Card } from '../parts/Card.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { countsText, feedbackHereQuery } from './data.ts'
import css from './feedback.module.css'
import { SentimentMark } from './SentimentMark.tsx'

/** The card; nothing for those who may not read it. @param at - the record. */
export function FeedbackHere({ at }: { at: string }) {
  const may = useMay()
  return may('events.read') ? <Here at={at} /> : null
}

function Here({ at }: { at: string }) {
  const { t, f } = useWords()
  const query = useQuery(feedbackHereQuery(at))
  return (
    <Card title={t('feedback.here')}>
      <Answer query={query}>
        {({ items, counts }) =>
          items.length === 0 ? (
            <p className="quiet">{t('feedback.noneHere')}</p>
          ) : (
            <div className={css.here}>
              <p className="quiet">{countsText(t, f, counts)}</p>
              <ul className={css.said}>
                {items.map((item) => (
                  <li key={item.id}>
                    <SentimentMark {...item} />
                    <Link to="/feedback" search={{ at, open: item.id }}>
                      <bdi lang={item.language ?? undefined}>{item.text}</bdi>
                    </Link>
                  </li>
                ))}
              </ul>
              <p>
                <Link to="/feedback" search={{ at }}>
                  {t('feedback.all')}
                </Link>
              </p>
            </div>
          )
        }
      </Answer>
    </Card>
  )
}
