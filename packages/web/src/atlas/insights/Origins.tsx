// Where an insight arose: by journey with phase and step, then what else it concerns. Each place leads there.
import type { InsightOrigin } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { whereOf } from '../where.ts'
import css from './insights.module.css'
import { originText } from './origins.ts'

/** The card. */
export function Origins({ origins }: { origins: readonly InsightOrigin[] }) {
  const { t, f } = useWords()
  return (
    <Card title={t('insights.arose')} note={origins.length === 0 ? undefined : f.whole(origins.length)}>
      {origins.length === 0 ? <p className="quiet">{t('insights.noOrigins')}</p> : null}
      <ul className={css.list}>
        {origins.map((origin) => (
          <li key={origin.id}>
            <KindIcon kind={origin.kind} size={15} />
            <div>
              <Link {...whereOf(origin)}>
                <bdi>{originText(origin, f.language, t('library.unnamed'))}</bdi>
              </Link>{' '}
              <span className="quiet">{t(`insights.how.${origin.how}`)}</span>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
