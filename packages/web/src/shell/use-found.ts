// What the server knows of the words typed into the palette, by kind. Asks only what the role may see, and shows what has come so far.
import { useQueries } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { useWords } from '../words/use.ts'
import type { Command } from './commands.ts'
import { finders, type Hit } from './finders.ts'

const LETTERS_MIN = 2
const FOUND_MAX = 6

/** Entries of one kind under their heading. */
export type Found = { readonly name: string; readonly entries: readonly Command[] }

/** @param typed - words, settled. */
export function useFound(typed: string): readonly Found[] {
  const { t } = useWords()
  const router = useRouter()
  const may = useMay()
  const asked = typed.length >= LETTERS_MIN
  const kinds = finders.filter(({ action }) => may(action))
  const answers = useQueries({
    queries: kinds.map(({ word, find }) => ({
      queryKey: ['palette', word, typed],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<readonly Hit[]> =>
        find({ find: typed, limit: FOUND_MAX, signal, t }),
      enabled: asked,
    })),
  })
  if (!asked) return []
  return kinds.map(({ word, icon }, at) => ({
    name: t(word),
    entries: (answers[at]?.data ?? []).slice(0, FOUND_MAX).map(({ id, label, link }) => ({
      id: `${word}.${id}`,
      label,
      group: 'go' as const,
      icon,
      run: () => void router.navigate(link),
    })),
  }))
}
