// Publishing a journey for measuring, and stopping it: freezes, checks, stores, and tells the engines. Measures nothing itself.
import { type Frozen, freezeJourney, segmentsIn } from '@lotse/core/atlas'
import { Problem, sameValue } from '@lotse/core/base'
import type { AtlasRecord, JourneyDocument, Json } from '@lotse/protocol'
import { type OwnedRecord, recordsById, recordsOfJourney, recordsUsedIn } from '../adapters/store/atlas.ts'
import { appendChange, lockCatalog, NOTICE_MS } from '../adapters/store/flows.ts'
import { countCustomers, editionNumbers, editionsOf, endSweeps, insertEdition } from '../adapters/store/journeys.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Caller } from '../base/auth.ts'
import { refuseForeignRecords } from './owning.ts'

/** Who does it, and when. */
export type Doing = { readonly db: Db; readonly caller: Caller; readonly clock: { now(): number } }

/** A journey frozen as it stands. `changed`: it is another than what is measured. @throws Problem `not_found`. */
export async function frozenJourney(
  db: Db,
  workspaceId: number,
  journey: string,
): Promise<Frozen & { readonly record: OwnedRecord; readonly changed: boolean }> {
  const inside = await recordsOfJourney(db, workspaceId, journey)
  const record = inside.find(({ id, kind }) => id === journey && kind === 'journey')
  if (record === undefined) throw new Problem('not_found')
  const used = await recordsUsedIn(db, workspaceId, journey)
  const frozen = freezeJourney(journey, [...inside, ...used, ...(await recordsById(db, workspaceId, namedIn(used)))])
  const { measured } = await editionNumbers(db, workspaceId, journey)
  const [edition] = measured === 0 ? [] : await editionsOf(db, workspaceId, { journey, number: measured })
  return { ...frozen, record, changed: edition === undefined || !isSame(edition.document, frozen.document) }
}

/** Touchpoints and personas on the map name channels and segments, which need not stand there themselves. */
function namedIn(records: readonly AtlasRecord[]): string[] {
  const named = records.flatMap((record) => {
    const { kind, fields } = record
    if (kind === 'persona') return segmentsIn(record)
    return kind === 'touchpoint' ? [...segmentsIn(record), ...listed(fields['channels'])] : []
  })
  return [...new Set(named)]
}

const listed = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []

const plain = (document: JourneyDocument): Json => JSON.parse(JSON.stringify(document)) as Json
const isSame = (one: JourneyDocument, other: JourneyDocument): boolean =>
  sameValue(plain(one), plain(other), { time: false, zone: 'UTC' })

/**
 * Freezes a journey as its next edition, measured from the notice on.
 *
 * @returns its number.
 * @throws Problem `not_found`, `auth.not_owner`, `atlas.not_measurable` with all faults, `atlas.nothing_new`.
 */
export async function publishJourney({ db, caller, clock }: Doing, journey: string): Promise<number> {
  const { workspaceId } = caller
  await lockCatalog(db)
  const { record, document, faults, changed } = await frozenJourney(db, workspaceId, journey)
  if (record.removed) throw new Problem('not_found')
  await refuseForeign(db, caller, record)
  if (faults.some(({ severity }) => severity === 'error'))
    throw new Problem('atlas.not_measurable', {
      faults: faults.map((fault) => ({ ...fault, facts: { ...fault.facts } })),
    })
  if (!changed) throw new Problem('atlas.nothing_new')
  const { newest } = await editionNumbers(db, workspaceId, journey)
  const number = newest + 1
  const customers = await countCustomers(db, workspaceId)
  // The catalog comes last: the less time until the commit, the more of the notice is left.
  const publishedAt = clock.now()
  const effectiveAt = publishedAt + NOTICE_MS
  const edition = { workspaceId, journey, number, document, customers, publishedAt, publishedBy: caller.name }
  await insertEdition(db, { ...edition, effectiveAt })
  await appendChange(db, { workspaceId, flowId: journey, version: number, effectiveAt, action: 'journey', detail: {} })
  return number
}

/** Measures a journey no longer. @throws Problem `not_found` where it is not measured, `auth.not_owner`. */
export async function stopMeasuring({ db, caller, clock }: Doing, journey: string): Promise<void> {
  const { workspaceId } = caller
  await lockCatalog(db)
  const [record] = await recordsById(db, workspaceId, [journey])
  const { measured } = await editionNumbers(db, workspaceId, journey)
  if (record === undefined || measured === 0) throw new Problem('not_found')
  await refuseForeign(db, caller, record)
  await endSweeps(db, workspaceId, journey)
  const effectiveAt = clock.now() + NOTICE_MS
  await appendChange(db, { workspaceId, flowId: journey, version: 0, effectiveAt, action: 'journey', detail: {} })
}

function refuseForeign(db: Db, caller: Caller, record: OwnedRecord): Promise<void> {
  return refuseForeignRecords({ db, caller }, [record], { known: new Map([[record.id, record]]), ownerId: null })
}
