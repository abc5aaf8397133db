// Asks for the name of a new taxonomy, what it is for and on what its terms stand, and what happens to values outside of it.
import type { AtlasKind } from '@lotse/protocol'
import { useState } from 'react'
import { Choices } from '../../parts/Choices.tsx'
import { Field } from '../../parts/Field.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useWords } from '../../words/use.ts'
import { MakingDialog } from '../MakingDialog.tsx'
import { BoundKinds } from './BoundKinds.tsx'
import { useMaking } from './use-making.ts'

/** The dialog. */
export function NewTaxonomy({ close }: { close: () => void }) {
  const { t, f } = useWords()
  const [name, setName] = useState('')
  const [about, setAbout] = useState('')
  const [policy, setPolicy] = useState<'flag' | 'refuse'>('flag')
  const [of, setOf] = useState<readonly AtlasKind[]>([])
  const make = useMaking(close)
  const submit = () => {
    const meant = about.trim() === '' ? {} : { about: { [f.language]: about.trim() } }
    make.mutate({ kind: 'taxonomy', fields: { name: { [f.language]: name.trim() }, policy, of: [...of], ...meant } })
  }
  return (
    <MakingDialog title={t('terms.newTaxonomy')} making={make} make={submit} close={close}>
      <Field
        label={t('library.field.name')}
        hint={t('terms.taxonomyHint')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
      />
      <TextArea
        label={t('library.field.about')}
        value={about}
        rows={2}
        onChange={({ currentTarget }) => setAbout(currentTarget.value)}
      />
      <Choices
        label={t('library.field.policy')}
        choices={[
          { value: 'flag', label: t('library.choice.flag') },
          { value: 'refuse', label: t('library.choice.refuse') },
        ]}
        chosen={policy}
        choose={setPolicy}
      />
      <BoundKinds chosen={of} mayEdit choose={setOf} />
    </MakingDialog>
  )
}
