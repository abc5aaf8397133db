// An insight that hangs at layers of a journey as the record that it is, as far as a sheet shows it. Pure.
import type { AtlasRecord, LayerInsight } from '@lotse/protocol'

/** What it is called, what sort it is of, and what it concerns; where it is placed is told by the map. */
export function concerned({ id, name, sort, at }: LayerInsight): AtlasRecord {
  const concerns = at.flatMap((one) => (one.how === 'concerns' ? [one.id] : []))
  return {
    id,
    kind: 'insight',
    journey: null,
    removed: false,
    fields: { name, concerns, ...(sort === null ? {} : { sort }) },
  }
}
