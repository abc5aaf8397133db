// Puts another term in the place of one, everywhere at once, with the way back.
import type { ShownRecord } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../../api.ts'
import { nameIn } from '../../canvas/texts.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { recordQuery } from '../data.ts'
import { newId } from '../ids.ts'
import { takingBack } from '../taking-back.ts'
import { agreedIn, replacedBy, type Vocabulary } from './vocabulary.ts'

type Given = { readonly term: ShownRecord; readonly vocabulary: Vocabulary; readonly close: () => void }

/** The dialog. */
export function ReplaceTerm({ term, vocabulary, close }: Given) {
  const { t, f } = useWords()
  const form = useId()
  const [by, setBy] = useState('')
  const places = useQuery(recordQuery(term.id)).data?.places.filter(({ field }) => field === 'terms').length
  const name = nameIn(term, f.language) || t('library.unnamed')
  const replace = useReplacing(term, name, close)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (by !== '' && !replace.isPending) replace.mutate(by)
  }
  return (
    <Dialog
      open
      close={close}
      title={t('terms.replaceNamed', { name })}
      actions={
        <Button type="submit" form={form} kind="primary" busy={replace.isPending}>
          {t('terms.replaceEverywhere')}
        </Button>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {replace.isError ? <Failure failure={replace.error} /> : null}
        <p>{places === undefined ? t('terms.replaceText') : t('terms.replaceAt', { count: places })}</p>
        <Select
          label={t('terms.by')}
          value={by}
          required
          onChange={({ currentTarget }) => setBy(currentTarget.value)}
          choices={[{ value: '', label: t('terms.choose') }]}
          groups={agreedIn(vocabulary, f.language).map(({ taxonomy, terms }) => ({
            label: nameIn(taxonomy, f.language) || t('library.unnamed'),
            choices: terms
              .filter((one) => one.id !== term.id && replacedBy(one) === null)
              .map((one) => ({ value: one.id, label: nameIn(one, f.language) || t('library.unnamed') })),
          }))}
        />
      </form>
    </Dialog>
  )
}

function useReplacing(term: ShownRecord, name: string, close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () =>
    Promise.all(['record', 'records', 'journeys'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  return useMutation({
    mutationFn: (by: string) => call('replaceTerm', { params: { id: term.id }, body: { id: newId(), by } }),
    onSuccess: async ({ id }) => {
      close()
      await fresh()
      offerUndo(t('terms.replaced', { name }), takingBack(id, fresh))
    },
  })
}
