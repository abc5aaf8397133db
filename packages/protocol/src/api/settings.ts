// What a workspace says about its topics and about which identifiers count. Says what is allowed, reads and stores nothing.
import { z } from 'zod'
import { languageTag } from '../template.ts'

const TOPICS_MAX = 200
const BLOCKED_MAX = 1000
const LANGUAGES_MAX = 20

/** A text by language, such as `de`. */
const byLanguage = (max: number) => z.record(z.string().min(2).max(20), z.string().trim().min(1).max(max))

/**
 * A topic that customers are written to about. `names`, `descriptions`: what they read on the preference page; without a name the key.
 * `offered`: false takes it off the page for those who never chose it; absent: true.
 */
const topicShape = z.strictObject({
  key: z.string().min(1).max(100),
  names: byLanguage(200).optional(),
  descriptions: byLanguage(300).optional(),
  offered: z.boolean().optional(),
})
export type WorkspaceTopic = z.infer<typeof topicShape>

/** Languages of the pages that customers see. */
export const pageLanguages = ['de', 'en'] as const
export type PageLanguage = (typeof pageLanguages)[number]

const sentence = z.string().trim().min(1).max(500)
/** Own texts of the preference page; `{workspace}` is filled in. What is absent is as it comes with Lotse. */
const pageTextsShape = z.strictObject({
  title: sentence.optional(),
  ask: sentence.optional(),
  saved: sentence.optional(),
})
export type PageTexts = z.infer<typeof pageTextsShape>

/**
 * Settings of a workspace. `topics`: with the names that people see; `contactsIdentify`: whether e-mail and phone identify a person;
 * `blockedIdentities`: values that identify nobody, compared without case; `country`: where phone numbers without a country belong,
 * such as `DE` (ISO 3166), null for the country of the workspace's language; `pageTexts`: own texts of the preference page, by language;
 * `languages`: those that customers are written to in, the first for everybody whose own is not among them; none: each customer's own,
 * where a template has it, else that of the workspace.
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
    pageTexts: z.partialRecord(z.enum(pageLanguages), pageTextsShape),
    languages: z
      .array(languageTag)
      .max(LANGUAGES_MAX)
      .refine((tags) => new Set(tags.map((tag) => tag.toLowerCase())).size === tags.length, 'each language once'),
  })
  .meta({ id: 'WorkspaceSettings' })
export type WorkspaceSettings = z.infer<typeof workspaceSettings>
