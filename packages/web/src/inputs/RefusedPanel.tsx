// One refused event: what is wrong with it, what was sent, and a place to mend it and have it judged again.
import type { JsonObject, RefusedEvent } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './inputs.module.css'
import { reasonText } from './reasons.ts'

/** The panel. */
export function RefusedPanel({ event, close }: { event: RefusedEvent; close: () => void }) {
  const { t, f } = useWords()
  const may = useMay()
  const facts = [
    event.field === null ? null : t('inputs.field', { field: event.field }),
    event.source === null ? null : t('inputs.from', { source: event.source.name }),
    f.instant(Date.parse(event.refusedAt)),
  ]
  return (
    <Dialog open place="side" wide close={close} title={reasonText(t, event.code)}>
      <div className={css.panel}>
        <p lang="en">{event.detail}</p>
        <p className={css.facts}>{facts.filter((fact) => fact !== null).join(' · ')}</p>
        {event.replayedAt === null ? null : (
          <p>
            <StateMark tone="proof">{t('inputs.replayedRefused')}</StateMark>
          </p>
        )}
        {may('inputs.repair') && event.replayedAt === null ? (
          <Mend key={event.id} event={event} />
        ) : (
          <section aria-label={t('inputs.raw')}>
            <h3>{t('inputs.raw')}</h3>
            <Snippet code={pretty(event.raw)} />
          </section>
        )}
      </div>
    </Dialog>
  )
}

function Mend({ event }: { event: RefusedEvent }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [text, setText] = useState(() => pretty(event.raw))
  const [fault, setFault] = useState<string>()
  const replay = useMutation({
    mutationFn: (mended: JsonObject) =>
      call('replayRefusedEvent', { params: { id: event.id }, body: { event: mended } }),
    onSuccess: () =>
      Promise.all(['refused', 'refused-groups'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  const send = () => {
    try {
      const mended: unknown = JSON.parse(text)
      if (typeof mended !== 'object' || mended === null || Array.isArray(mended)) throw new SyntaxError('{ … }')
      setFault(undefined)
      replay.mutate(mended as JsonObject)
    } catch (error) {
      setFault(t('inputs.notJson', { fault: error instanceof Error ? error.message : '' }))
    }
  }
  if (replay.isSuccess)
    return (
      <p role="status">
        <StateMark tone="proof">{t('inputs.replayedRefused')}</StateMark>
      </p>
    )
  return (
    <>
      <TextArea
        label={t('inputs.raw')}
        hint={t('inputs.mendHint')}
        error={fault}
        rows={14}
        spellCheck={false}
        className={css.raw}
        value={text}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      {replay.isError ? <Notice kind="harm">{detailOf(replay.error) ?? problemText(t, replay.error)}</Notice> : null}
      <div>
        <Button kind="primary" busy={replay.isPending} onClick={send}>
          {t('inputs.mend')}
        </Button>
      </div>
    </>
  )
}

/** What exactly is wrong still, as the server says it. */
function detailOf(failure: unknown): string | undefined {
  const facts =
    failure instanceof Error && 'facts' in failure ? (failure.facts as Readonly<Record<string, unknown>>) : {}
  return typeof facts['detail'] === 'string' ? facts['detail'] : undefined
}

function pretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}
