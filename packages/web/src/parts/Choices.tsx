// A few choices of which one holds, side by side: native radio buttons, so that keyboard and assistive technology just work.
import { useId } from 'react'
import css from './choices.module.css'

/**
 * The choices.
 *
 * @param label - what is chosen, for assistive technology.
 * @param choose - called with the new value.
 */
export function Choices<Value extends string>({
  label,
  choices,
  chosen,
  choose,
}: {
  label: string
  choices: readonly { readonly value: Value; readonly label: string }[]
  chosen: Value
  choose: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset className={css.group}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={css.choice}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={choice.value === chosen}
            onChange={() => choose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
