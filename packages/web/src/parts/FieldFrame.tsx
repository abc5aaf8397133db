// What stands around every field of a form: its label, its help, its error, wired for assistive technology. Draws no field itself.
import { type ReactNode, useId } from 'react'
import css from './field.module.css'

/** What every field may say: what belongs in it, one sentence of help, and why its content cannot be used. */
export type FieldWords = {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** Attributes of the field inside. */
type Wired = { readonly id: string; readonly 'aria-invalid': boolean; readonly 'aria-describedby'?: string }

/** @param children - draws the field with the attributes it is given. */
export function FieldFrame({ label, hint, error, children }: FieldWords & { children: (wired: Wired) => ReactNode }) {
  const id = useId()
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim()
  return (
    <div className={css.root}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p className={css.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-invalid': error !== undefined,
        ...(described === '' ? {} : { 'aria-describedby': described }),
      })}
      {error === undefined ? null : (
        <p className={css.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
