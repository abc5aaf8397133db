// Doing edits in a workspace's atlas: one writer at a time, brought together with what others did since, checked, applied, kept. Answers nobody.
import { applyEdits, bringTogether, checkEdits, undoEdits, usesOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import type { AtlasEdit } from '@lotse/protocol'
import {
  type ChangeRow,
  changeById,
  changesAfter,
  holdAtlas,
  insertChange,
  type OwnedRecord,
  recordsById,
  writeRecords,
} from '../adapters/store/atlas.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Caller } from '../base/auth.ts'
import { refuseForeignRecords } from './owning.ts'
import { wordsOfRecord } from './words.ts'

/** Who lags behind further must load anew. */
const BEHIND_MAX = 5000

/** A change as somebody wants it. `base`: the last change they had seen. `ownerId`: who shall own what is new in the library. */
export type Wish = {
  readonly id: string
  readonly base: number
  readonly edits: readonly AtlasEdit[]
  readonly ownerId: number | null
}

/** Where a change is done, by whom, when; inside of a transaction. */
export type Place = { readonly db: Db; readonly caller: Caller; readonly now: number }

/**
 * Does a change, once: the same id answers with what it did the first time.
 *
 * @throws Problem of `checkEdits` and `applyEdits`, `auth.not_owner`, `atlas.too_far_behind`.
 */
export async function doChange(place: Place, wish: Wish): Promise<ChangeRow> {
  const { db, caller } = place
  await holdAtlas(db, caller.workspaceId)
  const before = await changeById(db, caller.workspaceId, wish.id)
  if (before) return before
  const since = await changesAfter(db, caller.workspaceId, { after: wish.base, limit: BEHIND_MAX + 1 })
  if (since.length > BEHIND_MAX) throw new Problem('atlas.too_far_behind')
  const { second } = bringTogether(
    since.flatMap(({ edits }) => edits),
    wish.edits,
  )
  return apply(place, { ...wish, edits: second, undoes: null })
}

/**
 * Takes a change back.
 *
 * @throws Problem `not_found`, `atlas.nothing_to_undo`, and those of {@link doChange}.
 */
export async function undoChange(
  place: Place,
  { of, id }: { readonly of: string; readonly id: string },
): Promise<ChangeRow> {
  const { db, caller } = place
  await holdAtlas(db, caller.workspaceId)
  const before = await changeById(db, caller.workspaceId, id)
  if (before) return before
  const change = await changeById(db, caller.workspaceId, of)
  if (change === undefined) throw new Problem('not_found')
  const since = await changesAfter(db, caller.workspaceId, { after: change.seq, limit: BEHIND_MAX + 1 })
  if (since.length > BEHIND_MAX) throw new Problem('atlas.too_far_behind')
  const edits = undoEdits(
    change.reverse,
    since.flatMap((one) => one.edits),
  )
  if (edits.length === 0) throw new Problem('atlas.nothing_to_undo')
  return apply(place, { id, edits, ownerId: null, undoes: change.seq })
}

type Doing = Omit<Wish, 'base'> & { readonly undoes: number | null }

async function apply({ db, caller, now }: Place, { id, edits, ownerId, undoes }: Doing): Promise<ChangeRow> {
  const { workspaceId, memberId } = caller
  const known = new Map((await recordsById(db, workspaceId, namedIn(edits))).map((record) => [record.id, record]))
  const records = (one: string): OwnedRecord | undefined => known.get(one)
  checkEdits(records, edits)
  const done = applyEdits(records, edits)
  await refuseForeignRecords({ db, caller }, done.records, { known, ownerId })
  const written = done.records.map((record) => ({
    ...record,
    owner: known.get(record.id)?.owner ?? (record.journey === null ? ownerId : null),
    words: wordsOfRecord(record),
    uses: usesOf(record),
  }))
  await writeRecords(db, workspaceId, written, now)
  const change = { id, memberId, at: now, edits: done.edits, reverse: done.reverse, undoes }
  const journeys = [...new Set(done.records.map(({ journey }) => journey ?? ''))]
  return { ...change, seq: await insertChange(db, workspaceId, { ...change, journeys }) }
}

/** Everything that edits speak of: the records themselves, and those that values name. */
function namedIn(edits: readonly AtlasEdit[]): string[] {
  const ids = new Set<string>()
  const take = (value: unknown): void => {
    if (typeof value === 'string') ids.add(value)
    else if (Array.isArray(value)) for (const one of value) take(one)
  }
  for (const edit of edits) {
    ids.add(edit.id)
    if (edit.do === 'set') take(edit.value)
    if (edit.do === 'make') {
      take(edit.journey)
      for (const value of Object.values(edit.fields)) take(value)
    }
  }
  return [...ids]
}
