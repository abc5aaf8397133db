// Several lines of text in a form, wired for assistive technology.
import { type ComponentProps, useId } from 'react'
import css from './field.module.css'

/** @param label - what belongs in here. */
export function TextArea({
  label,
  hint,
  error,
  ...area
}: ComponentProps<'textarea'> & { label: string; hint?: string | undefined; error?: string | undefined }) {
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
      <textarea
        rows={4}
        {...area}
        id={id}
        className={`${css.input} ${css.area}`}
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
