// A Redmine issue as a ticket: who touched it and since when its status holds come from its journals. Asks nobody.
import type { RemoteTicket, TicketRef } from '@lotse/core/insights'
import type { TicketCategory } from '@lotse/protocol'
import { splitFooter } from '../net/footer.ts'
import type { RedmineIssue } from './shapes.ts'

/** Statuses that end a ticket, and the one it begins with. */
export type Closed = { readonly kind: 'closed'; readonly ids: ReadonlySet<string>; readonly first: string | null }

/** `account`: ours. */
export type Around = TicketRef & { readonly closed: Closed; readonly account: string | null }

/** The category of a status: what closes is done, what a ticket begins with is new. */
export function categoryOf(id: string, { ids, first }: Closed): TicketCategory {
  if (ids.has(id)) return 'done'
  return id === first ? 'new' : 'inProgress'
}

/** An issue as a ticket. Lines of its text end in `\n`, whatever Redmine makes of them. */
export function ticketOf(issue: RedmineIssue, { ref, key, url, closed, account }: Around): RemoteTicket {
  const { journals, status, author, assigned_to, priority } = issue
  const statusId = String(status.id)
  const turned = journals.filter(({ details }) =>
    details.some(({ property, name }) => property === 'attr' && name === 'status_id'),
  )
  const lastUser = journals.at(-1)?.user ?? author
  return {
    kind: 'ticket',
    ref,
    key,
    url,
    project: String(issue.project.id),
    title: issue.subject,
    description: splitFooter(issue.description ?? '').text,
    textWritable: true,
    status: { id: statusId, name: status.name, category: categoryOf(statusId, closed) },
    assignee: assigned_to ? { id: String(assigned_to.id), name: assigned_to.name } : null,
    priority: priority ? String(priority.id) : null,
    createdAt: issue.created_on,
    updatedAt: issue.updated_on,
    statusSince: turned.at(-1)?.created_on ?? issue.created_on,
    lastAuthor: lastUser ? String(lastUser.id) : null,
    touched: journals.some(({ user }) => user !== undefined && String(user.id) !== account),
  }
}
