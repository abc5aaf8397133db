// What Redmine 5 answers, as far as it is read here. Shapes only; seen on a running 5.0.4.
import { z } from 'zod'

const id = z.number().int()
const named = z.object({ id, name: z.string() })
const when = z.iso.datetime().transform((text) => Date.parse(text))

/** `/users/current.json` */
export const meShape = z.object({ user: z.object({ id, login: z.string().default('') }) })

/** A change of a ticket: `name` of the field, or a note alone. */
export const journalShape = z.object({
  user: named.optional(),
  created_on: when,
  details: z.array(z.object({ property: z.string(), name: z.string(), new_value: z.string().nullish() })).default([]),
})

/** One issue; journals and targets only where they were asked for. */
export const issueShape = z.object({
  id,
  project: named,
  status: named.extend({ is_closed: z.boolean().optional() }),
  priority: named.optional(),
  author: named.optional(),
  assigned_to: named.optional(),
  subject: z.string(),
  description: z.string().nullish(),
  created_on: when,
  updated_on: when,
  journals: z.array(journalShape).default([]),
  allowed_statuses: z.array(named).default([]),
})
export type RedmineIssue = z.infer<typeof issueShape>

/** `/issues/ID.json` */
export const oneShape = z.object({ issue: issueShape })
/** `/issues.json` */
export const manyShape = z.object({ issues: z.array(issueShape), total_count: z.number().int() })

/** What there is to map. */
export const statusesShape = z.object({ issue_statuses: z.array(named.extend({ is_closed: z.boolean() })) })
export const prioritiesShape = z.object({ issue_priorities: z.array(named) })
export const projectsShape = z.object({
  projects: z.array(named.extend({ identifier: z.string(), trackers: z.array(named).default([]) })),
  total_count: z.number().int(),
})
