// One person's view of records while others edit them too: what the server confirmed, and on top what it has not seen yet. Talks to nobody.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { applyEdits, bringTogether, type Records } from './edit.ts'

/** Edits that belong together. `id`: made by whoever made them, so that they are known again. */
export type Change = { readonly id: string; readonly edits: readonly AtlasEdit[] }

/** A change with its place in the order of all. */
export type PlacedChange = Change & { readonly seq: number }

/** `seq`: the last change that was received. `waiting`: changes of one's own that the server has not confirmed, oldest first. */
export type Desk = {
  readonly seq: number
  readonly confirmed: ReadonlyMap<string, AtlasRecord>
  readonly waiting: readonly Change[]
}

/** A desk with what was loaded. */
export function openDesk(records: readonly AtlasRecord[], seq: number): Desk {
  return { seq, confirmed: new Map(records.map((record) => [record.id, record])), waiting: [] }
}

/** Records as they look with what waits. Changes that no longer fit are left out: the server will refuse them. */
export function seenFrom({ confirmed, waiting }: Desk): ReadonlyMap<string, AtlasRecord> {
  const seen = new Map(confirmed)
  for (const { edits } of waiting) put(seen, edits)
  return seen
}

/**
 * Does something at a desk.
 *
 * @returns the desk, and the edits as they are to be sent: typing where a whole text was given.
 * @throws Problem as {@link applyEdits}.
 */
export function editAt(desk: Desk, change: Change): { readonly desk: Desk; readonly change: Change } {
  const { edits } = applyEdits(recordsOf(seenFrom(desk)), change.edits)
  const small = { id: change.id, edits }
  return { desk: { ...desk, waiting: [...desk.waiting, small] }, change: small }
}

/** Takes a change that the server placed: of others, or of one's own, as it came out. Those received already are passed over. */
export function receiveAt(desk: Desk, change: PlacedChange): Desk {
  if (change.seq <= desk.seq) return desk
  const confirmed = new Map(desk.confirmed)
  put(confirmed, change.edits)
  const [first, ...rest] = desk.waiting
  if (first?.id === change.id) return { seq: change.seq, confirmed, waiting: rest }
  let over = change.edits
  const waiting = desk.waiting.map(({ id, edits }) => {
    const { first: passed, second } = bringTogether(over, edits)
    over = passed
    return { id, edits: second }
  })
  return { seq: change.seq, confirmed, waiting }
}

/** Takes back a change that the server refused. What was done on top of it is brought to what stands without it. */
export function dropAt(desk: Desk, id: string): Desk {
  return { ...desk, waiting: desk.waiting.filter((change) => change.id !== id) }
}

function put(records: Map<string, AtlasRecord>, edits: readonly AtlasEdit[]): void {
  for (const edit of edits) {
    try {
      for (const record of applyEdits(recordsOf(records), [edit]).records) records.set(record.id, record)
    } catch {
      // It does not fit any more.
    }
  }
}

const recordsOf =
  (records: ReadonlyMap<string, AtlasRecord>): Records =>
  (id) =>
    records.get(id)
