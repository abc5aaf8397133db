// Operations on the ways to reach customers: how each is set up, a test to oneself, and what receivers and mail providers have to be told.
import { z } from 'zod'
import type { Operations } from './operation.ts'

/** How a connection to a mail server is protected: from the start, by STARTTLS always, by STARTTLS where it is offered, never. */
export const mailProtections = ['tls', 'starttls', 'offered', 'none'] as const

/** How e-mail goes out. `server`: host and port, without user and password. `perSecond`: null without limit. */
const emailSetup = z.object({
  server: z.string(),
  protection: z.enum(mailProtections),
  from: z.string(),
  dkim: z.object({ domain: z.string(), selector: z.string() }).nullable(),
  connections: z.int(),
  perSecond: z.number().nullable(),
})

/** The ways to reach customers. `email`: null where no mail server is set up. `allowed`: addresses and ranges that are called although they are not public. */
export const channelSetup = z
  .object({ email: emailSetup.nullable(), webhook: z.object({ allowed: z.array(z.string()) }) })
  .meta({ id: 'ChannelSetup' })
export type ChannelSetup = z.infer<typeof channelSetup>

/** What became of a test. `to`: the address. `why`: what the other side said, where it did not take it. */
export const channelTest = z
  .object({
    to: z.string(),
    outcome: z.enum(['accepted', 'later', 'refused', 'unknown']),
    why: z.string().nullable(),
    tookMs: z.int(),
  })
  .meta({ id: 'ChannelTest' })
export type ChannelTest = z.infer<typeof channelTest>

/** Operations on the ways to reach customers. */
export const channelOperations = {
  getChannels: {
    method: 'GET',
    path: '/api/v1/channels',
    tag: 'Channels',
    summary: 'How each way to reach customers is set up; no passwords, no keys',
    allow: 'workspace.manage',
    answer: channelSetup,
  },
  sendChannelTest: {
    method: 'POST',
    path: '/api/v1/channels/test',
    tag: 'Channels',
    summary: 'Send an e-mail to the calling member, or a signed call to an address; nothing is counted',
    allow: 'workspace.manage',
    body: z.discriminatedUnion('channel', [
      z.strictObject({ channel: z.literal('email') }),
      z.strictObject({ channel: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }).max(2000) }),
    ]),
    answer: channelTest,
  },
  revealChannelKeys: {
    method: 'POST',
    path: '/api/v1/channels/keys',
    tag: 'Channels',
    summary:
      'The secret by which receivers check calls (Standard Webhooks), and the address at which mail providers report',
    allow: 'workspace.manage',
    fresh: true,
    answer: z.object({ webhookSecret: z.string(), reportUrl: z.string() }),
  },
} as const satisfies Operations
