// What is new at the reader's touchpoints: the newest they have not seen, each with the way to its record. Gone once all is seen.
import { useQuery } from '@tanstack/react-query'
import { feedStateQuery, newestQuery } from '../../feed/data.ts'
import { FeedRow } from '../../feed/FeedRow.tsx'
import { ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'

/** The card; nothing while nothing is new. */
export function FeedNews() {
  const { t, f } = useWords()
  const { data } = useQuery(newestQuery)
  const { data: state } = useQuery(feedStateQuery)
  if (data === undefined || state === undefined || state.unread === 0) return null
  const all = <ButtonLink to="/feed">{t('feed.home.all')}</ButtonLink>
  return (
    <Card title={t('feed.home.title')} note={f.whole(state.unread)} side={all} flush>
      <ul className={css.calls}>
        {data.items.map((item) => (
          <FeedRow key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  )
}
