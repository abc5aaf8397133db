// What became of messages: exactly what was sent, how receiving domains answer, which addresses are barred, and tests to oneself.
import { z } from 'zod'
import { languageTag, templateDocument } from '../template.ts'
import type { Operations } from './operation.ts'
import { downloadQuery, idParams, idText, instantText, jsonObject, pageOf, pageQuery } from './shapes.ts'

/** A message as it left, byte for byte; links in it are those of the customer. */
export const sentContent = z
  .discriminatedUnion('channel', [
    z.object({
      channel: z.literal('email'),
      from: z.string(),
      to: z.string(),
      replyTo: z.string().optional(),
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      messageId: z.string(),
    }),
    z.object({ channel: z.literal('webhook'), url: z.string(), body: z.string() }),
  ])
  .meta({ id: 'SentContent' })
export type SentContent = z.infer<typeof sentContent>

/**
 * How mail fared, as numbers of messages. `deferred`: tries put off by the other side, so one message may count several times.
 * `opened` holds those clicked in, too. `delivered` is reported by few servers.
 */
export const deliveryFigures = z
  .object({
    accepted: z.int(),
    deferred: z.int(),
    refused: z.int(),
    bounced: z.int(),
    dead: z.int(),
    delivered: z.int(),
    complained: z.int(),
    opened: z.int(),
    clicked: z.int(),
  })
  .meta({ id: 'DeliveryFigures' })
export type DeliveryFigures = z.infer<typeof deliveryFigures>

/** Why nothing is sent to an address any more. */
export const suppressionReasons = ['hard_bounce', 'complaint', 'demand'] as const

/** An address that nothing is sent to, whoever has it. */
export const suppression = z
  .object({ channel: z.string(), address: z.string(), reason: z.string(), suppressedAt: instantText })
  .meta({ id: 'Suppression' })
export type Suppression = z.infer<typeof suppression>

const addressBody = z.strictObject({ channel: z.literal('email'), address: z.string().trim().min(3).max(254) })

/** Operations on what became of messages. */
export const deliveryOperations = {
  getMessageContent: {
    method: 'GET',
    path: '/api/v1/messages/{id}/content',
    tag: 'Messages',
    summary: 'Exactly what was sent; `content` is null before it left, and once it is no longer kept',
    allow: 'messages.read',
    params: idParams,
    answer: z.object({ sentAt: instantText.nullable(), content: sentContent.nullable() }),
  },
  getDeliverability: {
    method: 'GET',
    path: '/api/v1/deliverability',
    tag: 'Messages',
    summary: 'How e-mail fared in the last days (UTC), by day and by the receiving domain, most mail first',
    allow: 'messages.read',
    query: z.object({ days: z.coerce.number<number>().int().min(1).max(90).default(30) }),
    answer: z.object({
      since: instantText,
      total: deliveryFigures,
      days: z.array(z.object({ day: instantText, figures: deliveryFigures })),
      domains: z.array(z.object({ domain: z.string(), figures: deliveryFigures })),
    }),
  },
  listSuppressions: {
    method: 'GET',
    path: '/api/v1/suppressions',
    tag: 'Messages',
    summary: 'Addresses that nothing is sent to, the last barred first; `find`: the beginning of the address',
    allow: 'messages.read',
    query: z.object({ find: z.string().trim().min(1).max(254).optional(), ...pageQuery }),
    answer: pageOf(suppression),
  },
  exportSuppressions: {
    method: 'GET',
    path: '/api/v1/suppressions/export',
    tag: 'Messages',
    summary: 'The same as a file',
    allow: 'messages.read',
    query: z.object({ find: z.string().trim().min(1).max(254).optional(), ...downloadQuery }),
    download: suppression,
  },
  addSuppression: {
    method: 'POST',
    path: '/api/v1/suppressions',
    tag: 'Messages',
    summary: 'Send nothing to this address from now on',
    allow: 'messages.repair',
    body: addressBody.extend({ reason: z.enum(suppressionReasons).default('demand') }),
    status: 201,
    answer: suppression,
  },
  liftSuppression: {
    method: 'POST',
    path: '/api/v1/suppressions/lift',
    tag: 'Messages',
    summary: 'Allow sending to this address again; consent is asked as ever',
    allow: 'messages.repair',
    body: addressBody,
    status: 204,
  },
  sendTestMessage: {
    method: 'POST',
    path: '/api/v1/templates/test',
    tag: 'Templates',
    summary: 'Send a template document to the calling member, marked as a test; nothing is counted',
    allow: 'templates.edit',
    body: z.strictObject({
      document: templateDocument,
      customerId: idText.optional(),
      locale: languageTag.optional(),
      event: z.strictObject({ name: z.string().min(1).max(200), properties: jsonObject }).optional(),
    }),
    answer: z.object({
      to: z.string(),
      outcome: z.enum(['accepted', 'later', 'refused', 'unknown']),
      why: z.string().nullable(),
    }),
  },
} as const satisfies Operations
