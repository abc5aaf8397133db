// A window over the page: asks or shows one thing. The browser's own dialog, which keeps focus inside, closes by Escape and gives
// focus back.
import { IconX } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useWords } from '../words/use.ts'
import css from './dialog.module.css'

/** What has focus first: what asks for it, else the first field. */
const FIRST = '[data-autofocus], [data-dialog-body] :is(input, select, textarea)'

type Given = {
  /** Called by Escape, the cross and a click beside it. */
  readonly close: () => void
  readonly title: string
  /** `center` asks something; `side` shows something beside what one was looking at. */
  readonly place?: 'center' | 'side'
  readonly wide?: boolean
  /** Buttons at the end; the main one last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The dialog. Its content exists only while it is open. */
export function Dialog({ open, ...given }: Given & { readonly open: boolean }) {
  return open ? <Open {...given} /> : null
}

function Open({ close, title, place = 'center', wide = false, actions, children }: Given) {
  const { t } = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // A layout effect is undone while the element still stands in the page: only so does closing give focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return
    element.showModal()
    element.querySelector<HTMLElement>(FIRST)?.focus()
    return () => element.close()
  }, [])
  const beside = (event: MouseEvent) => (event.target === dialog.current ? close() : undefined)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a click beside it does.
    <dialog
      ref={dialog}
      className={`${css.dialog} ${css[place]} ${wide ? css.wide : ''}`}
      aria-labelledby={id}
      onClick={beside}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <div className={css.sheet}>
        <header className={css.head}>
          <h2 id={id}>{title}</h2>
          <button type="button" className={css.close} aria-label={t('parts.close')} onClick={close}>
            <IconX size={18} stroke={1.7} aria-hidden />
          </button>
        </header>
        <div className={css.body} data-dialog-body>
          {children}
        </div>
        {actions === undefined ? null : <footer className={css.foot}>{actions}</footer>}
      </div>
    </dialog>
  )
}
