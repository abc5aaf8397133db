// Shows the question for a fresh proof when a call needs one; stands once, in the shell. The question itself is loaded when first asked.
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { askForProofs, watchWish, wishNow } from './proof.ts'

const ProofDialog = lazy(() => import('./ProofDialog.tsx').then((module) => ({ default: module.ProofDialog })))

/** The place of the question. */
export function ProofHost() {
  const wish = useSyncExternalStore(watchWish, wishNow)
  useEffect(askForProofs, [])
  if (wish === null) return null
  return (
    <Suspense fallback={null}>
      <ProofDialog answer={wish.answer} />
    </Suspense>
  )
}
