// Everything stored of a person, piece by piece and page by page, in the order in which she would read it. Reads only.
import type { RunData } from '@lotse/core/act'
import { textsOf } from '@lotse/core/atlas'
import { readState, stated } from '@lotse/core/understand'
import type { Json, JsonObject, PersonPiece } from '@lotse/protocol'
import { unpacked } from '../../act/dispatch/kept.ts'
import { recordsById } from '../../adapters/store/atlas.ts'
import { consentsOf, identitiesOf, statesOf } from '../../adapters/store/customers.ts'
import { type EditionRow, editionsOf } from '../../adapters/store/journeys.ts'
import type { Person } from '../../adapters/store/privacy/person.ts'
import { messagesOfPerson, runsOfPerson } from '../../adapters/store/privacy/pieces.ts'
import { refusedAfter } from '../../adapters/store/privacy/remains.ts'
import { type Before, latestEvents, latestNotes } from '../../adapters/store/timeline.ts'
import type { Page } from '../../base/cursor.ts'
import { instantOf } from '../../base/ids.ts'
import type { World } from '../../base/world.ts'
import { consentHistory, statesConsent } from '../../understand/consent-history.ts'
import { placeEvent } from '../../understand/timeline.ts'
import { Needle } from '../erasure/needle.ts'

const PAGE = 200
/** Far more than people write about one customer. */
const NOTES_MAX = 10_000

/** Whose pieces, and what sources are called. */
export type Reading = { readonly world: World; readonly person: Person; readonly sources: ReadonlyMap<number, string> }

type Part = (reading: Reading, after: string) => Promise<Page<PersonPiece>>

/** The parts in their order; a cursor names the part and where it stands within. */
const PARTS: readonly Part[] = [
  identities,
  facts,
  consents,
  statements,
  runs,
  journeys,
  messages,
  notes,
  refused,
  events,
]

/**
 * A page of pieces.
 *
 * @param cursor - `PART:PLACE` as answered before; undefined: the beginning.
 */
export async function piecesOf(reading: Reading, cursor: string | undefined): Promise<Page<PersonPiece>> {
  const [part = 0, place = ''] =
    cursor === undefined ? [] : [Number(cursor.split(':', 1)[0]), cursor.slice(cursor.indexOf(':') + 1)]
  const read = PARTS[part]
  if (read === undefined) return { items: [], next: null }
  const { items, next } = await read(reading, place)
  if (next !== null) return { items, next: `${part}:${next}` }
  return { items, next: part + 1 < PARTS.length ? `${part + 1}:` : null }
}

/** As it stands in JSON, without what is absent. */
const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject

const whole = (items: PersonPiece[]): Page<PersonPiece> => ({ items, next: null })

async function identities({ world, person, sources }: Reading): Promise<Page<PersonPiece>> {
  const rows = await identitiesOf(world.db, person.workspaceId, person.ids)
  return whole(
    rows.map((row) => ({
      part: 'identity',
      at: instantOf(row.first_seen_at),
      name: row.kind,
      source: row.source_id === null ? null : (sources.get(row.source_id) ?? null),
      data: { value: row.value },
    })),
  )
}

async function facts({ world, person }: Reading): Promise<Page<PersonPiece>> {
  const states = [...(await statesOf(world.db, person.workspaceId, person.ids)).values()].map(readState)
  const traits = states.flatMap((state) =>
    Object.entries(state.traits).flatMap(([name, dated]) =>
      piece('trait', { name, at: dated[1], value: stated(dated) }),
    ),
  )
  const accounts = states.flatMap((state) =>
    Object.entries(state.accounts).flatMap(([name, account]) => {
      const value = Object.fromEntries(
        Object.entries(account.traits).map(([key, dated]) => [key, stated(dated) ?? null]),
      )
      return piece('account', { name, at: account.at, value })
    }),
  )
  return whole([...traits, ...accounts])
}

function piece(
  part: PersonPiece['part'],
  { name, at, value }: { name: string; at: number; value: Json | undefined },
): PersonPiece[] {
  return value === undefined ? [] : [{ part, at: instantOf(at), name, source: null, data: { value } }]
}

async function consents({ world, person }: Reading): Promise<Page<PersonPiece>> {
  const rows = await Promise.all(person.ids.map((id) => consentsOf(world.db, person.workspaceId, id)))
  return whole(
    rows.flat().map((row) => ({
      part: 'consent',
      at: instantOf(row.stated_at),
      name: `${row.channel} / ${row.topic}`,
      source: row.source,
      data: { state: row.state, wording: row.wording, proof: row.proof as JsonObject },
    })),
  )
}

/** Everything she said about being contacted, with its proof. */
async function statements({ world, person }: Reading, after: string): Promise<Page<PersonPiece>> {
  const placed = await consentHistory(world.db, person, { before: beforeOf(after), limit: PAGE })
  const items = placed.map(({ item }): PersonPiece => {
    const { id: _place, statedAt, channel, topic, source, tracked, holds: _now, throughMessage: _ours, ...rest } = item
    const name = `${channel} / ${topic}`
    return { part: 'statement', at: statedAt, name, source: tracked?.name ?? source, data: plain({ ...rest, source }) }
  })
  const last = placed.at(-1)
  return { items, next: placed.length < PAGE || last === undefined ? null : `${last.at} ${last.key}` }
}

