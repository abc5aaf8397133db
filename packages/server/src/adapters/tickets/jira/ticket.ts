// A Jira issue as a ticket: who touched it and since when its status holds come from its history and comments. Asks nobody.
import type { RemoteTicket } from '@lotse/core/insights'
import { categoryOf } from './catalog.ts'
import { idOf, type JiraLine, textIn } from './line.ts'
import type { JiraIssue } from './shapes.ts'

/** `account`: ours. */
type Around = Pick<JiraLine, 'flavour' | 'site'> & { readonly account: string }

/** An issue, read with `changelog` and `comment`. Histories come oldest or newest first, as the Jira has it. */
export function ticketOf({ id, key, fields, changelog }: JiraIssue, { flavour, site, account }: Around): RemoteTicket {
  const { status, assignee, priority, creator, created, updated } = fields
  const histories = [...(changelog?.histories ?? [])].sort((a, b) => a.created - b.created)
  const said = [...histories, ...(fields.comment?.comments ?? [])].sort((a, b) => a.created - b.created)
  const authors = said.flatMap(({ author }) => (author ? [idOf(author)] : []))
  const turned = histories.filter(({ items }) => items.some(({ field }) => field === 'status')).at(-1)
  const { text, writable } = textIn(flavour, fields.description)
  return {
    kind: 'ticket',
    ref: id,
    key,
    url: `${site}/browse/${key}`,
    project: fields.project?.id ?? '',
    title: fields.summary,
    description: text,
    textWritable: writable,
    status: { id: status.id, name: status.name, category: categoryOf(status.statusCategory?.key) },
    assignee: assignee ? { id: idOf(assignee), name: assignee.displayName } : null,
    priority: priority?.id ?? null,
    createdAt: created,
    updatedAt: updated,
    statusSince: turned?.created ?? created,
    lastAuthor: authors.at(-1) ?? (creator ? idOf(creator) : null),
    touched: authors.some((author) => author !== account),
  }
}
