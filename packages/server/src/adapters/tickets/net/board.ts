// Statuses of systems that know only open and closed: labels that were chosen for it stand between. Asks nobody.
import type { RemoteStatus } from '@lotse/core/insights'

const LABEL = 'label:'

/** What a board's statuses are made of: labels for what is under way, and how closing is named. */
export type Board = { readonly labels: readonly string[]; readonly statuses: readonly RemoteStatus[] }

/** A ticket as it stands there. `closed`: the id of the closed status that it has; null: it is open. */
export type Standing = { readonly closed: string | null; readonly labels: readonly string[] }

/**
 * A board.
 *
 * @param chosen - `options.statusLabels`: names of labels, parted by commas, in the order in which work goes on.
 * @param closed - the statuses that closing comes to, the usual one first.
 */
export function boardOf(
  chosen: string | undefined,
  closed: readonly { readonly id: string; readonly name: string }[],
): Board {
  const labels = (chosen ?? '')
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '')
  const between = labels.map((name): RemoteStatus => ({ id: `${LABEL}${name}`, name, category: 'inProgress' }))
  const ends = closed.map(({ id, name }): RemoteStatus => ({ id, name, category: 'done' }))
  return { labels, statuses: [{ id: 'open', name: 'Open', category: 'new' }, ...between, ...ends] }
}

/** The status of a ticket: closed, else the label that is furthest on, else open. Labels are told apart as systems do, without regard to case. */
export function statusOn({ labels, statuses }: Board, standing: Standing): RemoteStatus {
  const has = new Set(standing.labels.map((label) => label.toLowerCase()))
  const label = labels.findLast((one) => has.has(one.toLowerCase()))
  const id = standing.closed ?? (label === undefined ? 'open' : `${LABEL}${label}`)
  return (
    statuses.find((status) => status.id === id) ?? { id, name: id, category: standing.closed === null ? 'new' : 'done' }
  )
}

/** What is to be done to bring a ticket to a status: labels to add and take off, and whether it is open. Null: there is no such status. */
export function stepsTo(
  { labels, statuses }: Board,
  standing: Standing,
  target: string,
): { readonly open: boolean; readonly add: readonly string[]; readonly remove: readonly string[] } | null {
  if (!statuses.some(({ id }) => id === target)) return null
  const wanted = target.startsWith(LABEL) ? target.slice(LABEL.length) : null
  const isBoard = (label: string) => labels.some((one) => one.toLowerCase() === label.toLowerCase())
  const held = standing.labels.filter(isBoard)
  const stays = (label: string) => label.toLowerCase() === wanted?.toLowerCase()
  return {
    open: wanted !== null || target === 'open',
    add: wanted !== null && !held.some(stays) ? [wanted] : [],
    remove: held.filter((label) => !stays(label)),
  }
}
