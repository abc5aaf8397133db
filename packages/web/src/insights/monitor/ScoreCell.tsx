// A value on a scale that is given in place: a number that becomes a field. Leaving it or Enter gives the value, Escape leaves it as it was.
import { nearest } from '@lotse/core/insights'
import type { Criterion } from '@lotse/protocol'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '../../words/use.ts'
import css from '../insights.module.css'
import { valueText } from '../scales.ts'

type Given = {
  readonly criterion: Criterion
  /** What is given to what, for assistive technology. */
  readonly label: string
  readonly value: number | null
  readonly give: (value: number | null) => unknown
}

/** The cell. */
export function ScoreCell({ criterion, label, value, give }: Given) {
  const { f } = useWords()
  const [typing, setTyping] = useState(false)
  const given = useRef(false)
  const type = () => {
    given.current = false
    setTyping(true)
  }
  if (!typing)
    return (
      <button type="button" className={css.score} aria-label={`${label}: ${valueText(value, f)}`} onClick={type}>
        {valueText(value, f)}
      </button>
    )
  const { min, max, step } = criterion
  const done = (text: string) => {
    // Leaving the field by Enter also takes its focus away: it is given once.
    if (given.current) return
    given.current = true
    setTyping(false)
    const next = text.trim() === '' ? null : nearest(criterion, Number(text))
    if (next !== value) give(next)
  }
  const leave = () => {
    given.current = true
    setTyping(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return event.stopPropagation()
    event.stopPropagation()
    event.preventDefault()
    const row = event.currentTarget.closest<HTMLElement>('[role=row]')
    if (event.key === 'Escape') leave()
    else done(event.currentTarget.value)
    row?.focus()
  }
  return (
    <input
      className={css.scoreField}
      type="number"
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: the field stands where the button was that was pressed.
      autoFocus
      min={min}
      max={max}
      step={step}
      defaultValue={value ?? ''}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => done(currentTarget.value)}
    />
  )
}
