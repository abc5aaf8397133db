// The one page of a shared journey: to read and to print. Says nothing of who answers for it, nor how far needs are met where the link keeps the library shut.
import type { AtlasRecord, SharedJourney } from '@lotse/protocol'
import { useMemo } from 'react'
import type { Layout } from '../canvas/layout.ts'
import { CanvasView } from '../canvas/sheet/CanvasView.tsx'

const noUnit = () => undefined

type Given = {
  readonly shared: SharedJourney
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly name: string
}

/** The page. */
export function SharedCanvas({ shared: { journey, opens }, ...given }: Given) {
  const untold = useMemo(
    () => new Set(opens.includes('library') ? (['owners'] as const) : (['owners', 'needs'] as const)),
    [opens],
  )
  return <CanvasView {...given} journey={given.records.get(journey)} unitName={noUnit} owner={null} untold={untold} />
}
