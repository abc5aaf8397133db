// A journey as a service blueprint: what customers do, what they see of the company, what happens behind, and what carries it, with the lines between
// (Shostack, 1984; Bitner, Ostrom and Morgan, 2008). Made of the same records as the map. Pure.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import type { Layout } from './layout.ts'

/** The parts of a blueprint from the customer down. */
export const blueprintParts = ['customer', 'front', 'back', 'support'] as const
/** One of these parts. */
type BlueprintPart = (typeof blueprintParts)[number]

/** What stands above each part but the first: who crosses it meets, sees, or hands over. */
export const linesAbove = { front: 'interaction', back: 'visibility', support: 'internal' } as const

/** In which part things of the library stand. */
const partOfKind: Readonly<Partial<Record<AtlasKind, BlueprintPart>>> = {
  touchpoint: 'front',
  channel: 'front',
  process: 'back',
  transaction: 'back',
  application: 'support',
  dataSource: 'support',
  dataObject: 'support',
}

const partOfActor: Readonly<Record<string, BlueprintPart>> = {
  customer: 'customer',
  employee: 'front',
  partner: 'back',
  system: 'support',
}

/** What stands in one part at one step: the step itself where its actor acts there, and things of the library, each once. */
type BlueprintCell = { readonly step: AtlasRecord | null; readonly items: readonly AtlasRecord[] }

/** The part in which a step is acted. */
function partOfStep({ fields }: AtlasRecord): BlueprintPart {
  return partOfActor[String(fields['actor'] ?? 'customer')] ?? 'customer'
}

/** What stands in a part at a step. */
export function blueprintCell(
  { map }: Layout,
  { step, part }: { readonly step: AtlasRecord; readonly part: BlueprintPart },
  records: ReadonlyMap<string, AtlasRecord>,
): BlueprintCell {
  const ids = map.lanes.flatMap(({ id }) => map.placed(step.id, id).map(({ fields }) => String(fields['item'])))
  const items = [...new Set(ids)].flatMap((id) => {
    const item = records.get(id)
    return item !== undefined && !item.removed && partOfKind[item.kind] === part ? [item] : []
  })
  return { step: partOfStep(step) === part ? step : null, items }
}
