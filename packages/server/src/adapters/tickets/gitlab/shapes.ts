// What GitLab answers, as far as it is read here. Shapes only.
import { z } from 'zod'

const when = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const id = z.number().int()
const person = z.object({ id, username: z.string() })

/** `/user` */
export const meShape = person

/** `/projects/ID` */
export const projectShape = z.object({ id, path_with_namespace: z.string() })
export const projectsShape = z.array(projectShape)

/** An issue. `id`: over all projects; `iid`: within its own, what people call it by. */
export const issueShape = z.object({
  id,
  iid: id,
  project_id: id,
  web_url: z.string(),
  references: z.object({ full: z.string() }).optional(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  labels: z.array(z.string()),
  assignees: z.array(person).default([]),
  author: person.nullish(),
  created_at: when,
  updated_at: when,
  moved_to_id: id.nullish(),
})
export type GitlabIssue = z.infer<typeof issueShape>
export const issuesShape = z.array(issueShape)

/** Notes: comments of people, and what the system notes of changes. */
export const notesShape = z.array(z.object({ author: person.nullish(), created_at: when }))
export const stateEventsShape = z.array(z.object({ created_at: when }))
export const labelEventsShape = z.array(z.object({ created_at: when, label: z.object({ name: z.string() }).nullish() }))

/** A call of GitLab: about an issue, or a note at one. */
export const hookShape = z.object({
  object_kind: z.string(),
  project: z.object({ id }),
  object_attributes: z.object({ iid: id.optional(), id: id.optional(), updated_at: z.string().optional() }),
  issue: z.object({ iid: id }).optional(),
})
