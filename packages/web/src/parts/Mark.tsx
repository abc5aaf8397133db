// A short state in a coloured pill. Colour is never alone: the word says the same.
import type { ReactNode } from 'react'
import css from './mark.module.css'
import type { MarkTone } from './tone.ts'

/** The pill. */
export function StateMark({ tone, children }: { tone: MarkTone; children: ReactNode }) {
  return <span className={`${css.mark} ${css[tone]}`}>{children}</span>
}
