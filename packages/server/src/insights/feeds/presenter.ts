// Items of feeds as the API answers them, out of stored rows. Reads nothing.
import type { FeedItem } from '@lotse/protocol'
import type { FeedItemRow } from '../../adapters/store/feed-lists.ts'
import { instantOf } from '../../base/ids.ts'

type Answers = NonNullable<FeedItem['answers']>
type Work = NonNullable<FeedItem['work']>

const HUNDREDTHS = 100
const asks: readonly Answers['ask'][] = ['csat', 'nps', 'ces', 'sentiment']
const works: readonly Work['what'][] = [
  'status',
  'decision',
  'priority',
  'addressee',
  'department',
  'escalation',
  'undo',
]
const steps: readonly NonNullable<Work['step']>[] = [
  'submit',
  'resume',
  'start',
  'solve',
  'reopen',
  'verify',
  'accept',
  'defer',
  'reject',
  'openTicket',
]

/** An item. @param customers - whether the reader may see customers. */
export function showItem(row: FeedItemRow, { customers }: { readonly customers: boolean }): FeedItem {
  const { id, kind, at, gatheredAt, unread, record, recordKind, name, journey, journeyName, by } = row
  const within = journey === null ? null : { id: journey, name: { ...journeyName } }
  return {
    id: String(id),
    kind,
    at: instantOf(at),
    gatheredAt: instantOf(gatheredAt),
    unread,
    record: { id: record, kind: recordKind, name: { ...name }, journey: within },
    by,
    answers: answersOf(row, customers),
    move: kind === 'move' ? moveOf(row) : null,
    work: kind === 'work' ? workOf(row) : null,
  }
}

const numberOf = ({ facts }: FeedItemRow, name: string): number => Number(facts[name] ?? 0)
const textOf = ({ facts }: FeedItemRow, name: string): string => String(facts[name] ?? '')
const askOf = (row: FeedItemRow): Answers['ask'] => asks.find((one) => one === row.facts['ask']) ?? 'csat'

function answersOf(row: FeedItemRow, customers: boolean): FeedItem['answers'] {
  const { kind, source, customerId } = row
  if (kind === 'alert') {
    const of = customers && customerId !== null ? String(customerId) : null
    const mean = numberOf(row, 'value') / HUNDREDTHS
    return { ask: askOf(row), count: 1, mean, bad: 1, channel: textOf(row, 'channel') || null, source, customerId: of }
  }
  if (kind !== 'answers') return null
  const count = numberOf(row, 'count')
  const mean = numberOf(row, 'sum') / Math.max(1, count) / HUNDREDTHS
  return { ask: askOf(row), count, mean, bad: numberOf(row, 'bad'), channel: null, source: null, customerId: null }
}

const moveOf = (row: FeedItemRow): FeedItem['move'] => ({
  ask: askOf(row),
  direction: row.facts['direction'] === 'up' ? 'up' : 'down',
  count: numberOf(row, 'count'),
  mean: numberOf(row, 'mean'),
  before: numberOf(row, 'before'),
})

const workOf = (row: FeedItemRow): Work => ({
  what: works.find((one) => one === row.facts['what']) ?? 'status',
  step: steps.find((one) => one === row.facts['step']) ?? null,
  reason: textOf(row, 'reason'),
})
