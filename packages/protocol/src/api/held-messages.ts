// Messages that a restore held, because nobody knows whether they left since the backup: seen as a whole, let go or given up.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

const IDS_MAX = 200

/**
 * The messages of the workspace that are held. `count` stops at 10,000. `since`: the instant of the backup; `until`: when it was restored; both
 * null where nothing was ever held.
 */
export const heldMessages = z
  .object({ count: z.int().min(0), since: instantText.nullable(), until: instantText.nullable() })
  .meta({ id: 'HeldMessages' })
export type HeldMessages = z.infer<typeof heldMessages>

/** Which of them; left out: all. */
const which = z.strictObject({ ids: z.array(idText).min(1).max(IDS_MAX).optional() })
const done = z.object({ count: z.int().min(0) })

/** Operations on held messages. */
export const heldMessageOperations = {
  getHeldMessages: {
    method: 'GET',
    path: '/api/v1/messages/held',
    tag: 'Messages',
    summary: 'How many messages a restore holds, and between which instants they may have left already',
    allow: 'messages.read',
    answer: heldMessages,
  },
  releaseHeldMessages: {
    method: 'POST',
    path: '/api/v1/messages/held/release',
    tag: 'Messages',
    summary: 'Let held messages go, all or those named, at most 10,000 a call; consent is asked as ever',
    allow: 'messages.repair',
    body: which,
    answer: done,
  },
  discardHeldMessages: {
    method: 'POST',
    path: '/api/v1/messages/held/discard',
    tag: 'Messages',
    summary: 'Give held messages up, all or those named, at most 10,000 a call; they become `cancelled`',
    allow: 'messages.repair',
    body: which,
    answer: done,
  },
} as const satisfies Operations
