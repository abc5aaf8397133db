// What stands elsewhere of the line of an insight: its ticket, and the measures that answer it. Pure; knows no words.
import type { Measure, ShownTicket } from '@lotse/protocol'
import type { Station } from './trace.ts'

type Known = Omit<Station, 'name'>

/** Its ticket as a station, named as it is there; undefined: none was opened. */
export function ticketStation(ticket: ShownTicket | undefined): Known | undefined {
  if (ticket === undefined || ticket.key === null) return undefined
  const called = ticket.status === null ? ticket.key : `${ticket.key} · ${ticket.status.name}`
  const done = ticket.status?.category === 'done'
  return {
    state: done ? 'done' : 'now',
    at: ticket.statusSince,
    called,
    ...(ticket.url === null ? {} : { link: ticket.url }),
  }
}

/** How far measures are, the furthest last. */
const ORDER = ['stopped', 'planned', 'underWay', 'inPlace'] as const

/** The measure that is furthest as a station, and how many there are; undefined: there is none. */
export function measureStation(measures: readonly Measure[]): Known | undefined {
  const standing = measures.filter(({ fields }) => !fields.archived)
  const rank = ({ fields }: Measure) => ORDER.indexOf(fields.state)
  const [furthest] = standing.toSorted((a, b) => rank(b) - rank(a))
  if (furthest === undefined) return undefined
  const { id, fields, changedAt } = furthest
  const more = standing.length > 1 ? ` +${standing.length - 1}` : ''
  const state = fields.state === 'inPlace' ? 'done' : fields.state === 'stopped' ? 'stopped' : 'now'
  return { state, at: changedAt, called: `${fields.name}${more}`, measure: id }
}
