// What a message looked like when it left, packed to be kept and unpacked to be shown. Decides nothing; the store keeps it with the message.
import { gunzipSync, gzipSync } from 'node:zlib'
import type { OutgoingMessage } from '@lotse/core/ports'
import { z } from 'zod'

const email = z.object({
  channel: z.literal('email'),
  from: z.string(),
  to: z.string(),
  replyTo: z.string().optional(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  messageId: z.string(),
})
const webhook = z.object({ channel: z.literal('webhook'), url: z.string(), body: z.string() })
const content = z.discriminatedUnion('channel', [email, webhook])

/** A message as it left. */
export type SentContent = z.infer<typeof content>

/** Longer subjects are cut in lists; the whole stands in the packed content. */
const SUBJECT_MAX = 500
/** More than any message can be: templates and webhooks are limited far below. */
const UNPACKED_MAX = 16_000_000

/** Packs what is about to leave. */
export function packed(outgoing: OutgoingMessage): { readonly subject: string; readonly content: Buffer } {
  const subject = outgoing.channel === 'email' ? outgoing.subject : outgoing.url
  const kept = content.parse(outgoing)
  // PostgreSQL's text takes no NUL.
  return { subject: subject.replaceAll('\0', '').slice(0, SUBJECT_MAX), content: gzipSync(JSON.stringify(kept)) }
}

/** Unpacks what left. */
export function unpacked(stored: Buffer): SentContent {
  return content.parse(JSON.parse(gunzipSync(stored, { maxOutputLength: UNPACKED_MAX }).toString('utf8')))
}
