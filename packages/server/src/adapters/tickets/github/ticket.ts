// A GitHub issue as a ticket: since when its status holds and who touched it come from its events and comments. Asks nobody.
import type { RemoteTicket, TicketRef } from '@lotse/core/insights'
import { type Board, type Standing, statusOn } from '../net/board.ts'
import { splitFooter } from '../net/footer.ts'
import type { GithubEvent, GithubIssue } from './shapes.ts'

/** What happened to an issue: events and comments. */
export type GithubHistory = {
  readonly events: readonly GithubEvent[]
  readonly comments: readonly {
    readonly user?: { readonly id: number } | null | undefined
    readonly created_at: number
  }[]
}

/** How it stands on a board. */
export function standingOf({ state, state_reason, labels }: GithubIssue): Standing {
  const closed = state_reason === 'not_planned' ? 'closed:not_planned' : 'closed'
  return { closed: state === 'closed' ? closed : null, labels }
}

/** By what an issue is read again, and what people call it. */
export function refOf(repo: string, { number, html_url }: Pick<GithubIssue, 'number' | 'html_url'>): TicketRef {
  return { ref: `${repo}#${number}`, key: `${repo}#${number}`, url: html_url }
}

/** Events that are no doing of anybody: mentions by others' tickets, who is told. */
const QUIET = new Set(['mentioned', 'subscribed', 'unsubscribed', 'referenced', 'cross-referenced'])

/** `account`: ours. */
type Around = {
  readonly repo: string
  readonly board: Board
  readonly account: string
  readonly history: GithubHistory
}

/** An issue with what happened to it. */
export function ticketOf(issue: GithubIssue, { repo, board, account, history }: Around): RemoteTicket {
  const events = history.events.filter(({ event }) => !QUIET.has(event))
  const done = [
    ...events.map(({ actor, created_at }) => ({ by: actor?.id, at: created_at })),
    ...history.comments.map(({ user, created_at }) => ({ by: user?.id, at: created_at })),
  ].sort((a, b) => a.at - b.at)
  const names = new Set(board.labels.map((label) => label.toLowerCase()))
  const turned = events.filter(
    ({ event, label }) =>
      event === 'closed' ||
      event === 'reopened' ||
      (/label/.test(event) && names.has((label?.name ?? '').toLowerCase())),
  )
  const last = done.at(-1)?.by ?? issue.user?.id
  const assignee = issue.assignees[0]
  return {
    kind: 'ticket',
    ...refOf(repo, issue),
    project: repo,
    title: issue.title,
    description: splitFooter(issue.body ?? '').text,
    textWritable: true,
    status: statusOn(board, standingOf(issue)),
    assignee: assignee ? { id: assignee.login, name: assignee.login } : null,
    priority: null,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    statusSince: turned.at(-1)?.created_at ?? issue.created_at,
    lastAuthor: last === undefined ? null : String(last),
    touched: done.some(({ by }) => by !== undefined && String(by) !== account),
  }
}
