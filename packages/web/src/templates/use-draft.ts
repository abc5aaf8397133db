// A template while it is being written: begun from its newest version, saved as the next one, with a way back to what was before.
import type { Template, TemplateDocument } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'

/** The template as written so far, and what can be done with it. */
export type Draft = {
  readonly document: TemplateDocument
  readonly changed: boolean
  /** Whether somebody else saved a version since this was begun. */
  readonly overtaken: boolean
  readonly busy: boolean
  readonly failure: unknown
  readonly write: (document: TemplateDocument) => void
  readonly discard: () => void
  readonly save: () => void
}

/** @param template - its newest version; what is written stays when that becomes another. */
export function useDraft(template: Template): Draft {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const [written, setWritten] = useState<{ readonly from: number; readonly document: TemplateDocument }>()
  const { key, version, document: stored } = template
  const store = async (body: TemplateDocument): Promise<Template> => {
    const saved = await call('createTemplateVersion', { params: { key }, query: {}, body })
    client.setQueryData(['templates', key], saved)
    void client.invalidateQueries({ queryKey: ['templates', 'list'] })
    void client.invalidateQueries({ queryKey: ['templates', 'keys'] })
    return saved
  }
  const save = useMutation({
    mutationFn: store,
    onMutate: () => stored,
    onSuccess: (saved, sent, before) => {
      // What was written on while this was saved counts from the version that came of it.
      setWritten((now) => (now === undefined || now.document === sent ? undefined : { ...now, from: saved.version }))
      offerUndo(t('templates.saved', { version: f.whole(saved.version) }), () => store(before))
    },
  })
  const document = written?.document ?? stored
  return {
    document,
    changed: written !== undefined && JSON.stringify(document) !== JSON.stringify(stored),
    overtaken: written !== undefined && written.from !== version,
    busy: save.isPending,
    failure: save.error,
    write: (next) => setWritten({ from: written?.from ?? version, document: next }),
    discard: () => setWritten(undefined),
    save: () => save.mutate(document),
  }
}