function beforeOf(after: string): Before | undefined {
  const [at, ...key] = after.split(' ')
  return after === '' ? undefined : { at: Number(at), key: key.join(' ') }
}

async function runs({ world, person }: Reading, after: string): Promise<Page<PersonPiece>> {
  const rows = await runsOfPerson(world.pool, person, { after, limit: PAGE })
  const items = rows.map((row): PersonPiece => {
    const { p: path } = JSON.parse(row.state) as RunData
    const steps = path.map(([step, at, left]) => ({ step, at: instantOf(at), left: left ?? null }))
    const { version, key, reason, ended_at: endedAt } = row
    const data = { version, key, reason, endedAt: endedAt === null ? null : instantOf(endedAt), steps }
    return { part: 'run', at: instantOf(row.started_at), name: row.flow_name, source: null, data }
  })
  return { items, next: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) }
}

/** Visits that are kept of her on journeys. */
async function journeys({ world, person }: Reading): Promise<Page<PersonPiece>> {
  const states = [...(await statesOf(world.db, person.workspaceId, person.ids)).values()].map(readState)
  const ways = states.flatMap((state) => Object.entries(state.ways ?? {}))
  const records = await recordsById(
    world.db,
    person.workspaceId,
    ways.map(([journey]) => journey),
  )
  const names = new Map(records.map(({ id, fields }) => [id, Object.values(textsOf(fields['name']))[0]]))
  const pieces = ways.map(async ([journey, { visits, edition }]) => {
    const inSome = visits.some(([, , , segments]) => segments !== undefined)
    const [frozen] = inSome ? await editionsOf(world.db, person.workspaceId, { journey, number: edition }) : []
    const called = segmentNames(frozen?.document.segments ?? [])
    const told = visits.map(([step, at, channel, segments = 0]) => ({
      step,
      at: instantOf(at),
      channel,
      ...(segments === 0 ? {} : { segments: called(segments) }),
    }))
    return {
      part: 'journey' as const,
      at: null,
      name: names.get(journey) ?? journey,
      source: null,
      data: { version: edition, visits: told },
    }
  })
  return whole(await Promise.all(pieces))
}

/** What the segments are called that a visit was counted for. */
function segmentNames(segments: NonNullable<EditionRow['document']['segments']>): (bits: number) => string[] {
  return (bits) =>
    segments.filter((_one, place) => (bits >> place) & 1).map(({ id, name }) => Object.values(name)[0] ?? id)
}

async function messages({ world, person }: Reading, after: string): Promise<Page<PersonPiece>> {
  const rows = await messagesOfPerson(world.pool, person, { after: Number(after), limit: PAGE })
  const items = rows.map((row): PersonPiece => {
    const sent = row.content === null ? null : unpacked(row.content)
    const { channel, topic, state, reason, address } = row
    const data = plain({ channel, topic, state, reason, address, request: JSON.parse(row.request), sent })
    return { part: 'message', at: instantOf(row.created_at), name: row.channel, source: null, data }
  })
  return { items, next: rows.length < PAGE ? null : String(rows.at(-1)?.id) }
}

async function notes({ world, person }: Reading): Promise<Page<PersonPiece>> {
  const rows = await latestNotes(world.db, person, { limit: NOTES_MAX })
  return whole(
    rows.map((row) => ({
      part: 'note',
      at: instantOf(row.created_at),
      name: row.by ?? '',
      source: null,
      data: { text: row.text },
    })),
  )
}

/** Events that were refused and name her. */
async function refused({ world, person }: Reading, after: string): Promise<Page<PersonPiece>> {
  const needle = new Needle(person.identities.map(({ value }) => value))
  const rows = await refusedAfter(world.pool, person.workspaceId, { after: Number(after), limit: PAGE })
  const items = rows
    .filter(({ raw }) => needle.inJson(raw))
    .map(
      (row): PersonPiece => ({
        part: 'refused',
        at: instantOf(row.refusedAt),
        name: row.detail,
        source: null,
        data: { raw: row.raw },
      }),
    )
  return { items, next: rows.length < PAGE ? null : String(rows.at(-1)?.id) }
}

async function events({ world, person, sources }: Reading, after: string): Promise<Page<PersonPiece>> {
  const rows = await latestEvents(world.db, person, { before: beforeOf(after), limit: PAGE })
  const placed = rows.map((row) => placeEvent(row, sources))
  // Statements of consent are a part of their own.
  const others = placed.filter((_, i) => rows[i] !== undefined && !statesConsent(rows[i]))
  const items = others.map(({ item }): PersonPiece => {
    const { name, occurredAt, receivedAt, channel, messageId, source } = item
    const data = plain({ ...item.detail, channel, messageId, receivedAt })
    return { part: 'event', at: occurredAt, name, source: source?.name ?? null, data }
  })
  const last = placed.at(-1)
  return { items, next: rows.length < PAGE || last === undefined ? null : `${last.at} ${last.key}` }
}
