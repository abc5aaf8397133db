// Why a ticket system did not do what was asked, in a few words, and when to ask again. Tells no secret.
import type { TicketFault } from '@lotse/core/insights'

const WHY_LENGTH_MAX = 300
const RETRY_MS_MAX = 24 * 3_600_000

/** A reason without secrets and line breaks, at most 300 characters. */
export function reasonOf(why: string, secrets: readonly string[]): string {
  const bare = secrets.filter((secret) => secret.length > 3).reduce((text, secret) => text.replaceAll(secret, '…'), why)
  return bare.replace(/\s+/g, ' ').trim().slice(0, WHY_LENGTH_MAX)
}

/** Statuses that speak of the server's state and not of what was asked: too early, timeouts, faults of its own. */
export const isOver = (status: number): boolean => status === 408 || status === 425 || status >= 500

/** To come again: after what `Retry-After` says (RFC 9110, section 10.2.3: seconds or a date), else when the caller likes. */
export function laterAfter(
  headers: Readonly<Record<string, string>>,
  why: string,
  scope: 'connection' | 'endpoint' | 'ticket',
): TicketFault & { kind: 'later' } {
  return { kind: 'later', why, retryMs: retryMsOf(headers['retry-after']), scope }
}

/** Milliseconds from now of seconds or a date; null: it says nothing that can be read. At most a day. */
export function retryMsOf(header: string | undefined): number | null {
  if (header === undefined) return null
  const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(Math.round(ms), 0), RETRY_MS_MAX) : null
}
