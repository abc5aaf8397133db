// What a taxonomy is for: the kinds of things that its terms stand on; none chosen: all of them.
import { type AtlasKind, type AtlasRecord, termedKinds } from '@lotse/protocol'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { useWords } from '../../words/use.ts'
import css from './terms.module.css'

type Given = {
  /** Empty: all kinds. */
  readonly chosen: readonly AtlasKind[]
  readonly mayEdit: boolean
  readonly choose: (kinds: readonly AtlasKind[]) => void
}

/** The choice. */
export function BoundKinds({ chosen, mayEdit, choose }: Given) {
  const { t } = useWords()
  return (
    <fieldset className={css.kinds} disabled={!mayEdit}>
      <legend>{t('terms.of')}</legend>
      <p className="quiet">{t(chosen.length === 0 ? 'terms.ofAll' : 'terms.ofSome')}</p>
      <ul>
        {termedKinds.map((kind) => (
          <li key={kind}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(kind)}
                onChange={({ currentTarget: { checked } }) =>
                  choose(termedKinds.filter((one) => (one === kind ? checked : chosen.includes(one))))
                }
              />
              <KindIcon kind={kind} size={15} />
              {t(`imports.kind.${kind}`)}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** The kinds that a taxonomy is for, as its record says. */
export function boundKinds({ fields: { of } }: AtlasRecord): readonly AtlasKind[] {
  return termedKinds.filter((kind) => Array.isArray(of) && of.includes(kind))
}
