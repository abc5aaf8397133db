// How GitHub says that it was asked too often: 429, or 403 with a sign of it. A 403 without one is a lack of right.
import type { TicketFault } from '@lotse/core/insights'
import type { TicketAnswer } from '../net/call.ts'
import { retryMsOf } from '../net/reasons.ts'

/** Without a word about when, GitHub asks for a minute at least. */
const SECONDARY_MS = 60_000

/** The hourly quota holds up the connection until it is new; so does a secondary limit, for as long as it says. */
export function githubLimit({ status, headers, json }: TicketAnswer): (TicketFault & { kind: 'later' }) | null {
  if (status !== 403 && status !== 429) return null
  const spent = headers['x-ratelimit-remaining'] === '0'
  const said = JSON.stringify(json ?? '').toLowerCase()
  const secondary =
    headers['retry-after'] !== undefined || said.includes('secondary rate limit') || said.includes('abuse')
  if (status === 403 && !spent && !secondary) return null
  const reset = Number(headers['x-ratelimit-reset']) * 1000 - Date.now()
  const untilReset = spent && Number.isFinite(reset) ? Math.max(reset, 0) : null
  const retryMs = retryMsOf(headers['retry-after']) ?? untilReset ?? SECONDARY_MS
  return {
    kind: 'later',
    why: `HTTP ${status}: ${spent ? 'quota' : 'secondary rate limit'}`,
    retryMs,
    scope: 'connection',
  }
}
