// The agreed words that stand in what one looks at, each with its meaning by pointing or by Tab: the way to definitions without a pointer.
import { type AtlasRecord, atlasKinds, type FieldFact } from '@lotse/protocol'
import { textIn } from '../../canvas/texts.ts'
import { useWords } from '../../words/use.ts'
import { TermName } from './TermName.tsx'
import css from './terms.module.css'
import { useMeanings } from './use-meanings.ts'

type Given = { readonly of: readonly AtlasRecord[]; readonly language: string }

/** The list; nothing where no agreed word stands. */
export function TermsHere({ of, language }: Given) {
  const { t } = useWords()
  const meanings = useMeanings()
  const terms = meanings?.termsIn(of.map((record) => textsOf(record, language)).join('\n')) ?? []
  if (terms.length === 0) return null
  return (
    <section className={css.terms}>
      <h3>{t('terms.here')}</h3>
      <ul>
        {terms.map((term) => (
          <li key={term.id}>
            <TermName term={term} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function textsOf(record: AtlasRecord, language: string): string {
  return Object.entries<FieldFact>(atlasKinds[record.kind].fields)
    .flatMap(([field, { type }]) => (type === 'text' || type === 'prose' ? [textIn(record, field, language).text] : []))
    .join('\n')
}

/** A step with all that stands there: its cells, and things of the library. */
export function standingAt(step: AtlasRecord, records: ReadonlyMap<string, AtlasRecord>): readonly AtlasRecord[] {
  const inside = [...records.values()].filter(
    ({ kind, fields, removed }) => !removed && (kind === 'cell' || kind === 'placement') && fields['step'] === step.id,
  )
  return [step, ...inside, ...inside.flatMap(({ fields }) => records.get(String(fields['item'])) ?? [])]
}
