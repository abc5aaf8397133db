// The parts of conditions that a list needs, loaded when first shown: the language's parser is not small.
import { lazy, Suspense } from 'react'
import type { CountFilters } from '../conditions/use-count.ts'

const Count = lazy(async () => ({ default: (await import('../conditions/Count.tsx')).CountOf }))
const Reading = lazy(async () => ({ default: (await import('../conditions/ReadingText.tsx')).Reading }))
const Panel = lazy(async () => ({ default: (await import('./ConditionPanel.tsx')).ConditionPanel }))

/** How many customers are meant. */
export function LazyCount({ filters }: { filters: CountFilters }) {
  return (
    <Suspense>
      <Count filters={filters} />
    </Suspense>
  )
}

/** A condition in plain words. */
export function LazyReading({ text }: { text: string }) {
  return (
    <Suspense fallback={text}>
      <Reading text={text} />
    </Suspense>
  )
}

/** The panel in which a condition is edited. */
export function LazyPanel(given: { text: string; close: () => void; apply: (text: string) => void }) {
  return (
    <Suspense>
      <Panel {...given} />
    </Suspense>
  )
}
