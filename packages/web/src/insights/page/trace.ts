// The line from where an insight comes from to what came of it: its stations, and how far it is. Pure; knows no words.
import type { InsightState } from '@lotse/protocol'
import type { Whole } from './queries.ts'

/** The stations, in their order. */
export const stations = ['source', 'insight', 'release', 'ticket', 'measure', 'outcome'] as const
/** One of these. */
export type StationName = (typeof stations)[number]

/** How a station stands. `passedBy`: the line goes past it; `stopped`: it ends here for now. */
export type StationState = 'done' | 'now' | 'open' | 'passedBy' | 'stopped'

/** A station. `at`: since when; `by`: who brought it here; `link`: where it is looked at; `measure`: the one whose page that is; `count`: how much there is of it. */
export type Station = {
  readonly name: StationName
  readonly state: StationState
  readonly at: string | null
  readonly by?: string | null
  readonly count?: number
  readonly called?: string
  readonly link?: string
  readonly measure?: string
}

/** What stands elsewhere: where it is said to come from, the ticket that was opened, the measure that was taken. Without them these stations follow from the work. */
export type Elsewhere = { readonly [Name in 'source' | 'ticket' | 'measure']?: Omit<Station, 'name'> }

type Given = Pick<Whole, 'work' | 'decisions' | 'evidence' | 'changes'>

/** How far along the line each state is: the station where one is now. */
const NOW: Readonly<Record<InsightState, StationName>> = {
  new: 'insight',
  backlog: 'release',
  deferred: 'release',
  rejected: 'release',
  accepted: 'ticket',
  ticket: 'ticket',
  inProgress: 'measure',
  solved: 'outcome',
  verified: 'outcome',
}

const rank = (name: StationName): number => stations.indexOf(name)

/**
 * The line of an insight.
 *
 * @param elsewhere - source, ticket and measure, where they are known.
 */
export function traceOf(given: Given, elsewhere: Elsewhere = {}): readonly Station[] {
  return [
    // Evidence says more than what somebody says about the source.
    given.evidence.length === 0 && elsewhere.source !== undefined
      ? { name: 'source', ...elsewhere.source }
      : sourceOf(given),
    { name: 'insight', state: given.work.status === 'new' ? 'now' : 'done', at: null },
    releaseStation(given),
    { name: 'ticket', ...(elsewhere.ticket ?? ticketOf(given)) },
    { name: 'measure', ...(elsewhere.measure ?? measureOf(given)) },
    outcomeOf(given),
  ]
}

const when = ({ changes }: Given, step: string): string | null =>
  changes.find((change) => change.step === step)?.at ?? null

function sourceOf({ evidence }: Given): Station {
  const [latest] = evidence.map(({ dated }) => dated).toSorted((a, b) => (a < b ? 1 : -1))
  return { name: 'source', state: evidence.length === 0 ? 'open' : 'done', at: latest ?? null, count: evidence.length }
}

function releaseStation({ work, decisions }: Given): Station {
  const decision = decisions.find(({ withdrawn }) => withdrawn === null)
  const said = { at: decision?.at ?? null, by: decision?.by ?? null }
  if (work.status === 'deferred' || work.status === 'rejected') return { name: 'release', state: 'stopped', ...said }
  if (work.status === 'backlog') return { name: 'release', state: 'now', at: work.since }
  return work.status === 'new'
    ? { name: 'release', state: 'open', at: null }
    : { name: 'release', state: 'done', ...said }
}

/** Where no ticket was opened, whoever began without one went past it. */
function ticketOf(given: Given): Omit<Station, 'name'> {
  const { status, since } = given.work
  if (status === 'ticket') return { state: 'now', at: since }
  const opened = when(given, 'openTicket')
  if (rank(NOW[status]) <= rank('ticket')) return { state: 'open', at: null }
  return opened === null ? { state: 'passedBy', at: null } : { state: 'done', at: opened }
}

function measureOf(given: Given): Omit<Station, 'name'> {
  const { status, since } = given.work
  if (status === 'inProgress') return { state: 'now', at: since }
  return NOW[status] === 'outcome' ? { state: 'done', at: when(given, 'solve') } : { state: 'open', at: null }
}

function outcomeOf(given: Given): Station {
  const { status, since } = given.work
  if (status === 'verified') return { name: 'outcome', state: 'done', at: since }
  return { name: 'outcome', state: status === 'solved' ? 'now' : 'open', at: status === 'solved' ? since : null }
}
