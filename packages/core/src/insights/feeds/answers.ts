// Answers of customers as news: which events are answers about which record, when one is an alert, and when many have moved (FD5 to FD8). Asks nobody.
import type { BindingAsk } from '@lotse/protocol'
import { DAY_MS, type Instant } from '../../base/index.ts'
import type { LoggedEvent } from '../../listen/index.ts'
import {
  type AggregateTable,
  type AnswerKind,
  answerScales,
  answersIn,
  type CompiledAsk,
  CustomerFacts,
  compileAsks,
  emptyState,
  eventAtHand,
} from '../../understand/index.ts'

/** A record that listens for answers. */
export type AskingRecord = { readonly id: string; readonly asks: readonly BindingAsk[] }

/** What records listen for, by the event's name. */
export type Listening = ReadonlyMap<
  string,
  readonly { readonly record: string; readonly asks: readonly CompiledAsk[] }[]
>

/** Compiles what records listen for. Conditions were checked when they were written. */
export function listenFor(records: readonly AskingRecord[]): Listening {
  const byEvent = new Map<string, { record: string; asks: readonly CompiledAsk[] }[]>()
  for (const { id, asks } of records) {
    const compiled = compileAsks({ steps: [], moves: [], starts: [], ends: [], idleMs: 1, asks: [...asks] })
    for (const [event, heard] of compiled)
      byEvent.set(event, [...(byEvent.get(event) ?? []), { record: id, asks: heard }])
  }
  return byEvent
}

/** An answer about a record. `value`: in hundredths; `alert`: it is told at once. */
export type FeedAnswer = {
  readonly record: string
  readonly kind: AnswerKind
  readonly value: number
  readonly channel: string
  readonly at: Instant
  readonly alert: boolean
}

/** Whoever answered longer ago than this has most likely gone: it counts, and nobody is called. */
const ALERT_MS = DAY_MS
const NO_AGGREGATES: AggregateTable = new Map()

/** The answers that an event is, of each record and kind one (FD5, FD6). @param now - when it is gathered. */
export function feedAnswers(listening: Listening, event: LoggedEvent, now: Instant): FeedAnswer[] {
  const heard = listening.get(event.name)
  if (heard === undefined) return []
  const facts = new CustomerFacts(emptyState(), eventAtHand(event), event.receivedAt, 'UTC', NO_AGGREGATES)
  const fresh = !event.history && now - event.occurredAt <= ALERT_MS
  return heard.flatMap(({ record, asks }) =>
    answersIn(asks, facts).map(({ kind, value, channel = event.channel }) => ({
      record,
      kind,
      value,
      channel,
      at: event.occurredAt,
      alert: fresh && isBad(kind, value),
    })),
  )
}

/** The best value, in hundredths, that is a bad experience: csat 2 of 5, detractors of nps (0 to 6), ces 2 of 7, words at −0.5 and below. */
const BAD_TO: Readonly<Record<AnswerKind, number>> = { csat: 200, nps: 600, ces: 200, sentiment: -50 }

/** Whether an answer tells of a bad experience (FD6). @param value - in hundredths. */
export const isBad = (kind: AnswerKind, value: number): boolean => value <= BAD_TO[kind]

/** What many answers come to. `mean`: on the kind's own scale. */
export type FeedMean = { readonly count: number; readonly mean: number }

/** How long the days are that are compared, and those before. */
export const MOVE_RECENT_MS = 7 * DAY_MS
export const MOVE_BEFORE_MS = 28 * DAY_MS
const COUNT_MIN = 5
/** Of the whole scale. */
const MOVE_SHARE = 0.1

/** Whether answers of the last seven days differ from those of the four weeks before (FD8); null: not, or too few said so. */
export function moveOf(kind: AnswerKind, recent: FeedMean, before: FeedMean): 'up' | 'down' | null {
  if (recent.count < COUNT_MIN || before.count < COUNT_MIN) return null
  const [least, most] = answerScales[kind]
  const moved = (recent.mean - before.mean) / (most - least)
  if (Math.abs(moved) < MOVE_SHARE) return null
  return moved > 0 ? 'up' : 'down'
}
