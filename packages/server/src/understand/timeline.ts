// A customer's timeline: events, messages and the steps of runs merged, the newest first. Reads and presents; decides nothing.
import type { RunData } from '@lotse/core/act'
import { type EventBody, type EventKind, HISTORY, inputKinds } from '@lotse/core/listen'
import type { JsonObject, TimelineItem } from '@lotse/protocol'
import { runsOf } from '../adapters/store/customers.ts'
import type { Db } from '../adapters/store/members.ts'
import {
  type Before,
  type EventRow,
  eventKey,
  latestEvents,
  latestMessages,
  latestNotes,
  messageKey,
  noteKey,
  type Wanted,
  type Whose,
} from '../adapters/store/timeline.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'
import { stepNames } from './customer-presenter.ts'

/** An entry with its place in the order: later first, then by key. */
export type Placed = { readonly at: number; readonly key: string; readonly item: TimelineItem }

type SourceNames = ReadonlyMap<number, string>
type RunRow = Awaited<ReturnType<typeof runsOf>>[number]
type MessageRow = Awaited<ReturnType<typeof latestMessages>>[number]

const EVENT_KINDS = new Map<number, EventKind>(
  Object.entries(inputKinds).flatMap(([kind, number]) =>
    number < inputKinds.leave ? [[number, kind as EventKind]] : [],
  ),
)

/** What of a timeline is asked for, by whom. `reader`: the member who sees which notes are their own. */
export type TimelineAsk = Wanted & {
  readonly kind?: TimelineItem['kind'] | undefined
  readonly sources: SourceNames
  readonly reader: number | null
}

/**
 * The newest entries below a place.
 *
 * @param whose - the customer with all former ids.
 * @returns at most `limit`, newest first.
 */
export async function timelineOf(db: Db, whose: Whose, ask: TimelineAsk): Promise<Placed[]> {
  const { kind, channel, sources, reader } = ask
  const wants = (one: TimelineItem['kind'], only?: string): boolean =>
    (kind === undefined || kind === one) && (only === undefined || channel === undefined || channel === only)
  const [events, messages, runs, notes] = await Promise.all([
    wants('event') ? latestEvents(db, whose, ask) : [],
    wants('message') ? latestMessages(db, whose, ask) : [],
    wants('run', 'flow') ? runsOf(db, whose.workspaceId, whose.ids) : [],
    wants('note', 'note') ? latestNotes(db, whose, ask) : [],
  ])
  const placed = [
    ...events.map((row) => placeEvent(row, sources)),
    ...messages.map(placeMessage),
    ...runs.flatMap(placeRun).filter((entry) => fits(entry, ask)),
    ...notes.map((row) => placeNote(row, reader)),
  ]
  return placed.sort(newestFirst).slice(0, ask.limit)
}

function fits(entry: Placed, { before, name }: TimelineAsk): boolean {
  if (before !== undefined && !isBelow(entry, before)) return false
  return name === undefined || entry.item.name.toLowerCase().includes(name.toLowerCase())
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const newestFirst = (a: Placed, b: Placed): number => b.at - a.at || compareText(b.key, a.key)
const isBelow = (entry: Placed, { at, key }: Before): boolean => entry.at < at || (entry.at === at && entry.key < key)

/** An event as an entry. */
export function placeEvent(row: EventRow, sources: SourceNames): Placed {
  const { seq, source_id } = row
  const item: TimelineItem = {
    id: `event:${seq}`,
    kind: 'event',
    messageId: row.message_id,
    name: row.name,
    channel: row.channel,
    occurredAt: instantOf(row.occurred_at),
    receivedAt: instantOf(row.received_at),
    source: source_id === null ? null : { id: String(source_id), name: sources.get(source_id) ?? '' },
    detail: eventDetail(row),
  }
  return { at: row.occurred_at, key: eventKey(seq), item }
}

function eventDetail({ kind, flags, body }: EventRow): TimelineItem['detail'] {
  const { p, t, g, s } = JSON.parse(body) as EventBody
  const properties: JsonObject = { ...p, ...(g === undefined ? {} : { groupId: g }), ...(s as JsonObject | undefined) }
  return { eventKind: EVENT_KINDS.get(kind) ?? 'track', history: (flags & HISTORY) !== 0, properties, traits: t ?? {} }
}

/** A message as an entry, under the name of what it was made from. */
export function placeMessage(row: MessageRow): Placed {
  const item: TimelineItem = {
    id: `message:${row.id}`,
    kind: 'message',
    messageId: null,
    name: madeFrom(row.request) ?? row.channel,
    channel: row.channel,
    occurredAt: instantOf(row.created_at),
    receivedAt: instantOf(row.created_at),
    source: null,
    detail: {
      messageKey: row.key,
      state: row.state,
      reason: row.reason,
      flowId: row.flow_id,
      flowName: row.flow_name,
      step: row.step,
      topic: row.topic,
    },
  }
  return { at: row.created_at, key: messageKey(row.id), item }
}

function madeFrom(request: string): string | undefined {
  const { template, url } = JSON.parse(request) as { readonly template?: string; readonly url?: string }
  return template ?? url
}

type NoteRow = Awaited<ReturnType<typeof latestNotes>>[number]

/** A note as an entry, whatever it says. */
export function placeNote(row: NoteRow, reader: number | null): Placed {
  const item: TimelineItem = {
    id: `note:${row.id}`,
    kind: 'note',
    messageId: null,
    name: 'Note',
    channel: 'note',
    occurredAt: instantOf(row.created_at),
    receivedAt: instantOf(row.created_at),
    source: null,
    detail: {
      noteId: String(row.id),
      text: row.text,
      by: row.by,
      mine: row.member_id !== null && row.member_id === reader,
      editedAt: instantOrNull(row.edited_at),
    },
  }
  return { at: row.created_at, key: noteKey(row.id), item }
}

/** A run as entries: its start, each step it remembers, its end. */
export function placeRun(row: RunRow): Placed[] {
  const names = stepNames(row.document)
  const { p: path } = JSON.parse(row.state) as RunData
  const first = path[0]?.[0] ?? row.step
  const entries = [entryOf(row, names, { phase: 'started', step: first, at: row.started_at, place: 0 })]
  for (const [index, [step, at, left]] of path.entries())
    entries.push(entryOf(row, names, { phase: 'step', step, at, place: index + 1, left: left ?? null }))
  if (row.ended_at !== null)
    entries.push(entryOf(row, names, { phase: 'ended', step: row.step, at: row.ended_at, place: path.length + 1 }))
  return entries
}

type RunMoment = {
  readonly phase: 'started' | 'step' | 'ended'
  readonly step: string
  readonly at: number
  readonly place: number
  readonly left?: string | null
}

function entryOf(row: RunRow, names: Map<string, string>, { phase, step, at, place, left = null }: RunMoment): Placed {
  const item: TimelineItem = {
    id: `run:${row.id}:${phase === 'step' ? `${step}@${at}` : phase}`,
    kind: 'run',
    messageId: null,
    name: row.flow_name,
    channel: 'flow',
    occurredAt: instantOf(at),
    receivedAt: instantOf(at),
    source: null,
    detail: {
      runId: row.id,
      phase,
      flowId: row.flow_id,
      flowName: row.flow_name,
      version: row.version,
      step,
      stepName: names.get(step) ?? null,
      left,
      reason: phase === 'ended' ? row.reason : null,
    },
  }
  return { at, key: `run ${row.id} ${String(place).padStart(5, '0')}`, item }
}
