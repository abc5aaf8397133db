// The main navigation: only what exists (places.ts), and only what the role may see, with small live figures beside it.
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { mentionsQuery } from '../atlas/talk/calls.ts'
import { feedStateQuery } from '../feed/data.ts'
import { useWorkspace } from '../live/use.ts'
import { useWords } from '../words/use.ts'
import { type Count, type CountName, callsCount, countAction, countOf, feedCount } from './counts.ts'
import { type PlaceGroup, placesFor } from './places.ts'
import css from './shell.module.css'

/** The groups of screens; the current screen is marked for eyes and for assistive technology. */
export function Navigation() {
  const { t } = useWords()
  return (
    <nav aria-label={t('shell.nav.label')} className={css.nav}>
      <Group group="work" />
      <Group group="improve" title={t('shell.nav.improve')} />
      <Group group="data" title={t('shell.nav.data')} />
      <Group group="foot" />
    </nav>
  )
}

function Group({ group, title }: { group: PlaceGroup; title?: string }) {
  const may = useMay()
  const { t } = useWords()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const shown = placesFor(may).filter((place) => (place.group as PlaceGroup) === group)
  if (shown.length === 0) return null
  return (
    <div className={group === 'foot' ? css.last : css.group}>
      {title === undefined ? null : <h2 className={css.groupTitle}>{title}</h2>}
      <ul className={css.list}>
        {shown.map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              activeOptions={{ exact: place.to === '/' }}
              className={css.item}
              {...('parts' in place && place.parts.some((part) => path.startsWith(part))
                ? { 'aria-current': 'page' }
                : {})}
            >
              <place.icon size={18} stroke={1.6} aria-hidden />
              <span className={css.itemLabel}>{t(place.word)}</span>
              {'count' in place ? <Figure name={place.count} /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Figure({ name }: { name: CountName }) {
  if (name === 'calls') return <CallsFigure />
  return name === 'feed' ? <FeedFigure /> : <LiveFigure name={name} />
}

/** How much of the feed the reader has not seen. */
function FeedFigure() {
  const may = useMay()
  const { data } = useQuery({ ...feedStateQuery, enabled: may(countAction.feed) })
  const count = data === undefined ? null : feedCount(data)
  return count === null ? null : <FigureText count={count} />
}

/** How many comments call the reader. */
function CallsFigure() {
  const may = useMay()
  const { data } = useQuery({ ...mentionsQuery, enabled: may(countAction.calls) })
  const count = callsCount(data?.count ?? 0)
  return count === null ? null : <FigureText count={count} />
}

function LiveFigure({ name }: { name: Exclude<CountName, 'calls' | 'feed'> }) {
  const { history } = useWorkspace()
  const may = useMay()
  const count = history.now === null || !may(countAction[name]) ? null : countOf(name, history.now)
  return count === null ? null : <FigureText count={count} />
}

function FigureText({ count: { value, unit, attention } }: { count: Count }) {
  const { t, f } = useWords()
  const text = unit === 'perMinute' ? t('shell.nav.perMinute', { figure: f.whole(value) }) : f.whole(value)
  return (
    <span className={css.count} data-attention={attention} aria-hidden>
      {text}
    </span>
  )
}
