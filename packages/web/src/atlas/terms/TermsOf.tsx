// The agreed terms on a record: each with its definition behind it, taken off by one click, others to choose from.
import { type AtlasKind, type AtlasRecord, termedKinds } from '@lotse/protocol'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { nameIn } from '../../canvas/texts.ts'
import { Select } from '../../parts/Select.tsx'
import { useWords } from '../../words/use.ts'
import { vocabularyQuery } from '../data.ts'
import type { Keeping } from '../RecordFields.tsx'
import { TermName } from './TermName.tsx'
import css from './terms.module.css'
import { agreedIn, termsOn, termsToGive } from './vocabulary.ts'

type Given = { readonly record: AtlasRecord; readonly mayEdit: boolean; readonly keep: Keeping }

const termed: ReadonlySet<AtlasKind> = new Set(termedKinds)

/** The part of a form; nothing for kinds that have no terms. */
export function TermsOf(given: Given) {
  return termed.has(given.record.kind) ? <Terms {...given} /> : null
}

function Terms({ record, mayEdit, keep }: Given) {
  const { t, f } = useWords()
  const vocabulary = useQuery(vocabularyQuery).data
  if (vocabulary === undefined || vocabulary.terms.length === 0) return null
  const ids = termsOn(record)
  const shown = ids.flatMap((id) => vocabulary.terms.find((term) => term.id === id) ?? [])
  const offered = termsToGive(record, agreedIn(vocabulary, f.language))
  return (
    <div className={css.terms}>
      <h3>{t('terms.on')}</h3>
      {shown.length === 0 ? <p className="quiet">{t('terms.noneOn')}</p> : null}
      <ul>
        {shown.map((term) => (
          <li key={term.id}>
            <TermName term={term} />
            {mayEdit ? (
              <button
                type="button"
                aria-label={t('terms.takeOff', { name: nameIn(term, f.language) })}
                onClick={() =>
                  keep.set(
                    'terms',
                    ids.filter((id) => id !== term.id),
                  )
                }
              >
                <IconX size={13} stroke={2} aria-hidden />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit && offered.length > 0 ? (
        <Select
          label={t('terms.give')}
          value=""
          onChange={({ currentTarget: { value } }) => value !== '' && keep.set('terms', [...ids, value])}
          choices={[{ value: '', label: t('terms.choose') }]}
          groups={offered.map(({ taxonomy, terms }) => ({
            label: nameIn(taxonomy, f.language) || t('library.unnamed'),
            choices: terms.map((term) => ({ value: term.id, label: nameIn(term, f.language) || t('library.unnamed') })),
          }))}
        />
      ) : null}
    </div>
  )
}
