// What the rules need from the world. Adapters in the server implement these; the conformance suites in testkit hold them to it.
import type { Delivery } from './act/index.ts'
import type { Weighed } from './understand/index.ts'

export type { Delivery }

/** A rendered message, ready for a channel. `key` is the same for every try of the same message (E3). */
export type OutgoingMessage = EmailMessage | WebhookMessage

/** A rendered e-mail. `messageId` is the RFC 5322 Message-ID made from the key. */
export type EmailMessage = {
  readonly channel: 'email'
  readonly key: string
  readonly to: string
  readonly from: string
  readonly replyTo?: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly messageId: string
  /** RFC 8058 one-click address; absent for transactional mail. */
  readonly unsubscribeUrl?: string
}

/** A rendered webhook call: `body` is sent byte for byte as signed. `timestampMs` goes into the signature. */
export type WebhookMessage = {
  readonly channel: 'webhook'
  readonly key: string
  /** Whose secret signs the call. */
  readonly workspaceId: number
  readonly url: string
  readonly body: string
  readonly timestampMs: number
}

/** One way to reach a customer. Never throws for what the other side says; a thrown error is our bug. */
export type Channel<M extends OutgoingMessage = OutgoingMessage> = {
  readonly name: M['channel']
  /** Whether a repeated key is recognised by the other side, so that `unknown` may be sent again safely (M3). */
  readonly knowsKeys: boolean
  send(message: M): Promise<Delivery>
  /** Answers when the other side can be reached, else says why not. */
  check(): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>
  close(): Promise<void>
}

/** What says how somebody's words sound. The built-in start is `weighText`; another model takes its place behind this port. */
export type SentimentModel = {
  /** Counts up with every change, so that what an older one weighed is weighed again. */
  readonly version: number
  /** Undefined for a text without words. The same text has the same answer. */
  weigh(text: string): Weighed | undefined
}
