// Several lines of text in a form.
import type { ComponentProps } from 'react'
import { FieldFrame, type FieldWords } from './FieldFrame.tsx'
import css from './field.module.css'

/** The field. */
export function TextArea({ label, hint, error, ...area }: ComponentProps<'textarea'> & FieldWords) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(wired) => <textarea rows={4} {...area} {...wired} className={`${css.input} ${css.area}`} />}
    </FieldFrame>
  )
}
