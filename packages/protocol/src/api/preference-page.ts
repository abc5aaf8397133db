// The page on which customers choose what they are written about: its topics and texts, and how it looks. Reads and states no consent.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { pageLanguages, workspaceSettings } from './settings.ts'

const { topics, pageTexts } = workspaceSettings.shape
const wholeTexts = z.object({ title: z.string(), ask: z.string(), saved: z.string() })
const count = z.int()

/**
 * The preference page. `texts`: the workspace's own ones, `usual`: those that hold where it has none. `stated`: what customers said about
 * each topic, also about those that are not described here; `requested`: it waits for their confirmation. `revision` changes with every
 * write; send it when setting to notice that another person wrote meanwhile.
 */
export const preferencePage = z
  .object({
    revision: z.string(),
    topics,
    texts: pageTexts,
    usual: z.record(z.enum(pageLanguages), wholeTexts),
    stated: z.array(z.object({ topic: z.string(), granted: count, requested: count, refused: count })),
  })
  .meta({ id: 'PreferencePage' })
export type PreferencePage = z.infer<typeof preferencePage>

/** The pages that customers reach from links in messages. */
export const publicPages = ['preferences', 'saved', 'unsubscribe', 'unsubscribed', 'confirm', 'confirmed'] as const
export type PublicPage = (typeof publicPages)[number]

/** Operations on the preference page. */
export const preferencePageOperations = {
  getPreferencePage: {
    method: 'GET',
    path: '/api/v1/workspace/preference-page',
    tag: 'Messages',
    summary: 'Topics and texts of the page on which customers choose what they are written about',
    allow: 'templates.read',
    answer: preferencePage,
  },
  setPreferencePage: {
    method: 'PUT',
    path: '/api/v1/workspace/preference-page',
    tag: 'Messages',
    summary: 'Set topics and texts; with `revision`, only if nobody wrote meanwhile. What customers chose stays',
    allow: 'topics.manage',
    body: z.strictObject({ revision: z.string().max(64).optional(), topics, texts: pageTexts }),
    answer: preferencePage,
  },
  previewPublicPage: {
    method: 'POST',
    path: '/api/v1/workspace/preference-page/preview',
    tag: 'Messages',
    summary: 'What a page looks like to a customer, with these topics and texts and the brand of the workspace',
    allow: 'templates.read',
    body: z.strictObject({ page: z.enum(publicPages), language: z.enum(pageLanguages), topics, texts: pageTexts }),
    answer: z.object({ html: z.string() }),
  },
} as const satisfies Operations
