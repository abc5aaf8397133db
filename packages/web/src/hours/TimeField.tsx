// A time of day that can be typed as people write it: 9, 930, 9:30, 17.30. The same in every language and browser: 24 hours.
import { useState } from 'react'
import css from './hours.module.css'
import { timeIn } from './spans.ts'

/**
 * The field.
 *
 * @param value - such as `09:00`; empty where there is none yet.
 * @param change - called with the new time, empty while what stands there is none.
 */
export function TimeField({
  label,
  value,
  change,
  fault,
}: {
  label: string
  value: string
  change: (value: string) => void
  fault: string | undefined
}) {
  // Null: shown as it is stored.
  const [text, setText] = useState<string | null>(null)
  return (
    <input
      className={css.time}
      inputMode="numeric"
      autoComplete="off"
      placeholder="00:00"
      maxLength={5}
      aria-label={label}
      value={text ?? value}
      onChange={({ target }) => {
        setText(target.value)
        change(timeIn(target.value) ?? '')
      }}
      onFocus={({ target }) => target.select()}
      onBlur={() => setText(value === '' ? text : null)}
      {...(fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': fault })}
    />
  )
}
