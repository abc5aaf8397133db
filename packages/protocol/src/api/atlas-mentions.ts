// What calls somebody: threads about what people design in which a member is named and has not read it yet.
import { z } from 'zod'
import { atlasKindNames, recordId } from '../atlas/edit.ts'
import { contentTexts } from './atlas.ts'
import type { Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

const THREADS_MAX = 200

/**
 * A call to the caller. `text`: what was said, by `by`, a member, or `guest`, who came by a link. `journey`: in which one it stands, with its name; null for the library.
 * `record` with `kind` and `name`: at what it stands; `lane`: in which lane of it.
 */
export const mention = z
  .object({
    thread: idText,
    text: z.string(),
    by: z.string().nullable(),
    guest: z.string().nullable(),
    at: instantText,
    journey: z.object({ id: recordId, name: contentTexts }).nullable(),
    record: recordId,
    kind: z.enum(atlasKindNames),
    name: contentTexts,
    lane: contentTexts.nullable(),
  })
  .meta({ id: 'Mention' })
export type Mention = z.infer<typeof mention>

/** Operations on calls. */
export const atlasMentionOperations = {
  listMentions: {
    method: 'GET',
    path: '/api/v1/atlas/mentions',
    tag: 'Atlas',
    summary:
      'Open threads that call the caller and were not read since, newest first, at most 50; none for programs. `count`: how many there are in all',
    allow: 'atlas.read',
    answer: z.object({ items: z.array(mention), count: z.int() }),
  },
  readMentions: {
    method: 'POST',
    path: '/api/v1/atlas/mentions/read',
    tag: 'Atlas',
    summary: 'Say that the caller has read threads as they stand now; answers how many still call',
    allow: 'atlas.read',
    body: z.strictObject({ threads: z.array(idText).min(1).max(THREADS_MAX) }),
    answer: z.object({ count: z.int() }),
  },
} as const satisfies Operations
