// Pain points and chances across all layers: a band beneath them, each insight under what it hangs at.
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import css from './impact.module.css'
import { type Band, BOX } from './layers-drawn.ts'

type Given = {
  readonly band: Band
  /** The height of the headings above the layers. */
  readonly head: number
  readonly lit: (id: string) => boolean
  readonly point: (id: string | null) => void
}

/** The band. */
export function InsightBand({ band: { y, hung, more }, head, lit, point }: Given) {
  const { t, f } = useWords()
  return (
    <section className={css.band} style={{ top: y + head }}>
      <h2>
        {t('insights.band')}
        {more === 0 ? null : <span className="quiet"> {t('insights.bandMore', { formatted: f.whole(more) })}</span>}
      </h2>
      <ul>
        {hung.map(({ insight, x, y: top }) => (
          <li key={insight.id} style={{ top: top - y, left: x, width: BOX.width, height: BOX.height }}>
            <Link
              to="/journeys/library/$recordId"
              params={{ recordId: insight.id }}
              className={css.hung}
              data-lit={lit(insight.id)}
              data-sort={insight.sort ?? undefined}
              onPointerEnter={() => point(insight.id)}
              onPointerLeave={() => point(null)}
              onFocus={() => point(insight.id)}
              onBlur={() => point(null)}
              title={calledIn(insight.name, f.language)}
            >
              <span className={css.sort}>
                {insight.sort === null ? t('insights.title') : t(`library.choice.${insight.sort}`)}
              </span>
              <bdi>{calledIn(insight.name, f.language) || t('library.unnamed')}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
