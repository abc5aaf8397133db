// Takes back what a message offers to take back. Says so once the server has answered, never before; where it fails, says what to do. Draws nothing.
import type { Translate } from '../words/index.ts'
import { problemText, worthRetrying } from '../words/problem.ts'
import { replaceToast, type Toast } from './toasts.ts'

/**
 * Takes back once; the message tells how far that is.
 *
 * What was refused for good is not offered again; where trying again may help, the way back stays.
 */
export async function takeBack(t: Translate, { id, undo }: Toast): Promise<void> {
  if (undo === undefined) return
  const waiting = replaceToast(id, { kind: 'waiting', text: t('parts.undoing') })
  try {
    await undo()
    replaceToast(waiting, { kind: 'done', text: t('parts.undone') })
  } catch (failure) {
    const text = t('parts.undoFailed', { reason: problemText(t, failure) })
    replaceToast(waiting, { kind: 'failed', text, ...(worthRetrying(failure) ? { undo } : {}) })
  }
}
