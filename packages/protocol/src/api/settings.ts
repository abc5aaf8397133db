// What a workspace says about its topics and about which identifiers count. Says what is allowed, reads and stores nothing.
import { z } from 'zod'

const TOPICS_MAX = 200
const BLOCKED_MAX = 1000

const topicShape = z.strictObject({
  key: z.string().min(1).max(100),
  /** By language, such as `de`. */
  names: z.record(z.string().min(2).max(20), z.string().min(1).max(200)).optional(),
})

/**
 * Settings of a workspace. `topics`: with the names that people see; `contactsIdentify`: whether e-mail and phone identify a person;
 * `blockedIdentities`: values that identify nobody, compared without case; `country`: where phone numbers without a country belong,
 * such as `DE` (ISO 3166), null for the country of the workspace's language.
 */
export const workspaceSettings = z
  .strictObject({
    topics: z
      .array(topicShape)
      .max(TOPICS_MAX)
      .refine((topics) => new Set(topics.map(({ key }) => key)).size === topics.length, 'each key once'),
    contactsIdentify: z.boolean(),
    blockedIdentities: z.array(z.string().min(1).max(255)).max(BLOCKED_MAX),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters')
      .nullable(),
  })
  .meta({ id: 'WorkspaceSettings' })
export type WorkspaceSettings = z.infer<typeof workspaceSettings>
