// Hands the agreed words to whatever shows texts inside, so that each says what is meant by it.
import type { ReactNode } from 'react'
import { WordsContext } from '../../canvas/words.ts'
import { useMeanings } from './use-meanings.ts'

/** The frame. */
export function TermsFrame({ children }: { readonly children: ReactNode }) {
  const meanings = useMeanings()
  return <WordsContext value={meanings?.split ?? null}>{children}</WordsContext>
}
