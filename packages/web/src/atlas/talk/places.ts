// Where comments stand in a map: which place a spot is, which spot a place is, and how many open threads are where. Pure.
import type { AtlasRecord, CommentThread } from '@lotse/protocol'
import type { Layout } from '../../canvas/layout.ts'
import { HEAD, type Spot } from '../../canvas/spots.ts'
import { nameIn } from '../../canvas/texts.ts'
import type { Translate } from '../../words/index.ts'

/** A place: a record, or with a lane what stands there of a step. */
export type Place = { readonly record: string; readonly lane: string | null }

/** Names a place, the same for the same. */
export const placeKey = ({ record, lane }: Place): string => (lane === null ? record : `${record}/${lane}`)

/** Whether somebody still says something in a thread. */
export const stands = ({ deletedAt, answers }: CommentThread): boolean =>
  deletedAt === null || answers.some((answer) => answer.deletedAt === null)

/** How many open threads stand where, by {@link placeKey}. */
export function openByPlace(threads: readonly CommentThread[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const thread of threads) {
    if (thread.resolvedAt !== null || !stands(thread)) continue
    const key = placeKey(thread)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** The place at which a comment begins when one stands at a spot; the journey's own where nothing is. */
export function placeAt({ columns, columnAt }: Layout, spot: Spot | null, journey: string): Place {
  const column = columns[columnAt.get(spot?.col ?? '') ?? -1]
  if (spot === null) return { record: journey, lane: null }
  if (spot.row === 'phases') return { record: column?.phase.id ?? journey, lane: null }
  if (spot.col === HEAD) return { record: spot.row === 'steps' ? journey : spot.row, lane: null }
  if (column?.step == null) return { record: column?.phase.id ?? journey, lane: null }
  return { record: column.step.id, lane: spot.row === 'steps' ? null : spot.row }
}

/** The spot of a place; null where the map does not show it. */
export function spotOf({ columns, columnAt, rowAt, bands }: Layout, { record, lane }: Place): Spot | null {
  if (columnAt.has(record)) {
    if (lane === null) return { row: 'steps', col: record }
    return rowAt.has(lane) ? { row: lane, col: record } : null
  }
  if (rowAt.has(record)) return { row: record, col: HEAD }
  const band = bands.find(({ phase }) => phase.id === record)
  const col = columns[band?.from ?? -1]?.id
  return col === undefined ? null : { row: 'phases', col }
}

/** What a place is called: step and lane, or the record. */
export function placeName(
  records: ReadonlyMap<string, AtlasRecord>,
  { record: id, lane: laneId }: Place,
  { t, language }: { readonly t: Translate; readonly language: string },
): string {
  const record = records.get(id)
  if (record === undefined || record.removed) return t('talk.gone')
  if (record.kind === 'journey') return t('talk.journey')
  const name = nameIn(record, language) || unnamed(record, t)
  const lane = laneId === null ? undefined : records.get(laneId)
  if (lane === undefined) return name
  return t('talk.place', { step: name, lane: nameIn(lane, language) || unnamed(lane, t) })
}

function unnamed({ kind, fields }: AtlasRecord, t: Translate): string {
  if (kind === 'step') return t('map.unnamedStep')
  if (kind === 'phase') return t('map.unnamedPhase')
  if (kind === 'lane') return t(`map.lane.${String(fields['type']) as 'text'}`)
  return t('library.unnamed')
}
