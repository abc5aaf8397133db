// What the library offers for what is typed, for components. Waits a moment between letters.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { useEffect, useState } from 'react'
import { useActs } from './acts.ts'

const PAUSE_MS = 120
const NONE: readonly AtlasRecord[] = []

/** Records of some kinds that fit what is typed; those of before until the new ones are there. `settled`: they are the new ones. */
export function useFound(
  kinds: readonly AtlasKind[],
  typed: string,
): { readonly found: readonly AtlasRecord[]; readonly settled: boolean } {
  const { look } = useActs()
  const [{ found, of }, setFound] = useState<{ found: readonly AtlasRecord[]; of: string | null }>({
    found: NONE,
    of: null,
  })
  const asked = kinds.join(' ')
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      look(asked.split(' ') as AtlasKind[], typed.trim()).then(
        (records) => (wanted ? setFound({ found: records, of: typed }) : undefined),
        () => (wanted ? setFound({ found: NONE, of: typed }) : undefined),
      )
    }, PAUSE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [look, asked, typed])
  return { found, settled: of === typed }
}

/** Puts the caret into a field as soon as it is there. */
export function focusField(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true })
}
