// Doing edits in a workspace's atlas: one writer at a time, brought together with what others did since, checked, applied, kept. Answers nobody.
import { applyEdits, bringTogether, checkEdits, picturesIn, undoEdits, usesOf } from '@lotse/core/atlas'
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
import { picturesAmong } from '../adapters/store/pictures.ts'
import type { Caller } from '../base/auth.ts'
import { refuseStrangers } from './in-charge.ts'
import { refuseForeignRecords } from './owning.ts'
import { refuseTermsOutside } from './terms.ts'
import { wordsOfRecord } from './words.ts'

/** Who lags behind further must load anew. */
const BEHIND_MAX = 5000

/** A change as somebody wants it. `base`: the last change they had seen; undefined: it is meant for what stands. `ownerId`: who shall own what is new in the library. */
export type Wish = {
  readonly id: string
  readonly base?: number | undefined
  readonly edits: readonly AtlasEdit[]
  readonly ownerId: number | null
}

/** Where a change is done, by whom, when; inside of a transaction. */
export type Place = { readonly db: Db; readonly caller: Caller; readonly now: number }

/**
 * Does a change, once: the same id answers with what it did the first time.
 *
 * @throws Problem of `checkEdits` and `applyEdits`, `auth.not_owner`, `atlas.too_far_behind`, `atlas.outside_taxonomy`, `picture.unknown`.
 */
export async function doChange(place: Place, wish: Wish): Promise<ChangeRow> {
  return once(place, wish.id, async () => {
    const meanwhile = wish.base === undefined ? [] : await since(place, wish.base)
    const { second } = bringTogether(
      meanwhile.flatMap(({ edits }) => edits),
      wish.edits,
    )
    return apply(place, { ...wish, edits: second, undoes: null, bound: true })
  })
}

/**
 * Does a change that follows from what stands now, once. It may bring back terms that no longer are.
 *
 * @param editsNow - asked while nobody else changes anything.
 * @throws as {@link doChange}.
 */
export async function changeFrom(
  place: Place,
  { id, ownerId }: Pick<Wish, 'id' | 'ownerId'>,
  editsNow: () => Promise<readonly AtlasEdit[]>,
): Promise<ChangeRow> {
  return once(place, id, async () => apply(place, { id, ownerId, edits: await editsNow(), undoes: null, bound: false }))
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
  return once(place, id, async () => {
    const change = await changeById(place.db, place.caller.workspaceId, of)
    if (change === undefined) throw new Problem('not_found')
    const later = (await since(place, change.seq)).flatMap((one) => one.edits)
    const edits = undoEdits(change.reverse, later)
    if (edits.length === 0) throw new Problem('atlas.nothing_to_undo')
    return apply(place, { id, edits, ownerId: null, undoes: change.seq, bound: false })
  })
}

async function once({ db, caller }: Place, id: string, work: () => Promise<ChangeRow>): Promise<ChangeRow> {
  await holdAtlas(db, caller.workspaceId)
  return (await changeById(db, caller.workspaceId, id)) ?? work()
}

async function since({ db, caller }: Place, after: number): Promise<ChangeRow[]> {
  const changes = await changesAfter(db, caller.workspaceId, { after, limit: BEHIND_MAX + 1 })
  if (changes.length > BEHIND_MAX) throw new Problem('atlas.too_far_behind')
  return changes
}

/** `bound`: to the terms that may be given now. */
type Doing = Omit<Wish, 'base'> & { readonly undoes: number | null; readonly bound: boolean }

async function apply({ db, caller, now }: Place, doing: Doing): Promise<ChangeRow> {
  const { id, edits, ownerId, undoes, bound } = doing
  const { workspaceId, memberId } = caller
  const known = new Map((await recordsById(db, workspaceId, namedIn(edits))).map((record) => [record.id, record]))
  const records = (one: string): OwnedRecord | undefined => known.get(one)
  checkEdits(records, edits)
  if (bound) await refuseUnkeptPictures(db, workspaceId, { records, edits })
  const done = applyEdits(records, edits)
  await refuseForeignRecords({ db, caller }, done.records, { known, ownerId })
  if (bound) await refuseTermsOutside(db, workspaceId, { known, changed: done.records })
  if (bound) await refuseStrangers(db, workspaceId, { known, changed: done.records })
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

/** Pictures that a change brings are kept here (P2). What comes back may name one that was forgotten meanwhile. */
async function refuseUnkeptPictures(
  db: Db,
  workspaceId: number,
  {
    records,
    edits,
  }: { readonly records: (id: string) => OwnedRecord | undefined; readonly edits: readonly AtlasEdit[] },
): Promise<void> {
  const brought = picturesIn(records, edits)
  if (brought.length === 0) return
  const kept = await picturesAmong(db, workspaceId, brought)
  const missing = brought.find((id) => !kept.has(id))
  if (missing !== undefined) throw new Problem('picture.unknown', { id: missing })
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
