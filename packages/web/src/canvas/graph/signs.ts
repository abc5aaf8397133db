// What a step of a graph bears besides its name: by which channels it happens, and whether journeys begin or end there. Pure.
import type { JourneyMap } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import type { DesignedWay } from './ways.ts'

/** The channels of a step: those that are placed there, and those of its touchpoints, each once. */
export function channelsAt(map: JourneyMap, step: string, records: ReadonlyMap<string, AtlasRecord>): AtlasRecord[] {
  const items = map.lanes.flatMap(({ id }) =>
    map.placed(step, id).flatMap(({ fields }) => records.get(String(fields['item'])) ?? []),
  )
  const channels = items.flatMap((item) => {
    if (item.kind === 'channel') return [item]
    const named = item.kind === 'touchpoint' ? item.fields['channels'] : undefined
    return Array.isArray(named) ? named.flatMap((id) => records.get(String(id)) ?? []) : []
  })
  return [...new Set(channels)].filter(({ removed }) => !removed)
}

/** Where journeys begin and end: as somebody said; else what has no way in, and what has none out. */
export function endsOf(steps: readonly AtlasRecord[], ways: readonly DesignedWay[]) {
  const said = (flag: 'start' | 'end') => steps.filter(({ fields }) => fields[flag] === true).map(({ id }) => id)
  const without = (side: 'from' | 'to') => {
    const having = new Set(ways.map((way) => way[side]))
    return steps.map(({ id }) => id).filter((id) => !having.has(id))
  }
  const [starts, ends] = [said('start'), said('end')]
  return {
    starts: new Set(starts.length > 0 ? starts : without('to')),
    ends: new Set(ends.length > 0 ? ends : without('from')),
  }
}
