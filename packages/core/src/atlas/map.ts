// A journey as its readers see it, made of its records: phases with their steps, lanes, and what stands where. Records that lost what they belong to are left out.
import type { AtlasKind, AtlasRecord, Json } from '@lotse/protocol'

/** A journey laid out. `at`: what stands at a step in a lane, placements in their order. `between`: transitions by the step they leave. */
export type JourneyMap = {
  readonly phases: readonly { readonly phase: AtlasRecord; readonly steps: readonly AtlasRecord[] }[]
  /** All steps in the order of their phases. */
  readonly steps: readonly AtlasRecord[]
  readonly lanes: readonly AtlasRecord[]
  readonly cell: (step: string, lane: string) => AtlasRecord | undefined
  readonly placed: (step: string, lane: string) => readonly AtlasRecord[]
  readonly feeling: (step: string, persona: string | null) => AtlasRecord | undefined
  /** What anybody feels at any step, in no order. */
  readonly feelings: readonly AtlasRecord[]
  readonly leaving: (step: string) => readonly AtlasRecord[]
}

/** Lays out the records of a journey. */
export function journeyMap(records: Iterable<AtlasRecord>): JourneyMap {
  const by = groups(records)
  const phases = by('phase').toSorted(inOrder)
  const stepsOf = grouped(by('step').toSorted(inOrder), (step) => text(step.fields['phase']))
  const laid = phases.map((phase) => ({ phase, steps: stepsOf.get(phase.id) ?? [] }))
  const cells = new Map(by('cell').map((one) => [place(one), one]))
  const placed = grouped(by('placement').toSorted(inOrder), place)
  const feelings = new Map(
    by('feeling').map((one) => [key(text(one.fields['step']), text(one.fields['persona'])), one]),
  )
  const leaving = grouped(by('transition'), (one) => text(one.fields['from']))
  return {
    phases: laid,
    steps: laid.flatMap(({ steps }) => steps),
    lanes: by('lane').toSorted(inOrder),
    cell: (step, lane) => cells.get(key(step, lane)),
    placed: (step, lane) => placed.get(key(step, lane)) ?? [],
    feeling: (step, persona) => feelings.get(key(step, persona ?? '')),
    feelings: [...feelings.values()],
    leaving: (step) => leaving.get(step) ?? [],
  }
}

/** Compares records by their key of order; those with the same, as two people make them at once, by id. */
export function inOrder(a: AtlasRecord, b: AtlasRecord): number {
  return compare(text(a.fields['order']), text(b.fields['order'])) || compare(a.id, b.id)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const key = (step: string, other: string): string => `${step}/${other}`
const place = ({ fields }: AtlasRecord): string => key(text(fields['step']), text(fields['lane']))

function groups(records: Iterable<AtlasRecord>): (kind: AtlasKind) => AtlasRecord[] {
  const kinds = new Map<AtlasKind, AtlasRecord[]>()
  for (const record of records) {
    if (record.removed) continue
    const group = kinds.get(record.kind)
    if (group) group.push(record)
    else kinds.set(record.kind, [record])
  }
  return (kind) => kinds.get(kind) ?? []
}

function grouped(records: readonly AtlasRecord[], of: (record: AtlasRecord) => string): Map<string, AtlasRecord[]> {
  const found = new Map<string, AtlasRecord[]>()
  for (const record of records) {
    const group = found.get(of(record))
    if (group) group.push(record)
    else found.set(of(record), [record])
  }
  return found
}
