// Shows the messages of toasts.ts at the lower edge: read out when they come, reachable by keyboard, gone after ten seconds unless
// someone points at them or has focus in them.
import { IconCircleCheck, IconExclamationCircle, IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useCommands } from '../shell/use-commands.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { Keys } from './Keys.tsx'
import css from './toasts.module.css'
import { addToast, dropToast, type Toast, toastsNow, UNDO_MS, watchToasts } from './toasts.ts'

/** The messages; stands once, in the shell. */
export function Toasts() {
  const { t } = useWords()
  const toasts = useSyncExternalStore(watchToasts, toastsNow)
  const [held, setHeld] = useState(false)
  const undo = useUndoing()
  const latest = toasts.findLast((toast) => toast.undo !== undefined)
  useCommands(
    latest === undefined
      ? []
      : [{ id: 'undo', label: t('parts.undo'), group: 'here', keys: 'mod+z', run: () => undo(latest) }],
  )
  return (
    <section
      className={css.region}
      aria-label={t('parts.messages')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ol aria-live="polite" className={css.list}>
        {toasts.map((toast) => (
          <Message key={toast.id} toast={toast} held={held} undo={undo} />
        ))}
      </ol>
    </section>
  )
}

/** Undoes once; a failure is said in place of the message. */
function useUndoing(): (toast: Toast) => void {
  const { t } = useWords()
  return (toast) => {
    dropToast(toast.id)
    void (async () => {
      try {
        await toast.undo?.()
        addToast({ kind: 'done', text: t('parts.undone') })
      } catch (failure) {
        addToast({ kind: 'failed', text: problemText(t, failure) })
      }
    })()
  }
}

function Message({ toast, held, undo }: { toast: Toast; held: boolean; undo: (toast: Toast) => void }) {
  const { t } = useWords()
  const { id, kind, text } = toast
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dropToast(id), UNDO_MS)
    return () => clearTimeout(timer)
  }, [held, id])
  const Mark = kind === 'done' ? IconCircleCheck : IconExclamationCircle
  return (
    <li className={css.message} data-kind={kind}>
      <Mark size={18} stroke={1.7} aria-hidden />
      <span className={css.text}>{text}</span>
      {toast.undo === undefined ? null : (
        <button type="button" className={css.undo} onClick={() => undo(toast)}>
          {t('parts.undo')} <Keys keys="mod+z" />
        </button>
      )}
      <button type="button" className={css.close} aria-label={t('parts.close')} onClick={() => dropToast(id)}>
        <IconX size={15} aria-hidden />
      </button>
    </li>
  )
}
