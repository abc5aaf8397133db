// The agreed words of the workspace as they are found in texts, for components.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useWords } from '../../words/use.ts'
import { vocabularyQuery } from '../data.ts'
import { type Meanings, meaningsOf } from './meanings.ts'

const KEPT_MS = 60_000

/** The words; null until they are known, and where nothing was agreed. */
export function useMeanings(): Meanings | null {
  const { t, f } = useWords()
  const { data } = useQuery({ ...vocabularyQuery, staleTime: KEPT_MS })
  return useMemo(
    () =>
      data === undefined || data.terms.length === 0
        ? null
        : meaningsOf(data, { language: f.language, sentence: (term) => t('terms.agreedWord', { term }) }),
    [data, f.language, t],
  )
}
