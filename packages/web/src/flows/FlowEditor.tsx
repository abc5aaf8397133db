// The document of an orchestration, written by hand: with completion, what hinders publishing, and saving that nobody overwrites unseen.
import type { ApiFlowFault, Flow, FlowDocument } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { call, Refused } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Notice } from '../parts/Notice.tsx'
import { Answer, Failure, Loading } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { documentIn, placesOf } from './editor/document.ts'
import { useKnown } from './editor/known.ts'
import { FlowFaults } from './FlowFaults.tsx'
import css from './flow-page.module.css'

const JsonEditor = lazy(() => import('./editor/JsonEditor.tsx').then((module) => ({ default: module.JsonEditor })))

/** The draft of a flow that there is. */
export function FlowEditor({ flow }: { flow: Flow }) {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { say } = useUndo()
  const mayEdit = may('flows.edit', flow) && flow.status !== 'archived'
  const [text, setText] = useState(() => JSON.stringify(flow.draft, null, 2))
  const [saved, setSaved] = useState(text)
  const params = { id: flow.id }
  const reload = () => client.invalidateQueries({ queryKey: ['flow', flow.id] })
  const save = useMutation({
    mutationFn: ({ body, always }: { body: FlowDocument; always: boolean }) =>
      call('updateFlow', { params, body, query: always ? {} : { revision: flow.revision } }),
    onSuccess: async () => {
      setSaved(text)
      say(t('flow.edit.saved'))
      await reload()
      await client.invalidateQueries({ queryKey: ['flows'] })
    },
  })
  const faults = useQuery({
    queryKey: ['flow', flow.id, 'faults', flow.revision],
    queryFn: ({ signal }) => call('validateFlow', { params }, signal),
  })
  const conflict = save.error instanceof Refused && save.error.code === 'conflict'
  return (
    <div className={css.editing}>
      <Writing
        text={text}
        setText={setText}
        dirty={text !== saved}
        saveWord={t('flow.edit.save')}
        save={mayEdit ? (body) => save.mutate({ body, always: false }) : undefined}
        busy={save.isPending}
        failure={conflict ? null : save.error}
        faults={faults.data?.faults ?? []}
        discard={() => setText(saved)}
      >
        {conflict ? (
          <Notice
            kind="attention"
            action={
              <>
                <Button onClick={() => void reload()}>{t('flow.edit.load')}</Button>
                <Button
                  onClick={() => {
                    const body = documentIn(text)
                    if (body !== null) save.mutate({ body, always: true })
                  }}
                >
                  {t('flow.edit.overwrite')}
                </Button>
              </>
            }
          >
            {t('flow.edit.conflict')}
          </Notice>
        ) : null}
      </Writing>
      <Card title={t('flow.edit.faults')}>
        <Answer query={faults}>{(found) => <FlowFaults faults={found.faults} />}</Answer>
      </Card>
    </div>
  )
}

type Given = {
  readonly text: string
  readonly setText: (text: string) => void
  readonly dirty: boolean
  readonly saveWord: string
  /** Absent where it may only be read. */
  readonly save: ((body: FlowDocument) => void) | undefined
  readonly busy: boolean
  readonly failure: unknown
  readonly faults: readonly ApiFlowFault[]
  readonly discard?: () => void
  readonly children?: React.ReactNode
}

/** The editor with its buttons; asks before changes are lost. */
export function Writing({ text, setText, dirty, saveWord, save, busy, failure, faults, discard, children }: Given) {
  const { t } = useWords()
  const { sayFailure } = useUndo()
  const [round, setRound] = useState(0)
  const known = useKnown()
  const schema = useQuery({
    queryKey: ['flow-schema'],
    queryFn: ({ signal }) => call('getFlowSchema', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useBlocker({
    shouldBlockFn: async () =>
      !(await confirmed({ title: t('flow.edit.leave'), action: t('flow.edit.discard'), harm: true })),
    enableBeforeUnload: dirty,
    disabled: !dirty || busy,
  })
  const store = () => {
    const body = documentIn(text)
    if (body === null) return sayFailure(new Refused(400, 'request.malformed', {}))
    save?.(body)
  }
  useCommands(
    save === undefined
      ? []
      : [{ id: 'draft.save', label: saveWord, group: 'here', keys: 'mod+s', everywhere: true, run: store }],
  )
  return (
    <div className={css.writing}>
      {children}
      {failure === null || failure === undefined ? null : <Failure failure={failure} />}
      <Suspense fallback={<Loading />}>
        <JsonEditor
          key={round}
          label={t('flow.edit.label')}
          value={text}
          onChange={setText}
          schema={schema.data}
          known={known}
          faultsOf={(now) => placesOf(t, now, faults)}
          readOnly={save === undefined}
        />
      </Suspense>
      {save === undefined ? null : (
        <div className={css.bar}>
          <Button kind="primary" busy={busy} disabled={!dirty} onClick={store}>
            {saveWord}
          </Button>
          {dirty && discard !== undefined ? (
            <Button
              kind="quiet"
              onClick={() => {
                discard()
                setRound(round + 1)
              }}
            >
              {t('flow.edit.discard')}
            </Button>
          ) : null}
          <span className={css.quiet}>{dirty ? t('flow.edit.unsaved') : t('flow.edit.hint')}</span>
        </div>
      )}
    </div>
  )
}
