// One insight in a list of layers: its sort, its name, what it hangs at, whose it is.
import type { LayerInsight } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { useOwnerName } from '../../owners/use-units.ts'
import { useWords } from '../../words/use.ts'
import { ChoiceMark } from '../ChoiceMark.tsx'
import { calledIn } from '../called.ts'
import { whereOf } from '../where.ts'
import css from './insights.module.css'

/** The entry. @param insight - with what is to be named of what it hangs at. */
export function OnLayer({ insight, language }: { insight: LayerInsight; language: string }) {
  const { t } = useWords()
  const owner = useOwnerName()(insight.ownerId)
  return (
    <li>
      <ChoiceMark record={{ fields: { sort: insight.sort } }} field="sort" />
      <div>
        <Link to="/insights/$insightId" params={{ insightId: insight.id }}>
          <bdi>{calledIn(insight.name, language) || t('library.unnamed')}</bdi>
        </Link>
        <ul className={css.at}>
          {insight.at.map((at) => (
            <li key={at.id}>
              <KindIcon kind={at.kind} size={14} />
              <Link {...whereOf(at)}>
                <bdi>{calledIn(at.name, language) || t('library.unnamed')}</bdi>
              </Link>
            </li>
          ))}
          {owner === null ? null : (
            <li className="quiet">
              <bdi>{owner}</bdi>
            </li>
          )}
        </ul>
      </div>
    </li>
  )
}
