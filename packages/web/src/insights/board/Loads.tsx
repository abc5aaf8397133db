// How much each department has under way of what it said it can have, and what waits for its release. Hinders no decision.
import { useQuery } from '@tanstack/react-query'
import { useOwnerName } from '../../owners/use-units.ts'
import { useWords } from '../../words/use.ts'
import { filtersQuery } from '../data.ts'
import css from './board.module.css'

/** The strip; nothing where no department has anything before it. */
export function Loads() {
  const { t, f } = useWords()
  const ownerName = useOwnerName()
  const filters = useQuery(filtersQuery).data ?? []
  const loaded = filters.filter(({ unitId, waiting, underWay }) => unitId !== null && waiting + underWay > 0)
  if (loaded.length === 0) return null
  return (
    <ul className={css.loads} aria-label={t('insightMonitor.board.load')}>
      {loaded.map(({ unitId, waiting, underWay, capacity }) => {
        const over = capacity !== null && underWay > capacity
        return (
          <li key={unitId} className={css.load} data-over={over}>
            <strong>
              <bdi>{ownerName(unitId)}</bdi>
            </strong>
            <span>
              {capacity === null
                ? t('insightMonitor.board.loadFree', { underWay: f.whole(underWay) })
                : t('insightMonitor.board.loadOf', { underWay: f.whole(underWay), capacity: f.whole(capacity) })}
              {over ? `, ${t('insightMonitor.board.over')}` : ''}
            </span>
            {waiting === 0 ? null : (
              <span>{t('insightMonitor.board.waiting', { count: waiting, formatted: f.whole(waiting) })}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
