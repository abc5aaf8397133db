// What a message looked like when it left, packed to be kept and unpacked to be shown. Decides nothing; the store keeps it with the message.
import { gunzipSync, gzipSync } from 'node:zlib'
import type { OutgoingMessage } from '@lotse/core/ports'
import { type SentContent, sentContent } from '@lotse/protocol'

/** Longer subjects are cut in lists; the whole stands in the packed content. */
const SUBJECT_MAX = 500
/** More than any message can be: templates and webhooks are limited far below. */
const UNPACKED_MAX = 16_000_000

/** Packs what is about to leave. */
export function packed(outgoing: OutgoingMessage): { readonly subject: string; readonly content: Buffer } {
  const subject = outgoing.channel === 'email' ? outgoing.subject : outgoing.url
  const kept = sentContent.parse(outgoing)
  // PostgreSQL's text takes no NUL.
  return { subject: subject.replaceAll('\0', '').slice(0, SUBJECT_MAX), content: gzipSync(JSON.stringify(kept)) }
}

/** Unpacks what left. */
export function unpacked(stored: Buffer): SentContent {
  return sentContent.parse(JSON.parse(gunzipSync(stored, { maxOutputLength: UNPACKED_MAX }).toString('utf8')))
}
