// The form in which somebody says what an insight is known from: what was heard or read, or a question about events whose number stays true.
import { type EvidenceKind, evidenceKinds, type NewEvidence as Made } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { INSIGHTS } from '../work/use-work.ts'
import { QuestionFields, questionIn } from './QuestionFields.tsx'
import type { Whole } from './queries.ts'

/** The dialog. */
export function NewEvidence({ insight, close }: { insight: Whole; close: () => void }) {
  const { t } = useWords()
  const id = useId()
  const [kind, setKind] = useState<EvidenceKind>('feedback')
  const add = useAdding(insight.id, close)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const made = madeOf(new FormData(event.currentTarget), kind)
    if (made !== null && !add.isPending) add.mutate(made)
  }
  return (
    <Dialog
      open
      close={close}
      title={t('insightPage.evidence.add')}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={add.isPending}>
            {t('insightPage.evidence.keep')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={submit}>
        {add.isError ? <Failure failure={add.error} /> : null}
        <Select
          label={t('insightPage.evidence.kindLabel')}
          value={kind}
          onChange={({ currentTarget }) =>
            setKind(evidenceKinds.find((one) => one === currentTarget.value) ?? 'feedback')
          }
          choices={evidenceKinds.map((value) => ({ value, label: t(`insightPage.evidence.kind.${value}`) }))}
        />
        <Field name="title" label={t('insightPage.evidence.titleLabel')} maxLength={200} required />
        {kind === 'events' ? <QuestionFields insight={insight} /> : <HeardFields />}
        <TextArea name="about" label={t('insightPage.evidence.about')} rows={2} maxLength={2000} />
        <Field name="link" type="url" label={t('insightPage.evidence.link')} pattern="https?://.+" maxLength={2000} />
      </form>
    </Dialog>
  )
}

function HeardFields() {
  const { t } = useWords()
  const today = new Date().toISOString().slice(0, 10)
  return (
    <>
      <Field
        name="voices"
        type="number"
        min={1}
        step={1}
        label={t('insightPage.evidence.voicesLabel')}
        hint={t('insightPage.evidence.voicesHint')}
      />
      <Field name="dated" type="date" max={today} label={t('insightPage.evidence.dated')} />
    </>
  )
}

/** What the form says; null where the question is not whole. */
function madeOf(form: FormData, kind: EvidenceKind): Made | null {
  const link = fieldOf(form, 'link').trim()
  const told = {
    title: fieldOf(form, 'title').trim(),
    about: fieldOf(form, 'about').trim(),
    link: link === '' ? null : link,
  }
  if (kind === 'events') {
    const query = questionIn(form)
    return query === null ? null : { kind, ...told, query }
  }
  const [voices, dated] = [fieldOf(form, 'voices'), fieldOf(form, 'dated')]
  return {
    kind,
    ...told,
    voices: voices === '' ? null : Number(voices),
    ...(dated === '' ? {} : { dated: new Date(`${dated}T00:00:00Z`).toISOString() }),
  }
}

/** Adds it, and offers the way back. */
function useAdding(id: string, done: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () => client.invalidateQueries({ queryKey: [INSIGHTS] })
  return useMutation({
    mutationFn: (body: Made) => call('addEvidence', { params: { id }, body }),
    onSuccess: async ({ id: evidence, title }) => {
      done()
      offerUndo(t('insightPage.evidence.added', { title }), () =>
        call('removeEvidence', { params: { id, evidence } }).finally(fresh),
      )
      await fresh()
    },
  })
}
