// One labelled text field with its hint and its error, wired for assistive technology.
import { type ComponentProps, useId } from 'react'
import css from './field.module.css'

/**
 * A text field.
 *
 * @param label - what belongs in here.
 * @param hint - one sentence of help, or nothing.
 * @param error - why the content cannot be used, or nothing.
 */
export function Field({
  label,
  hint,
  error,
  ...input
}: ComponentProps<'input'> & { label: string; hint?: string | undefined; error?: string | undefined }) {
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
      <input
        {...input}
        id={id}
        className={css.input}
        aria-invalid={error !== undefined}
        {...(described === '' ? {} : { 'aria-describedby': described })}
      />
      {error === undefined ? null : (
        <p className={css.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
