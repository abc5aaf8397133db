// What moved in a batch, for Mission Control: events by source, entries into flows, results of messages, how long decisions took. Sums only.
import { inputKinds } from '@lotse/core/listen'
import type { DecisionRow, MotionRow } from '../../adapters/store/engine/motion.ts'
import type { LogRow } from '../../adapters/store/engine/read.ts'
import { lagClassOf } from '../../base/lag.ts'

const MINUTE_MS = 60_000

/** What an event of our own says about a message. */
const results: Readonly<Record<string, string>> = {
  'Message Sent': 'sent',
  'Message Delivered': 'delivered',
  'Message Opened': 'opened',
  'Message Clicked': 'clicked',
  'Message Bounced': 'bounced',
  'Message Complained': 'complained',
  'Message Suppressed': 'held',
  'Message Failed': 'failed',
}
/** Results that are decisions about the message itself; the others are what its reader did. */
const decided: ReadonlySet<string> = new Set(['sent', 'held', 'failed'])

type Place = { readonly workspace: number; readonly at: number }
type Way = { readonly what: string; readonly origin?: string; readonly target?: string }

/** The sums of one batch. */
export class MotionTally {
  readonly #rows = new Map<string, MotionRow>()

  /** Counts one movement in its minute. */
  add({ workspace, at }: Place, { what, origin = '', target = '' }: Way, by = 1): void {
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS
    const key = `${workspace} ${minute} ${what} ${origin} ${target}`
    const row = this.#rows.get(key)
    if (row) row.count += by
    else this.#rows.set(key, { workspace, minute, what, origin, target, count: by })
  }

  /**
   * Counts an applied event: one from outside under its source with the time it waited, one of our own as the result it tells of.
   *
   * @param decidedAt - when its decision was made.
   * @returns the decision that the event tells of, if it does.
   */
  event(row: LogRow, decidedAt: number): DecisionRow | null {
    const place = { workspace: row.workspace, at: row.receivedAt }
    if (row.source === null) return this.#own(row, place)
    this.add(place, { what: 'source', origin: String(row.source) })
    this.add(place, { what: 'lag', origin: String(lagClassOf(Math.max(0, decidedAt - row.receivedAt))) })
    return null
  }

  #own(row: LogRow, place: Place): DecisionRow | null {
    if (row.kind === inputKinds.consent) return this.#choice(row, place)
    const what = row.kind === inputKinds.track ? results[row.name] : undefined
    if (what === undefined) return null
    const { flow = '', channel = row.channel, reason = null, step = null } = factsOf(row.body)
    this.add(place, { what, origin: flow, target: channel })
    if (what === 'held') this.add(place, { what: 'held_why', origin: reason ?? '', target: channel })
    if (flow === '' || !decided.has(what)) return null
    const { workspace, customer, receivedAt: at } = row
    return { workspace, at, customer, flow, step, outcome: what, reason, channel, until: null }
  }

  /** A withdrawal on our own pages is a result of what was sent. */
  #choice(row: LogRow, place: Place): null {
    const { s } = JSON.parse(row.body) as { s?: { state?: string; channel?: string } }
    if (s?.state === 'refused') this.add(place, { what: 'unsubscribed', target: s.channel ?? '' })
    return null
  }

  /** Everything counted, in a fixed order so that two batches never wait for each other crosswise. */
  rows(): MotionRow[] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  }
}

type Facts = {
  readonly flow?: string
  readonly channel?: string
  readonly reason?: string | null
  readonly step?: string | null
}

function factsOf(body: string): Facts {
  return (JSON.parse(body) as { p?: Facts }).p ?? {}
}
