// A new orchestration, begun from a small one that works.
import type { FlowDocument } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { Writing } from './FlowEditor.tsx'
import css from './flow-page.module.css'

/** The smallest one that does something: it waits a day after an event, then ends. */
const sample = (name: string): FlowDocument => ({
  lotse: 'flow/1',
  name,
  trigger: { event: 'Signed Up' },
  entry: { rule: 'once' },
  start: 'wait',
  steps: [
    { id: 'wait', kind: 'wait', for: '1d', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
})

/** The screen. */
export function NewFlow() {
  const { t } = useWords()
  const [first] = useState(() => JSON.stringify(sample(t('flow.edit.newTitle')), null, 2))
  const [text, setText] = useState(first)
  const { actions, units } = useMe()
  const [owner, setOwner] = useState(() => usualOwner(units))
  const navigate = useNavigate()
  const client = useQueryClient()
  const { say } = useUndo()
  const create = useMutation({
    mutationFn: (body: FlowDocument) => call('createFlow', { query: { ownerId: owner ?? 'none' }, body }),
    onSuccess: async ({ id }) => {
      say(t('flow.edit.saved'))
      void client.invalidateQueries({ queryKey: ['flows'] })
      await navigate({ to: '/flows/$flowId', params: { flowId: id }, search: { tab: 'document' }, ignoreBlocker: true })
    },
  })
  return (
    <Page
      title={t('flow.edit.newTitle')}
      trail={
        <Link to="/flows" className={pageCss.trail}>
          {t('flow.title')}
        </Link>
      }
    >
      <div className={css.owner}>
        <OwnerField reach={actions['flows.edit']} owner={owner} choose={setOwner} />
      </div>
      <Writing
        text={text}
        setText={setText}
        changed={text !== first}
        fresh
        saveWord={t('flow.edit.create')}
        save={(body) => create.mutate(body)}
        busy={create.isPending || create.isSuccess}
        failure={create.error}
        faults={[]}
      />
    </Page>
  )
}
