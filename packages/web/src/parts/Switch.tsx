// Something that is on or off, effective at once or with its form. A native box, drawn as a switch.
import { type ComponentProps, useId } from 'react'
import css from './switch.module.css'

/**
 * The switch.
 *
 * @param label - what is on when it is on.
 * @param hint - one sentence of help, or nothing.
 */
export function Switch({
  label,
  hint,
  ...input
}: Omit<ComponentProps<'input'>, 'type'> & { label: string; hint?: string | undefined }) {
  const id = useId()
  return (
    <div className={css.root}>
      <input
        {...input}
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native box says by itself whether it is checked.
        role="switch"
        className={css.box}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      />
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
