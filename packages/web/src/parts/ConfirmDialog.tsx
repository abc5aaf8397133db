// Shows the question of confirm.ts. The button that harms is never the one that has focus first.
import { useState, useSyncExternalStore } from 'react'
import { useWords } from '../words/use.ts'
import { Button } from './Button.tsx'
import { type Asked, askedNow, watchAsked } from './confirm.ts'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'

/** The dialog; stands once, in the shell. */
export function ConfirmDialog() {
  const asked = useSyncExternalStore(watchAsked, askedNow)
  return asked === null ? null : <Ask asked={asked} />
}

function Ask({ asked: { title, text, action, harm = false, type, answer } }: { asked: Asked }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const ready = type === undefined || typed.trim() === type
  const actions = (
    <>
      <Button data-autofocus={type === undefined ? '' : undefined} onClick={() => answer(false)}>
        {t('parts.cancel')}
      </Button>
      <Button kind={harm ? 'harm' : 'primary'} disabled={!ready} onClick={() => answer(true)}>
        {action}
      </Button>
    </>
  )
  return (
    <Dialog open close={() => answer(false)} title={title} actions={actions}>
      <div className="stack">
        {text === undefined ? null : <p>{text}</p>}
        {type === undefined ? null : (
          <Field
            label={t('parts.typeToConfirm', { word: type })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
      </div>
    </Dialog>
  )
}
