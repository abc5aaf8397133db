// What Jira answers, Cloud and Data Center, as far as it is read here. Shapes only.
import { z } from 'zod'

/** Times such as `2026-11-21T20:28:26.000+0100`. */
const when = z.string().transform((text, context) => {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'no time' })
  return at
})

const named = z.object({ id: z.string(), name: z.string() })
/** Cloud knows people by `accountId`, Data Center by `name`. */
const person = z.object({
  accountId: z.string().optional(),
  name: z.string().optional(),
  displayName: z.string().default(''),
})
export type JiraPerson = z.infer<typeof person>

/** `/myself` */
export const meShape = person.extend({ timeZone: z.string().optional() })

/** A status with its category: `new`, `indeterminate`, `done`. */
export const statusShape = named.extend({ statusCategory: z.object({ key: z.string() }).optional() })
export const statusesShape = z.array(statusShape)
export const prioritiesShape = z.array(named)

const history = z.object({
  created: when,
  author: person.optional(),
  // A member of items is named toString and shadows the method of that name: it is not read.
  items: z.array(z.object({ field: z.string() })).default([]),
})

/** `/issue/ID` */
export const issueShape = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    description: z.unknown(),
    status: statusShape,
    priority: named.nullish(),
    assignee: person.nullish(),
    creator: person.nullish(),
    project: named.nullish(),
    created: when,
    updated: when,
    comment: z.object({ comments: z.array(z.object({ author: person.optional(), created: when })) }).nullish(),
  }),
  changelog: z.object({ histories: z.array(history) }).nullish(),
})
export type JiraIssue = z.infer<typeof issueShape>

/** What a creation answers. */
export const createdShape = z.object({ id: z.string(), key: z.string() })

/** Hits of a search: Cloud ends it with a missing token, Data Center tells the sum. */
export const searchShape = z.object({
  issues: z.array(
    z.object({ id: z.string(), key: z.string().optional(), fields: z.object({ updated: when.optional() }).optional() }),
  ),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().nullish(),
  total: z.number().int().nullish(),
})

const choice = z.object({ id: z.string().optional(), name: z.string().optional(), value: z.string().optional() })
/** What a field of a screen asks for. */
const screenField = z.object({
  required: z.boolean().default(false),
  hasDefaultValue: z.boolean().default(false),
  name: z.string().default(''),
  allowedValues: z.array(choice).optional(),
})

/** `/issue/ID/transitions` */
export const transitionsShape = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      to: statusShape,
      fields: z.record(z.string(), screenField).default({}),
    }),
  ),
})
export type JiraTransition = z.infer<typeof transitionsShape>['transitions'][number]

/** Projects: a page in Cloud, all at once in Data Center. */
export const projectShape = named
export const projectPageShape = z.object({ values: z.array(named), total: z.number().int().optional() })
export const projectListShape = z.array(named)

/** Kinds of tickets of a project, and what they ask for; named `issueTypes` and `fields` in Cloud, `values` in Data Center. */
export const kindsShape = z.object({ issueTypes: z.array(named).optional(), values: z.array(named).optional() })
const meta = screenField.extend({ fieldId: z.string() })
export const metaShape = z.object({ fields: z.array(meta).optional(), values: z.array(meta).optional() })

/** A call of Jira, as far as it says which ticket to read again. */
export const hookShape = z.object({
  webhookEvent: z.string(),
  timestamp: z.number().optional(),
  issue: z.object({
    id: z.string(),
    fields: z.object({ updated: z.string().optional(), status: z.object({ id: z.string() }).optional() }).optional(),
  }),
})
