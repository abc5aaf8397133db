// Things of the library that stand at a step, each with the way to its page.
import { inOrder } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { KindIcon } from '../canvas/KindIcon.tsx'
import { nameIn } from '../canvas/texts.ts'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'

type Given = {
  readonly step: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
}

/** The list; nothing where nothing stands. */
export function StepItems({ step, records, language }: Given) {
  const { t } = useWords()
  const placed = [...records.values()].filter(
    ({ kind, fields, removed }) => kind === 'placement' && !removed && fields['step'] === step,
  )
  const items = [...new Set(placed.toSorted(inOrder).map(({ fields }) => String(fields['item'])))].flatMap(
    (id) => records.get(id) ?? [],
  )
  if (items.length === 0) return null
  return (
    <section className={css.items}>
      <h3>{t('map.placedHere')}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <KindIcon kind={item.kind} size={15} />
            <Link to="/journeys/library/$recordId" params={{ recordId: item.id }}>
              <bdi>{nameIn(item, language) || t('library.unnamed')}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
