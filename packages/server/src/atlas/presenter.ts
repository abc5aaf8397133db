// Records and changes as the API answers them. Reads nothing.
import type { ShownChange, ShownRecord } from '@lotse/protocol'
import type { ChangeRow, OwnedRecord } from '../adapters/store/atlas.ts'
import { instantOf } from '../base/ids.ts'

/** A record as it is answered. */
export function showRecord({ owner, changedAt, ...record }: OwnedRecord): ShownRecord {
  return { ...record, ownerId: ownerIdOf(owner), changedAt: instantOf(changedAt) }
}

/** The id of a unit, or of nobody. */
export function ownerIdOf(owner: number | null): string | null {
  return owner === null ? null : String(owner)
}

/** A change as it is answered. */
export function showChange({ seq, id, memberId, at, edits, undoes }: ChangeRow): ShownChange {
  return { seq, id, by: memberId === null ? null : String(memberId), at: instantOf(at), edits: [...edits], undoes }
}
