// Through whose hands a step passes: the units that own the touchpoints placed at it. Pure.
import type { AtlasRecord } from '@lotse/protocol'
import type { Layout } from './layout.ts'

type Known = {
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord & { readonly ownerId?: string | null }>
  readonly unitName: (id: string) => string | undefined
}

/** Names of the units, each once, in the order of the lanes. */
export function ownersAt({ layout, records, unitName }: Known, step: string): string[] {
  const names = layout.map.lanes.flatMap(({ id }) =>
    layout.map.placed(step, id).flatMap(({ fields }) => {
      const { ownerId } = records.get(String(fields['item'])) ?? {}
      const name = ownerId ? unitName(ownerId) : undefined
      return name === undefined ? [] : [name]
    }),
  )
  return [...new Set(names)]
}
