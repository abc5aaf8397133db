// What GitHub answers, as far as it is read here. Shapes only.
import { z } from 'zod'

const when = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const person = z.object({ id: z.number(), login: z.string() })
const label = z.union([z.string(), z.object({ name: z.string() })])

/** `/user` */
export const meShape = person

/** `/repos/OWNER/REPO` */
export const repoShape = z.object({ full_name: z.string(), has_issues: z.boolean().default(true) })
export const reposShape = z.array(repoShape)

/** An issue; pull requests have the same shape. */
export const issueShape = z.object({
  number: z.number().int(),
  html_url: z.string(),
  url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  labels: z.array(label).transform((all) => all.map((one) => (typeof one === 'string' ? one : one.name))),
  assignees: z.array(person).default([]),
  user: person.nullish(),
  created_at: when,
  updated_at: when,
})
export type GithubIssue = z.infer<typeof issueShape>
export const issuesShape = z.array(issueShape)

/** `/repos/OWNER/REPO/issues/N/events`: what happened to it, oldest first. */
export const eventsShape = z.array(
  z.object({
    event: z.string(),
    actor: person.nullish(),
    created_at: when,
    label: z.object({ name: z.string() }).nullish(),
  }),
)
export type GithubEvent = z.infer<typeof eventsShape>[number]
export const commentsShape = z.array(z.object({ user: person.nullish(), created_at: when }))

/** `/search/issues` */
export const searchShape = z.object({ incomplete_results: z.boolean().default(false), items: issuesShape })

/** A call of GitHub. */
export const hookShape = z.object({
  action: z.string(),
  issue: z.object({ number: z.number().int(), updated_at: z.string().default('') }),
  repository: z.object({ full_name: z.string() }),
})
