// Which segments of customers a journey names, and which of them can be counted apart. Knows no customers.
import { type AtlasRecord, condition, type JourneyDocument, type Json, SEGMENTS_MAX } from '@lotse/protocol'
import { compileProfile, Problem } from '../base/index.ts'
import { textsOf } from './edit.ts'

/** Why figures of a segment are not kept. `segment_open`: nobody said yet who belongs to it. */
export type SegmentFault = {
  readonly code: 'segment_open' | 'too_many_segments' | 'condition_invalid'
  readonly record: string | null
  readonly facts: Readonly<Record<string, string>>
}

type FrozenSegment = NonNullable<JourneyDocument['segments']>[number]

/**
 * The segments that a journey names (J13): its own first, then those of its personas, then those of all personas and touchpoints that stand on its map, by their ids.
 *
 * @param records - everything in it, and the library records that it and its personas and touchpoints name; none of them put aside.
 */
export function segmentsNamed(journey: string, records: ReadonlyMap<string, AtlasRecord>): string[] {
  const whole = records.get(journey)?.fields ?? {}
  const ofPersonas = idsIn(whole['personas']).flatMap((id) => segmentsIn(records.get(id)))
  const others = [...records.values()].filter(({ kind }) => kind === 'persona' || kind === 'touchpoint')
  const named = [...idsIn(whole['segments']), ...ofPersonas, ...others.flatMap(segmentsIn).sort()]
  return [...new Set(named)].filter((id) => records.get(id)?.kind === 'segment')
}

/** The segments that a persona or touchpoint names. */
export function segmentsIn(record: AtlasRecord | undefined): string[] {
  return [...idsIn(record?.fields['segment']), ...idsIn(record?.fields['segments'])]
}

function idsIn(value: Json | undefined): string[] {
  const ids = Array.isArray(value) ? value : [value]
  return ids.filter((id): id is string => typeof id === 'string')
}

/** Freezes the segments that a journey names, with their conditions (J13). */
export function freezeSegments(
  journey: string,
  records: ReadonlyMap<string, AtlasRecord>,
): { readonly segments: FrozenSegment[]; readonly faults: readonly SegmentFault[] } {
  const faults: SegmentFault[] = []
  const found = segmentsNamed(journey, records).flatMap((id): FrozenSegment[] => {
    const frozen = frozenSegment(records.get(id))
    if (!('code' in frozen)) return [frozen]
    faults.push(frozen)
    return []
  })
  if (found.length > SEGMENTS_MAX) {
    const facts = { most: String(SEGMENTS_MAX), count: String(found.length) }
    faults.push({ code: 'too_many_segments', record: null, facts })
  }
  return { segments: found.slice(0, SEGMENTS_MAX), faults }
}

function frozenSegment(record: AtlasRecord | undefined): FrozenSegment | SegmentFault {
  const { id = '', fields = {} } = record ?? {}
  const where = condition.safeParse(fields['condition'])
  if (!where.success) return { code: 'segment_open', record: id, facts: {} }
  try {
    compileProfile(where.data)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { code: 'condition_invalid', record: id, facts: { reason: error.code } }
  }
  return { id, name: { ...textsOf(fields['name']) }, where: where.data }
}
