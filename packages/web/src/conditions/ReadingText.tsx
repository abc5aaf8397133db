// A condition in plain words; as text where it cannot be read.
import { useWords } from '../words/use.ts'
import { readingOf } from './reading.ts'
import { parsedText } from './text.ts'

/** The words. */
export function Reading({ text }: { text: string }) {
  const { t, f } = useWords()
  const { condition } = parsedText(text)
  return condition === undefined ? text : t('conditions.reading', { text: readingOf({ t, f }, condition) })
}
