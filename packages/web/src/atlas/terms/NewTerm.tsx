// Asks for a new term: its name, what is meant by it, what else people say for it.
import { isOrderKey, keyBetween } from '@lotse/core/atlas'
import type { ShownRecord } from '@lotse/protocol'
import { useState } from 'react'
import { nameIn } from '../../canvas/texts.ts'
import { Field } from '../../parts/Field.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useWords } from '../../words/use.ts'
import { MakingDialog } from '../MakingDialog.tsx'
import { useMaking } from './use-making.ts'
import type { Agreed } from './vocabulary.ts'

/** A key behind all terms that have one. */
function orderBehind(terms: readonly ShownRecord[]): string {
  const keys = terms.flatMap(({ fields: { order } }) => (typeof order === 'string' && isOrderKey(order) ? [order] : []))
  return keyBetween(keys.toSorted().at(-1) ?? null, null)
}

/** The dialog. @param under - the taxonomy with the terms that it has. */
export function NewTerm({ under: { taxonomy, terms }, close }: { under: Agreed<ShownRecord>; close: () => void }) {
  const { t, f } = useWords()
  const [name, setName] = useState('')
  const [about, setAbout] = useState('')
  const [synonyms, setSynonyms] = useState('')
  const make = useMaking(close)
  const submit = () => {
    const written = Object.entries({ name, about, synonyms }).filter(([, text]) => text.trim() !== '')
    const texts = Object.fromEntries(written.map(([field, text]) => [field, { [f.language]: text.trim() }]))
    const fields = { ...texts, taxonomy: taxonomy.id, order: orderBehind(terms) }
    make.mutate({ kind: 'term', fields, ownerId: taxonomy.ownerId })
  }
  return (
    <MakingDialog
      title={t('terms.newTermIn', { name: nameIn(taxonomy, f.language) })}
      making={make}
      make={submit}
      close={close}
    >
      <Field
        label={t('terms.term')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
      />
      <TextArea
        label={t('terms.definition')}
        hint={t('terms.definitionHint')}
        value={about}
        rows={3}
        onChange={({ currentTarget }) => setAbout(currentTarget.value)}
      />
      <Field
        label={t('terms.synonyms')}
        hint={t('terms.synonymsHint')}
        value={synonyms}
        onChange={({ currentTarget }) => setSynonyms(currentTarget.value)}
      />
    </MakingDialog>
  )
}
