// Who did something to a GitLab issue and since when its status holds: from its notes and the events of its state and labels. Changes nothing.
import type { TicketFault } from '@lotse/core/insights'
import type { Board } from '../net/board.ts'
import { got } from '../net/replies.ts'
import type { TicketWay } from '../net/way.ts'
import { labelEventsShape, notesShape, stateEventsShape } from './shapes.ts'

const PAGE = 100

/** `authors`: oldest first, of the last hundred things that happened. `statusSince`: null: it never turned. */
export type GitlabHistory = {
  readonly kind: 'history'
  readonly authors: readonly string[]
  readonly statusSince: number | null
}

/** Asks for it. */
export async function historyOf(way: TicketWay, path: string, board: Board): Promise<GitlabHistory | TicketFault> {
  const ask = (part: string, query: Readonly<Record<string, string | number>>) =>
    way.ask({ method: 'GET', path: `${path}/${part}`, sort: part, about: path, query })
  const notes = got(await ask('notes', { order_by: 'created_at', sort: 'desc', per_page: PAGE }), notesShape)
  if (notes.kind !== 'got') return notes
  const states = got(await ask('resource_state_events', { per_page: PAGE }), stateEventsShape)
  if (states.kind !== 'got') return states
  const labels = got(await ask('resource_label_events', { per_page: PAGE }), labelEventsShape)
  if (labels.kind !== 'got') return labels
  const names = new Set(board.labels.map((label) => label.toLowerCase()))
  const turned = [
    ...states.value,
    ...labels.value.filter(({ label }) => names.has((label?.name ?? '').toLowerCase())),
  ].map(({ created_at }) => created_at)
  const authors = [...notes.value].reverse().flatMap(({ author }) => (author ? [String(author.id)] : []))
  return { kind: 'history', authors, statusSince: turned.length > 0 ? Math.max(...turned) : null }
}
