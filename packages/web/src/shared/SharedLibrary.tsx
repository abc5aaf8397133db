// What of the library stands in a shared journey: by name, and with what is known of it where the link opens that.
import type { AtlasRecord } from '@lotse/protocol'
import { KindIcon } from '../canvas/KindIcon.tsx'
import { nameIn, textIn } from '../canvas/texts.ts'
import { useWords } from '../words/use.ts'
import css from './shared.module.css'

type Given = { readonly records: ReadonlyMap<string, AtlasRecord>; readonly language: string }

/** The list. */
export function SharedLibrary({ records, language }: Given) {
  const { t, f } = useWords()
  const things = [...records.values()]
    .filter(({ journey, kind }) => journey === null && kind !== 'journey')
    .map((record) => ({ record, name: nameIn(record, language) || t('library.unnamed') }))
    .toSorted((a, b) => a.record.kind.localeCompare(b.record.kind) || a.name.localeCompare(b.name, f.language))
  if (things.length === 0) return <p className={css.nothing}>{t('shared.nothing')}</p>
  return (
    <ul className={css.things}>
      {things.map(({ record, name }) => (
        <li key={record.id}>
          <KindIcon kind={record.kind} size={16} />
          <div>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            <About text={textIn(record, 'about', language).text} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function About({ text }: { readonly text: string }) {
  return text === '' ? null : (
    <p>
      <bdi>{text}</bdi>
    </p>
  )
}
