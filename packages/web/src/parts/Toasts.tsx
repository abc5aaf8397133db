// Shows the messages of toasts.ts at the lower edge: read out when they come, reachable by keyboard, gone after ten seconds unless
// someone points at them or has focus in them.
import { IconCircleCheck, IconExclamationCircle, IconRotate, IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useCommands } from '../shell/use-commands.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { Keys } from './Keys.tsx'
import css from './toasts.module.css'
import { dropToast, type Toast, toastsNow, UNDO_MS, watchToasts } from './toasts.ts'
import { takeBack } from './undoing.ts'

/** The messages; stands once, in the shell. */
export function Toasts() {
  const { t } = useWords()
  const toasts = useSyncExternalStore(watchToasts, toastsNow)
  const [held, setHeld] = useState(false)
  const undo = (toast: Toast) => void takeBack(t, toast)
  const latest = toasts.findLast((toast) => toast.undo !== undefined)
  useCommands(
    latest === undefined
      ? []
      : [{ id: 'undo', label: undoWord(t, latest), group: 'here', keys: 'mod+z', run: () => undo(latest) }],
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

/** What the way back is called: again, where it failed. */
const undoWord = (t: Translate, { kind }: Toast): string => t(kind === 'failed' ? 'parts.retry' : 'parts.undo')

const marks = { done: IconCircleCheck, failed: IconExclamationCircle, waiting: IconRotate } as const

function Message({ toast, held, undo }: { toast: Toast; held: boolean; undo: (toast: Toast) => void }) {
  const { t } = useWords()
  const { id, kind, text } = toast
  useEffect(() => {
    if (held || kind === 'waiting') return
    const timer = setTimeout(() => dropToast(id), UNDO_MS)
    return () => clearTimeout(timer)
  }, [held, id, kind])
  const Mark = marks[kind]
  return (
    <li className={css.message} data-kind={kind}>
      <Mark size={18} stroke={1.7} aria-hidden />
      <span className={css.text}>{text}</span>
      {toast.undo === undefined ? null : (
        <button type="button" className={css.undo} onClick={() => undo(toast)}>
          {undoWord(t, toast)} <Keys keys="mod+z" />
        </button>
      )}
      <button type="button" className={css.close} aria-label={t('parts.close')} onClick={() => dropToast(id)}>
        <IconX size={15} aria-hidden />
      </button>
    </li>
  )
}
