// The dialog in which something new gets its name. What is asked for besides stands inside; it makes nothing itself.
import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

type Given = {
  readonly title: string
  /** How making it goes. */
  readonly making: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown }
  readonly make: () => void
  readonly close: () => void
  readonly children: ReactNode
}

/** The dialog. Whoever sends twice makes one. */
export function MakingDialog({ title, making: { isPending, isError, error }, make, close, children }: Given) {
  const { t } = useWords()
  const form = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) make()
  }
  return (
    <Dialog
      open
      close={close}
      title={title}
      actions={
        <Button type="submit" form={form} kind="primary" busy={isPending}>
          {t('library.make')}
        </Button>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {isError ? <Failure failure={error} /> : null}
        {children}
      </form>
    </Dialog>
  )
}
