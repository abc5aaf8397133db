// What stands on what, through the layers: journeys on steps, steps on touchpoints and processes, those on applications, those on data. Stores nothing.
import type { AtlasKind, AtlasRecord, Json } from '@lotse/protocol'

/** One record stands on another (A13): `upper` needs `lower`. `how` it does, and the record that says so. */
export type Standing = {
  readonly upper: string
  readonly lower: string
  readonly how: 'supports' | 'uses' | 'feeds' | 'placed' | 'part' | 'after' | 'channel'
  readonly said: string
}

/** Kinds that a step stands on where they are placed. Personas, needs and insights are there, too, but carry nothing. */
const CARRYING: ReadonlySet<AtlasKind> = new Set([
  'touchpoint',
  'process',
  'transaction',
  'application',
  'dataSource',
  'dataObject',
  'channel',
])

/**
 * What a record says about what stands on what (A13).
 *
 * @param kindOf - of a placed record; what it does not know carries nothing.
 */
export function standingsOf(
  { id, kind, fields, removed, journey }: AtlasRecord,
  kindOf: (id: string) => AtlasKind | undefined,
): Standing[] {
  if (removed) return []
  const one = (field: string) => many([fields[field] ?? null])
  const each = (upper: readonly string[], lower: readonly string[], how: Standing['how']): Standing[] =>
    upper.flatMap((above) => lower.map((below) => ({ upper: above, lower: below, how, said: id })))
  switch (kind) {
    case 'link': {
      const how = fields['how'] === 'supports' || fields['how'] === 'feeds' ? fields['how'] : 'uses'
      // Who supports or feeds lies below, who uses lies above.
      return how === 'uses' ? each(one('from'), one('to'), how) : each(one('to'), one('from'), how)
    }
    case 'placement':
      return each(
        one('step'),
        one('item').filter((item) => CARRYING.has(kindOf(item) ?? 'persona')),
        'placed',
      )
    case 'transaction':
      return [
        ...each(one('process'), [id], 'part'),
        ...each([id], many(fields['after']), 'after'),
        ...each([id], many(fields['data']), 'uses'),
      ]
    case 'touchpoint':
      return each([id], many(fields['channels']), 'channel')
    case 'step':
      return journey === null ? [] : each([journey], [id], 'part')
    case 'journey':
      return [...each(one('under'), [id], 'part'), ...each(one('ofStep'), [id], 'part')]
    default:
      return []
  }
}

const many = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : []

/** A record that was reached. `far`: over how many others; `through`: the one before it on the way. */
export type Reached = {
  readonly id: string
  readonly far: number
  readonly through: string
  readonly how: Standing['how']
}

/** One step further through the layers: what stands right above, or below, of some records and was not reached before. */
export function nextLayer(
  from: readonly Reached[],
  standings: readonly Standing[],
  { up, known }: { readonly up: boolean; readonly known: ReadonlySet<string> },
): Reached[] {
  const here = new Map(from.map((one) => [one.id, one]))
  const found = new Map<string, Reached>()
  for (const { upper, lower, how } of standings) {
    const [start, end] = up ? [lower, upper] : [upper, lower]
    const before = here.get(start)
    if (before === undefined || known.has(end) || found.has(end)) continue
    found.set(end, { id: end, far: before.far + 1, through: start, how })
  }
  return [...found.values()]
}
