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

/**
 * The draft of a flow that there is. What is written here stays when the flow changes elsewhere, by a publish or by others: it is compared
 * with the revision it was begun from when it is saved.
 */
export function FlowEditor({ flow }: { flow: Flow }) {
  const { t } = useWords()
  const may = useMay()
  const draft = useDraft(flow)
  const { text, save } = draft
  const faults = useQuery({
    queryKey: ['flow', flow.id, 'faults', flow.revision],
    queryFn: ({ signal }) => call('validateFlow', { params: { id: flow.id } }, signal),
  })
  const mayEdit = may('flows.edit', flow) && flow.status !== 'archived'
  const conflict = save.error instanceof Refused && save.error.code === 'conflict'
  const overwrite = () => {
    const body = documentIn(text)
    if (body !== null) save.mutate({ body, always: true })
  }
  return (
    <div className={css.editing}>
      <Writing
        text={text}
        setText={draft.setText}
        edition={draft.edition}
        changed={text !== draft.saved}
        saveWord={t('flow.edit.save')}
        save={mayEdit ? (body) => save.mutate({ body, always: false }) : undefined}
        busy={save.isPending}
        failure={conflict ? null : save.error}
        faults={faults.data?.faults ?? []}
        discard={() => draft.show(draft.saved)}
      >
        {conflict ? (
          <Notice
            kind="attention"
            action={
              <>
                <Button onClick={() => void draft.load()}>{t('flow.edit.load')}</Button>
                <Button onClick={overwrite}>{t('flow.edit.overwrite')}</Button>
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

const textOf = (document: FlowDocument): string => JSON.stringify(document, null, 2)

/** The text being written, what of it is saved, and from which revision it was begun. `edition` changes when the editor begins anew. */
function useDraft(flow: Flow) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const [text, setText] = useState(() => textOf(flow.draft))
  const [saved, setSaved] = useState(text)
  const [revision, setRevision] = useState(flow.revision)
  const [edition, setEdition] = useState(0)
  const params = { id: flow.id }
  const show = (next: string) => {
    setText(next)
    setEdition((now) => now + 1)
  }
  const save = useMutation({
    mutationFn: ({ body, always }: { body: FlowDocument; always: boolean }) =>
      call('updateFlow', { params, body, query: always ? {} : { revision } }),
    // What is written on while this is saved is not saved with it.
    onMutate: () => text,
    onSuccess: async (answer, _, sent) => {
      setSaved(sent)
      setRevision(answer.revision)
      say(t('flow.edit.saved'))
      await Promise.all(['flow', 'flows'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
  const load = async () => {
    try {
      const theirs = await call('getFlow', { params })
      setSaved(textOf(theirs.draft))
      setRevision(theirs.revision)
      show(textOf(theirs.draft))
      save.reset()
    } catch (failure) {
      sayFailure(failure)
    }
  }
  return { text, setText, saved, edition, show, save, load }
}

type Given = {
  readonly text: string
  readonly setText: (text: string) => void
  /** Another number makes the editor begin with the text as it is given. */
  readonly edition?: number
  /** Whether something would be lost by leaving. */
  readonly changed: boolean
  /** Whether it can be saved although nothing was changed yet. */
  readonly fresh?: boolean
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
export function Writing(given: Given) {
  const { text, setText, edition = 0, changed, saveWord, save, busy, failure, faults, children } = given
  const { t } = useWords()
  const { sayFailure } = useUndo()
  const known = useKnown()
  const schema = useQuery({
    queryKey: ['flow-schema'],
    queryFn: ({ signal }) => call('getFlowSchema', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useBlocker({
    shouldBlockFn: async () =>
      !(await confirmed({ title: t('flow.edit.leave'), action: t('flow.edit.discard'), harm: true })),
    enableBeforeUnload: changed,
    disabled: !changed || busy,
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
          key={edition}
          label={t('flow.edit.label')}
          value={text}
          onChange={setText}
          schema={schema.data}
          known={known}
          faultsOf={(now) => placesOf(t, now, faults)}
          readOnly={save === undefined}
        />
      </Suspense>
      {save === undefined ? null : <Bar {...given} store={store} />}
    </div>
  )
}

function Bar({ changed, fresh = false, saveWord, busy, discard, store }: Given & { store: () => void }) {
  const { t } = useWords()
  return (
    <div className={css.bar}>
      <Button kind="primary" busy={busy} disabled={!changed && !fresh} onClick={store}>
        {saveWord}
      </Button>
      {changed && discard !== undefined ? (
        <Button kind="quiet" onClick={discard}>
          {t('flow.edit.discard')}
        </Button>
      ) : null}
      <span className={css.quiet}>{changed ? t('flow.edit.unsaved') : t('flow.edit.hint')}</span>
    </div>
  )
}
