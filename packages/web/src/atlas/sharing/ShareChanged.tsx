// Says that a link was changed, with the way back; in the dialog, because nothing beside it can be pressed.
import type { AtlasShare } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { sharesKey } from './shares.ts'

type Given = {
  /** As it is now. */
  readonly share: AtlasShare
  /** Called once the change is taken back. */
  readonly undone: () => void
}

/** The message. */
export function ShareChanged({ share: { id, journey, name, changes }, undone }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const button = useRef<HTMLButtonElement>(null)
  // The form that had the focus is gone.
  useEffect(() => button.current?.focus(), [])
  const undo = useMutation({
    mutationFn: () => call('undoShare', { params: { id: journey, share: id }, body: { changes } }),
    onSuccess: async () => {
      undone()
      await client.invalidateQueries({ queryKey: sharesKey(journey) })
    },
  })
  return (
    <>
      <Notice
        kind="proof"
        title={t('sharing.changed', { name })}
        action={
          <Button ref={button} busy={undo.isPending} onClick={() => undo.mutate()}>
            {t('parts.undo')}
          </Button>
        }
      />
      {undo.isError ? <Notice kind="harm">{problemText(t, undo.error)}</Notice> : null}
    </>
  )
}
