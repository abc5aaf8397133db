// A new measure, written down with what it is to change.
import type { MeasureFields } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { emptyMeasure } from './data.ts'
import { MeasureForm } from './MeasureForm.tsx'
import css from './measures.module.css'

/** The screen. */
export function NewMeasure() {
  const { t } = useWords()
  return (
    <Page
      title={t('measures.create')}
      trail={
        <Link to="/measures" className={pageCss.trail}>
          {t('measures.title')}
        </Link>
      }
    >
      <div className={css.form}>
        <Card title={t('measures.create')}>
          <Beginning />
        </Card>
      </div>
    </Page>
  )
}

function Beginning() {
  const { t } = useWords()
  const { actions, units } = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { say } = useUndo()
  const [draft, setDraft] = useState<MeasureFields>(emptyMeasure)
  const [owner, setOwner] = useState(() => usualOwner(units))
  const create = useMutation({
    mutationFn: (fields: MeasureFields) => call('createMeasure', { body: { fields, ownerId: owner } }),
    onSuccess: async ({ id, fields }) => {
      say(t('measures.made', { name: fields.name }))
      await client.invalidateQueries({ queryKey: ['measures'] })
      await navigate({ to: '/measures/$measureId', params: { measureId: id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(draft)
  }
  return (
    <form className="stack" onSubmit={submit}>
      {create.isError ? <Failure failure={create.error} /> : null}
      <MeasureForm draft={draft} put={(part) => setDraft({ ...draft, ...part })} mayEdit judged={false} />
      <OwnerField
        reach={actions['measures.edit']}
        owner={owner}
        choose={setOwner}
        hint={t('measures.field.department')}
      />
      <div>
        <Button kind="primary" type="submit" busy={create.isPending}>
          {t('measures.begin')}
        </Button>
      </div>
    </form>
  )
}
