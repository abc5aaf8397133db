// How a member's feed comes to them: digests and alerts by mail, and secret addresses at which other programs read it. Sends nothing.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { zoneText } from './session.ts'
import { idParams, idText, instantText } from './shapes.ts'

const HOUR_MAX = 23
const NAME_MAX = 80

/** How often a digest comes. */
export const cadences = ['off', 'daily', 'weekly'] as const

/** What a member wishes. `hour`: of their day in `zone`, from which a digest is due; weekly ones come on Mondays. `alerts`: bad answers at once. */
const wish = {
  cadence: z.enum(cadences),
  hour: z.int().min(0).max(HOUR_MAX),
  zone: zoneText,
  alerts: z.boolean(),
}

/** The wish as it stands. `version` 0: never said. `mail`: whether the server can send mail. */
const feedDelivery = z.object({ version: z.int(), ...wish, mail: z.boolean() }).meta({ id: 'FeedDelivery' })
export type FeedDelivery = z.infer<typeof feedDelivery>

/** An address. `unitId`: narrowed to what a unit owns; null: all that its maker reads. `readAt`: when a program last read it. */
const feedLink = z
  .object({
    id: idText,
    name: z.string(),
    unitId: idText.nullable(),
    madeAt: instantText,
    readAt: instantText.nullable(),
  })
  .meta({ id: 'FeedLink' })
export type FeedLink = z.infer<typeof feedLink>

/** Operations on delivery. */
export const feedDeliveryOperations = {
  getFeedDelivery: {
    method: 'GET',
    path: '/api/v1/feed/delivery',
    tag: 'Feeds',
    summary: 'How the caller’s feed comes to them by mail',
    allow: 'feed.read',
    answer: feedDelivery,
  },
  setFeedDelivery: {
    method: 'PUT',
    path: '/api/v1/feed/delivery',
    tag: 'Feeds',
    summary: 'Say how the feed is to come by mail. The first digest comes with the next period. For members alone',
    allow: 'feed.read',
    body: z.strictObject({ version: z.int().min(0), ...wish }),
    answer: feedDelivery,
  },
  listFeedLinks: {
    method: 'GET',
    path: '/api/v1/feed/links',
    tag: 'Feeds',
    summary: 'The caller’s addresses at which programs read the feed',
    allow: 'feed.read',
    answer: z.object({ items: z.array(feedLink) }),
  },
  createFeedLink: {
    method: 'POST',
    path: '/api/v1/feed/links',
    tag: 'Feeds',
    summary:
      'Make an address at which programs read the feed as Atom or JSON Feed. Shown once: whoever has it reads what its maker reads, without customers. For members alone',
    allow: 'feed.read',
    body: z.strictObject({ name: z.string().trim().min(1).max(NAME_MAX), unitId: idText.nullable().default(null) }),
    status: 201,
    answer: feedLink.extend({ atom: z.string(), json: z.string() }),
  },
  revokeFeedLink: {
    method: 'DELETE',
    path: '/api/v1/feed/links/{id}',
    tag: 'Feeds',
    summary: 'Withdraw an address, at once and for good',
    allow: 'feed.read',
    params: idParams,
    status: 204,
  },
} as const satisfies Operations
