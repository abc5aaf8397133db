// Calls of Jira: signed by HMAC or by a token, whichever is set up. What they hold is never taken over; they say which ticket to read again.
import type { TicketHint } from '@lotse/core/insights'
import { type HookHeaders, jwtHolds, keyOf, signedSha256 } from '../net/hooks.ts'
import { readJson } from '../net/json.ts'
import { hookShape } from './shapes.ts'

/** Reads a call. Without a secret every call counts: then nothing but the address that nobody can guess protects it. */
export function jiraHint(secret: string | null, headers: HookHeaders, rawBody: string): TicketHint {
  if (secret !== null && !isSigned(secret, headers, rawBody)) return { kind: 'refused', why: 'signature' }
  const read = hookShape.safeParse(readJson(rawBody))
  if (!read.success) return { kind: 'refused', why: 'not_understood' }
  const { issue, webhookEvent, timestamp } = read.data
  const fallback = keyOf(issue.id, webhookEvent, issue.fields?.updated ?? timestamp, issue.fields?.status?.id)
  return { kind: 'hint', refs: [issue.id], dedupeKey: headers['x-atlassian-webhook-identifier'] ?? fallback }
}

/** An admin's webhook signs the body; one of an app brings a token signed with the app's secret. */
function isSigned(secret: string, headers: HookHeaders, rawBody: string): boolean {
  const signature = headers['x-hub-signature']
  if (signature !== undefined) return signature.startsWith('sha256=') && signedSha256(secret, signature, rawBody)
  const token = /^(?:Bearer|JWT) (.+)$/.exec(headers['authorization'] ?? '')?.[1]
  return token !== undefined && jwtHolds(secret, token, Date.now())
}
