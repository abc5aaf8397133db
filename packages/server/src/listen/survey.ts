// The survey: reads the log behind its writers and keeps what a whole workspace asks of it: where which events stand, how many there
// were, what they hold. One step a transaction, so that it is repeated or done, never half. Rules L60 to L65.
import { HOUR_MS } from '@lotse/core/base'
import { CLOCK_CORRECTED, HISTORY, inputKinds } from '@lotse/core/listen'
import { feedbackNames } from '@lotse/core/understand'
import type { ClientBase, Pool } from 'pg'
import { addFeedback } from '../adapters/store/feedback-take.ts'
import {
  addBlock,
  addHours,
  addSourceHours,
  holdSurvey,
  logHorizon,
  moveSurvey,
  type PartCount,
  readOn,
  type SourceHour,
  type SurveyPlace,
  type SurveyRow,
} from '../adapters/store/survey.ts'
import { type Learner, learn } from './learn-schema.ts'

/** A stretch of the log closes once it holds this many entries: a list reads stretches whole. */
export const BLOCK_EVENTS = 4096
/** Entries of one bucket that a step reads. A bucket of 256 holds about as much as the others, so that a step reads some thousand. */
const PER_BUCKET = 32

/** What a step did. `events`: entries read; `behind`: whether more waits. */
export type SurveyStep = { readonly events: number; readonly behind: boolean }

/**
 * Surveys the next stretch.
 *
 * @param learner - what this process knows of schemas; forgotten where another process surveyed in between.
 * @returns undefined while another process surveys.
 */
export async function surveyStep(pool: Pool, learner: Learner): Promise<SurveyStep | undefined> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin; set local synchronous_commit = off; set local enable_seqscan = off')
    const step = await takeStep(client, learner)
    await client.query('commit')
    broken = false
    return step
  } catch (error) {
    learner.forget()
    throw error
  } finally {
    client.release(broken)
  }
}

async function takeStep(client: ClientBase, learner: Learner): Promise<SurveyStep | undefined> {
  const place = await holdSurvey(client)
  if (!place) return undefined
  const { rows, until, behind } = await readStretch(client, place.txid)
  if (until === place.txid) return { events: 0, behind: false }
  const entries = rows.filter(({ kind }) => kind < inputKinds.leave)
  learner.resume(place.txid, until)
  if (entries.length > 0) await keep(client, place, entries, learner)
  await moveSurvey(client, nextPlace(place, until, entries.length))
  return { events: rows.length, behind }
}

type Stretch = { readonly rows: readonly SurveyRow[]; readonly until: string; readonly behind: boolean }

/** Whole writers only: where a bucket may hold more of one, the stretch ends before that one. */
async function readStretch(client: ClientBase, from: string): Promise<Stretch> {
  const horizon = await logHorizon(client)
  for (let perBucket = PER_BUCKET; ; perBucket *= 4) {
    const rows = await readOn(client, { from, until: horizon, perBucket })
    const cut = cutOf(rows, perBucket)
    if (cut === undefined) return { rows, until: horizon, behind: false }
    if (cut !== BigInt(from) && cut > firstOf(rows))
      return { rows: rows.filter(({ txid }) => BigInt(txid) < cut), until: String(cut), behind: true }
  }
}

/** The first writer that may not have been read whole. */
function cutOf(rows: readonly SurveyRow[], perBucket: number): bigint | undefined {
  const read = new Map<number, { count: number; last: string }>()
  for (const { bucket, txid } of rows) {
    const seen = read.get(bucket)
    if (seen) {
      seen.count += 1
      seen.last = txid
    } else read.set(bucket, { count: 1, last: txid })
  }
  const full = [...read.values()].filter(({ count }) => count >= perBucket).map(({ last }) => BigInt(last))
  return full.length === 0 ? undefined : full.reduce((least, one) => (one < least ? one : least))
}

const firstOf = (rows: readonly SurveyRow[]): bigint =>
  rows.reduce((least, { txid }) => (BigInt(txid) < least ? BigInt(txid) : least), BigInt(rows[0]?.txid ?? 0))

function nextPlace({ block, blockEvents }: SurveyPlace, until: string, events: number): SurveyPlace {
  const total = blockEvents + events
  return total >= BLOCK_EVENTS
    ? { txid: until, block: until, blockEvents: 0 }
    : { txid: until, block, blockEvents: total }
}

async function keep(
  client: ClientBase,
  { block }: SurveyPlace,
  rows: readonly SurveyRow[],
  learner: Learner,
): Promise<void> {
  const arrivals = rows.map(({ receivedAt }) => receivedAt)
  await addBlock(client, block, {
    events: rows.length,
    firstAt: arrivals.reduce((a, b) => Math.min(a, b)),
    lastAt: arrivals.reduce((a, b) => Math.max(a, b)),
    parts: counted(rows, () => ({})),
  })
  await addHours(
    client,
    counted(rows, ({ occurredAt }) => ({ hour: hourOf(occurredAt) })),
  )
  await addSourceHours(client, sourceHours(rows))
  await addFeedback(client, rows.filter(isFeedback))
  await learn(client, learner, rows)
}

const FEEDBACK: ReadonlySet<string> = new Set(feedbackNames)
const isFeedback = ({ kind, name }: SurveyRow): boolean => kind === inputKinds.track && FEEDBACK.has(name.toLowerCase())

const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS

/** Counts by workspace, name, source, channel and what else is asked for. */
function counted<More extends object>(
  rows: readonly SurveyRow[],
  more: (row: SurveyRow) => More,
): (PartCount & More)[] {
  const counts = new Map<string, PartCount & More & { count: number }>()
  for (const row of rows) {
    const { workspaceId, name, sourceId, channel } = row
    const extra = more(row)
    const key = JSON.stringify([workspaceId, name, sourceId, channel, ...Object.values(extra)])
    const standing = counts.get(key)
    if (standing) standing.count += 1
    else counts.set(key, { workspaceId, name, sourceId, channel, ...extra, count: 1 })
  }
  return [...counts.values()]
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function sourceHours(rows: readonly SurveyRow[]): SourceHour[] {
  const hours = new Map<string, Mutable<SourceHour>>()
  for (const row of rows) {
    if (row.sourceId === 0) continue
    const { sourceId, workspaceId, receivedAt, occurredAt, flags } = row
    const hour = hourOf(receivedAt)
    const key = `${sourceId} ${hour}`
    const sum = hours.get(key) ?? {
      sourceId,
      workspaceId,
      hour,
      events: 0,
      corrected: 0,
      delayed: 0,
      delayMs: 0,
      lastAt: 0,
    }
    hours.set(key, sum)
    sum.events += 1
    sum.lastAt = Math.max(sum.lastAt, receivedAt)
    if ((flags & CLOCK_CORRECTED) !== 0) sum.corrected += 1
    // What is told as history says nothing about how fast a source is.
    if ((flags & HISTORY) !== 0) continue
    sum.delayed += 1
    sum.delayMs += Math.max(0, receivedAt - occurredAt)
  }
  return [...hours.values()]
}
