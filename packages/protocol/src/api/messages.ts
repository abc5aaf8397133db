// Messages in the outbox, templates they are made from. What a template holds is decided by its own parser.
import { z } from 'zod'
import { languageTag, templateDocument } from '../template.ts'
import type { Operations } from './operation.ts'
import {
  downloadQuery,
  flowIdText,
  idParams,
  idText,
  instantText,
  jsonObject,
  pageOf,
  pageQuery,
  personalName,
  personalText,
} from './shapes.ts'
import { ownerFilter, ownerOfNew } from './units.ts'

/** States of a message in the order of M1; `cancelled` and `dead` end it too. */
export const apiMessageStates = [
  'queued',
  'claimed',
  'handed',
  'unknown',
  'held',
  'accepted',
  'refused',
  'dead',
  'delivered',
  'bounced',
  'complained',
  'opened',
  'clicked',
  'suppressed',
  'cancelled',
] as const

/**
 * A message. `key` is the same for every try (E3). `reason`: why it was held back, refused or given up. `subject`: as it was sent, null
 * before that and once what was sent is no longer kept. `customerName`: as far as the caller may know it.
 */
export const message = z
  .object({
    id: idText,
    key: z.string(),
    customerId: idText,
    flowId: flowIdText.nullable(),
    version: z.int().nullable(),
    step: z.string().nullable(),
    channel: z.string(),
    topic: z.string().nullable(),
    template: z.string().nullable(),
    subject: personalText.nullable(),
    customerName: personalName.nullable(),
    state: z.enum(apiMessageStates),
    reason: z.string().nullable(),
    attempts: z.int(),
    createdAt: instantText,
    dueAt: instantText,
    answeredAt: instantText.nullable(),
    providerId: z.string().nullable(),
  })
  .meta({ id: 'Message' })
export type ApiMessage = z.infer<typeof message>

/** Which messages. `ownerId`: of flows of a unit and of all below it, of the caller (`mine`), or of nobody and of no flow (`none`). `since` and `until`: when they were made; `until` itself is left out. */
const messageFilter = {
  state: z.enum(apiMessageStates).optional(),
  channel: z.string().min(1).max(50).optional(),
  flowId: flowIdText.optional(),
  ownerId: ownerFilter.optional(),
  step: z.string().min(1).max(100).optional(),
  customerId: idText.optional(),
  since: instantText.optional(),
  until: instantText.optional(),
}

const templateKey = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'letters, digits, _ and -, at most 100')
const templateParams = z.object({ key: templateKey })

/** A template as a list shows it: its newest version. `ownerId`: the unit that owns it. `locales`: its languages, the main one first. */
export const templateSummary = z
  .object({
    key: z.string(),
    name: z.string(),
    locales: z.array(z.string()),
    version: z.int(),
    ownerId: idText.nullable(),
    createdAt: instantText,
  })
  .meta({ id: 'TemplateSummary' })
export type TemplateSummary = z.infer<typeof templateSummary>

/** A template version, which never changes. `versions`: all there are, the first one first. */
export const template = z
  .object({
    key: z.string(),
    version: z.int(),
    ownerId: idText.nullable(),
    document: templateDocument,
    createdAt: instantText,
    versions: z.array(z.object({ version: z.int(), createdAt: instantText })),
  })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof template>

/** Operations on messages and templates. */
export const messageOperations = {
  listMessages: {
    method: 'GET',
    path: '/api/v1/messages',
    tag: 'Messages',
    summary: 'Messages of a state, a flow, its owner or a customer, newest first',
    allow: 'messages.read',
    query: z.object({
      ...messageFilter,
      ...pageQuery,
    }),
    answer: pageOf(message),
  },
  exportMessages: {
    method: 'GET',
    path: '/api/v1/messages/export',
    tag: 'Messages',
    summary: 'The same list as a file',
    allow: 'messages.read',
    query: z.object({ ...messageFilter, ...downloadQuery }),
    download: message,
  },
  getMessage: {
    method: 'GET',
    path: '/api/v1/messages/{id}',
    tag: 'Messages',
    summary: 'One message with what was asked for',
    allow: 'messages.read',
    params: idParams,
    answer: message.extend({ request: jsonObject }).meta({ id: 'MessageDetail' }),
  },
  retryMessage: {
    method: 'POST',
    path: '/api/v1/messages/{id}/retry',
    tag: 'Messages',
    summary: 'Try a dead message again, with the same key',
    allow: 'messages.repair',
    params: idParams,
    answer: message,
  },
  retryDeadMessages: {
    method: 'POST',
    path: '/api/v1/messages/retry-dead',
    tag: 'Messages',
    summary: 'Try all dead messages again, at most 10,000 a call',
    allow: 'messages.repair',
    answer: z.object({ count: z.int() }),
  },
  discardMessage: {
    method: 'POST',
    path: '/api/v1/messages/{id}/discard',
    tag: 'Messages',
    summary: 'Give a dead or queued message up; it becomes `cancelled`',
    allow: 'messages.repair',
    params: idParams,
    answer: message,
  },
  listTemplates: {
    method: 'GET',
    path: '/api/v1/templates',
    tag: 'Templates',
    summary: 'Templates by key, with their newest version; `find` in key and name; `ownerId` as in the list of flows',
    allow: 'templates.read',
    query: z.object({ find: z.string().min(1).max(200).optional(), ownerId: ownerFilter.optional(), ...pageQuery }),
    answer: pageOf(templateSummary),
  },
  getTemplate: {
    method: 'GET',
    path: '/api/v1/templates/{key}',
    tag: 'Templates',
    summary: 'A template in its newest or the named version',
    allow: 'templates.read',
    params: templateParams,
    query: z.object({ version: z.coerce.number<number>().int().min(1).max(1_000_000).optional() }),
    answer: template,
  },
  createTemplateVersion: {
    method: 'POST',
    path: '/api/v1/templates/{key}/versions',
    tag: 'Templates',
    summary:
      'Add a version, the first one makes the template; the body is the template document; `ownerId` counts for the first one',
    allow: 'templates.edit',
    owned: 'template',
    params: templateParams,
    query: z.object({ ownerId: ownerOfNew.optional() }),
    body: templateDocument,
    status: 201,
    answer: template,
  },
  setTemplateOwner: {
    method: 'PUT',
    path: '/api/v1/templates/{key}/owner',
    tag: 'Templates',
    summary: 'Hand the template to another unit, or to nobody',
    allow: 'owners.assign',
    owned: 'template',
    params: templateParams,
    body: z.strictObject({ ownerId: idText.nullable() }),
    answer: template,
  },
  previewTemplate: {
    method: 'POST',
    path: '/api/v1/templates/preview',
    tag: 'Templates',
    summary: 'What a template document looks like, filled for a customer (needs `personal.read`), after an event',
    allow: 'templates.read',
    body: z.strictObject({
      document: templateDocument,
      customerId: idText.optional(),
      locale: languageTag.optional(),
      event: z.strictObject({ name: z.string().min(1).max(200), properties: jsonObject }).optional(),
    }),
    answer: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
  },
} as const satisfies Operations
