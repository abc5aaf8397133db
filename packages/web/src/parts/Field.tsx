// One labelled text field with its hint and its error.
import type { ComponentProps } from 'react'
import { FieldFrame, type FieldWords } from './FieldFrame.tsx'
import css from './field.module.css'

/** A text field. */
export function Field({ label, hint, error, ...input }: ComponentProps<'input'> & FieldWords) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(wired) => <input {...input} {...wired} className={css.input} />}
    </FieldFrame>
  )
}
