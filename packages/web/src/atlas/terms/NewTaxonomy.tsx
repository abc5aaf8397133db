// Asks for the name of a new taxonomy, what it is for and on what its terms stand, and what happens to values outside of it.
import type { AtlasKind } from '@lotse/protocol'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { Failure } from '../../parts/states.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useWords } from '../../words/use.ts'
import { BoundKinds } from './BoundKinds.tsx'
import { useMaking } from './use-making.ts'

/** The dialog. */
export function NewTaxonomy({ close }: { close: () => void }) {
  const { t, f } = useWords()
  const form = useId()
  const [name, setName] = useState('')
  const [about, setAbout] = useState('')
  const [policy, setPolicy] = useState<'flag' | 'refuse'>('flag')
  const [of, setOf] = useState<readonly AtlasKind[]>([])
  const make = useMaking(close)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const meant = about.trim() === '' ? {} : { about: { [f.language]: about.trim() } }
    if (!make.isPending)
      make.mutate({ kind: 'taxonomy', fields: { name: { [f.language]: name.trim() }, policy, of: [...of], ...meant } })
  }
  return (
    <Dialog
      open
      close={close}
      title={t('terms.newTaxonomy')}
      actions={
        <Button type="submit" form={form} kind="primary" busy={make.isPending}>
          {t('library.make')}
        </Button>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {make.isError ? <Failure failure={make.error} /> : null}
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
      </form>
    </Dialog>
  )
}
