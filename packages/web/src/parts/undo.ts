// Says what was done and offers the way back, for components.
import { useCallback, useMemo } from 'react'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { addToast, type Undo } from './toasts.ts'

/**
 * Messages after an action.
 *
 * `offerUndo(text, undo)`: says what was done; for ten seconds it can be undone by button or ⌘Z. `undo` answers once the
 * server has, and throws what the server refused: the message says either, so it catches nothing itself. `say(text)`: says it without a way
 * back. `sayFailure(failure)`: says what went wrong, where no place on the screen does; fits a mutation's `onError`.
 *
 * What an undo puts back is noted before the change: by `onMutate` of a mutation, never in its `onSuccess`, which is that of the newest
 * drawing and may already see what the change has made.
 */
export function useUndo() {
  const { t } = useWords()
  const offerUndo = useCallback((text: string, undo: Undo) => addToast({ kind: 'done', text, undo }), [])
  const say = useCallback((text: string) => addToast({ kind: 'done', text }), [])
  const sayFailure = useCallback((failure: unknown) => addToast({ kind: 'failed', text: problemText(t, failure) }), [t])
  return useMemo(() => ({ offerUndo, say, sayFailure }), [offerUndo, say, sayFailure])
}
