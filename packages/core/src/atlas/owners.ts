// Through whose hands a step passes: the units that own the touchpoints placed at it. Pure.
import type { AtlasRecord } from '@lotse/protocol'
import type { JourneyMap } from './map.ts'

/** What a unit is called; undefined where it is not known. */
export type UnitName = (id: string) => string | undefined

type Known = {
  readonly map: JourneyMap
  readonly records: ReadonlyMap<string, AtlasRecord & { readonly ownerId?: string | null }>
  readonly unitName: UnitName
}

/** Names of the units, each once, in the order of the lanes. */
export function ownersAt({ map, records, unitName }: Known, step: string): string[] {
  const names = map.lanes.flatMap(({ id }) =>
    map.placed(step, id).flatMap(({ fields }) => {
      const { ownerId } = records.get(String(fields['item'])) ?? {}
      const name = ownerId ? unitName(ownerId) : undefined
      return name === undefined ? [] : [name]
    }),
  )
  return [...new Set(names)]
}

/** What a place of the lane “Responsible” says: what was written, then each unit on a line of its own. */
export const wordsOfOwner = (text: string, owners: readonly string[]): string =>
  [text, ...owners].filter(Boolean).join('\n')
