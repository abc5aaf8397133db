// One choice of several: the browser's own list, so that keyboard, touch and assistive technology just work.
import { IconChevronDown } from '@tabler/icons-react'
import { type ComponentProps, useId } from 'react'
import css from './field.module.css'

type Choice = { readonly value: string; readonly label: string }

const optionOf = ({ value, label }: Choice) => (
  <option key={value} value={value}>
    {label}
  </option>
)

/**
 * The field.
 *
 * @param label - what is chosen.
 * @param hidden - the label is read but not shown, e.g. in a bar.
 * @param groups - further choices under headings.
 */
export function Select({
  label,
  hint,
  hidden = false,
  choices,
  groups = [],
  ...select
}: Omit<ComponentProps<'select'>, 'children' | 'hidden'> & {
  label: string
  hint?: string | undefined
  hidden?: boolean
  choices: readonly Choice[]
  groups?: readonly { readonly label: string; readonly choices: readonly Choice[] }[]
}) {
  const id = useId()
  return (
    <div className={css.root}>
      <label className={hidden ? 'visually-hidden' : css.label} htmlFor={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p className={css.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className={css.box}>
        <select
          {...select}
          id={id}
          className={`${css.input} ${css.select}`}
          {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        >
          {choices.map(optionOf)}
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.choices.map(optionOf)}
            </optgroup>
          ))}
        </select>
        <IconChevronDown className={css.chevron} size={16} stroke={1.8} aria-hidden />
      </div>
    </div>
  )
}
