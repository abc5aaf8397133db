// What lies before the departments that are looked at: how many wait, since when, how much is under way of what they can have. Decides nothing.
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../../app/member.ts'
import { useUnits } from '../../owners/use-units.ts'
import { Fact } from '../../parts/Fact.tsx'
import factsCss from '../../parts/facts.module.css'
import { Notice } from '../../parts/Notice.tsx'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import { filtersQuery } from '../data.ts'
import { loadOf, withBelow } from './load.ts'

/** @param department - a unit with all below it, `mine`, or undefined: all. */
export function DepartmentLoad({ department }: { department: string | undefined }) {
  const { t, f } = useWords()
  const filters = useQuery(filtersQuery).data
  const own = useMe().units
  const units = useUnits()
  if (filters === undefined) return null
  const among =
    department === undefined
      ? undefined
      : department === 'mine'
        ? new Set(own.map(({ id }) => id))
        : withBelow(units, department)
  const looked = filters.filter(({ unitId }) => among === undefined || (unitId !== null && among.has(unitId)))
  const { waiting, longest, median, underWay, capacity } = loadOf(looked)
  const chosen = looked.find(({ unitId }) => unitId === department)
  return (
    <div className="stack">
      <dl className={factsCss.facts}>
        <Fact name={t('insightDeciding.list')}>{f.whole(waiting)}</Fact>
        {longest === null ? null : (
          <Fact name={t('insightDeciding.longest')}>
            <Since at={longest} />
          </Fact>
        )}
        {median === null ? null : (
          <Fact name={t('insightDeciding.median')}>
            <Since at={median} />
          </Fact>
        )}
        <Fact name={t('insightDeciding.underWay')}>
          {capacity === null
            ? f.whole(underWay)
            : t('insightDeciding.ofCapacity', { underWay: f.whole(underWay), capacity: f.whole(capacity) })}
        </Fact>
      </dl>
      {capacity !== null && underWay > capacity ? <Notice kind="attention">{t('insightDeciding.over')}</Notice> : null}
      {chosen?.mode === 'off' ? <Notice kind="plain">{t('insightDeciding.filterOff')}</Notice> : null}
    </div>
  )
}
