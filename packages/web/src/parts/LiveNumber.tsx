// A figure that changes while someone looks: tabular digits, a place that does not shrink, a short glow instead of a jump.
import { useRef } from 'react'
import { useWords } from '../words/use.ts'
import css from './live-number.module.css'

/**
 * A live figure.
 *
 * @param value - what is shown; a number is written in the reader's language.
 * @param chars - the fewest characters to keep room for.
 */
export function LiveNumber({ value, chars = 1 }: { value: number | string; chars?: number }) {
  const { f } = useWords()
  const text = typeof value === 'number' ? f.whole(value) : value
  const widest = useRef(chars)
  widest.current = Math.max(widest.current, text.length)
  const first = useRef(text)
  return (
    <span className={css.place} style={{ minWidth: `${widest.current}ch` }}>
      <span key={text} className={text === first.current ? css.still : css.changed}>
        {text}
      </span>
    </span>
  )
}
