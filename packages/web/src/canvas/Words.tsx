// A text in which agreed words say what is meant by them: by pointing everywhere, and by Tab where a text is read rather than worked in.
import { Tooltip } from '@mantine/core'
import { useContext } from 'react'
import css from './words.module.css'
import { type WordPart, WordsContext } from './words.ts'

type Given = {
  readonly text: string
  /** Words can be reached by Tab. In the map itself the details of a step do that, so that Tab goes on from step to step. */
  readonly reach?: boolean
}

/** The text. */
export function Words({ text, reach = false }: Given) {
  const split = useContext(WordsContext)
  const parts = split === null || text === '' ? null : split(text)
  if (parts === null || parts.every((part) => typeof part === 'string')) return text
  return parts.map((part, at) => {
    if (typeof part === 'string') return part
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order.
    return reach ? <Reached key={at} {...part} /> : <Pointed key={at} {...part} />
  })
}

type Word = Exclude<WordPart, string>

function Pointed({ word, meaning }: Word) {
  return (
    <span className={css.word} title={meaning}>
      {word}
    </span>
  )
}

function Reached({ word, meaning }: Word) {
  return (
    <Tooltip multiline maw={320} label={meaning} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={css.word}>
        {word}
      </button>
    </Tooltip>
  )
}
