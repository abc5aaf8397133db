// Brings a Jira ticket to a status by the transitions of its workflow, over several where it must be. Never sets a status as a field; keeps no id of a transition.
import type { Named, TicketFault, Transition } from '@lotse/core/insights'
import { got, written } from '../net/replies.ts'
import { issuePath, type JiraLine, wroteTo } from './line.ts'
import { issueShape, type JiraTransition, transitionsShape } from './shapes.ts'

const HOPS_MAX = 6
const RANKS: Readonly<Record<string, number>> = { new: 0, indeterminate: 1, done: 2 }

type At = { readonly kind: 'at'; readonly status: string; readonly rank: number }

/**
 * Brings a ticket there. Where no transition leads straight to it, it goes on by those that lead to statuses not yet passed, of a category between where it is
 * and where it is to be; where there are several such ways, the one that goes least far. Where it gets stuck it goes back to where it was, as far as the workflow
 * lets it, and tells where it could go from the place where it got stuck.
 */
export async function moveIssue(line: JiraLine, ref: string, target: string): Promise<Transition> {
  const start = await statusOf(line, ref)
  if (start.kind !== 'at') return start
  if (start.status === target) return { kind: 'done' }
  const trail = [start.status]
  const said = await walk(line, ref, { start, target, rank: await rankOf(line, target), trail })
  if (said.kind === 'noPath' || said.kind === 'needs') await goBack(line, ref, trail)
  return said
}

type Walk = { readonly start: At; readonly target: string; readonly rank: number; readonly trail: string[] }

async function walk(line: JiraLine, ref: string, { start, target, rank, trail }: Walk): Promise<Transition> {
  let here = start
  for (let hop = 0; hop < HOPS_MAX && here.status !== target; hop++) {
    const ways = await waysFrom(line, ref)
    if (ways.kind !== 'ways') return ways
    const way = chosen(ways.all, { here, target, rank, passed: new Set(trail) })
    if (way === undefined) return { kind: 'noPath', allowed: ways.all.map(({ to: { id, name } }) => ({ id, name })) }
    const done = await take(line, ref, way)
    if (done.kind !== 'done') return done
    const after = await statusOf(line, ref)
    if (after.kind !== 'at') return after
    trail.push(after.status)
    here = after
  }
  return here.status === target ? { kind: 'done' } : { kind: 'noPath', allowed: [] }
}

async function take(line: JiraLine, ref: string, way: JiraTransition): Promise<Transition> {
  const fields = filled(way, line.settings.options['resolution'])
  if (fields.missing.length > 0) return { kind: 'needs', fields: fields.missing }
  const body = { transition: { id: way.id }, fields: fields.values }
  const path = `${issuePath(line, ref)}/transitions`
  wroteTo(line, ref)
  return written(await line.way.ask({ method: 'POST', path, sort: 'transition', about: ref, body, once: true }))
}

/** From each place straight to the earliest one that the workflow leads to. */
async function goBack(line: JiraLine, ref: string, trail: readonly string[]): Promise<void> {
  for (let last = trail.length - 1; last > 0; ) {
    const ways = await waysFrom(line, ref)
    if (ways.kind !== 'ways') return
    const open = new Set(ways.all.map(({ to }) => to.id))
    const place = trail.findIndex((status) => open.has(status))
    const way = ways.all.find(({ to }) => to.id === trail[place])
    if (way === undefined || place >= last || (await take(line, ref, way)).kind !== 'done') return
    last = place
  }
}

async function statusOf({ way, ...line }: JiraLine, ref: string): Promise<At | TicketFault> {
  const query = { fields: 'summary,status,created,updated' }
  const reply = await way.ask({
    method: 'GET',
    path: issuePath({ way, ...line }, ref),
    sort: 'read',
    about: ref,
    query,
  })
  const issue = got(reply, issueShape)
  if (issue.kind !== 'got') return issue
  const { id, statusCategory } = issue.value.fields.status
  return { kind: 'at', status: id, rank: RANKS[statusCategory?.key ?? ''] ?? 1 }
}

/** How far on a status is; one that is not known counts as the end, so that ways to it are looked for as far as possible. */
async function rankOf({ way, api }: JiraLine, target: string): Promise<number> {
  const path = `${api}/status/${encodeURIComponent(target)}`
  const reply = await way.ask({ method: 'GET', path, sort: 'status' })
  const status = got(reply, transitionsShape.shape.transitions.element.shape.to)
  return status.kind === 'got' ? (RANKS[status.value.statusCategory?.key ?? ''] ?? 2) : 2
}

type Ways = { readonly kind: 'ways'; readonly all: readonly JiraTransition[] }

/** No right and no way are answered alike: with an empty list. */
async function waysFrom(line: JiraLine, ref: string): Promise<Ways | TicketFault> {
  const path = `${issuePath(line, ref)}/transitions`
  const query = { expand: 'transitions.fields' }
  const reply = await line.way.ask({ method: 'GET', path, sort: 'ways', about: ref, query })
  const ways = got(reply, transitionsShape)
  return ways.kind === 'got' ? { kind: 'ways', all: ways.value.transitions } : ways
}

type Search = {
  readonly here: At
  readonly target: string
  readonly rank: number
  readonly passed: ReadonlySet<string>
}

function chosen(all: readonly JiraTransition[], { here, target, rank, passed }: Search): JiraTransition | undefined {
  const straight = all.find(({ to }) => to.id === target)
  if (straight) return straight
  const rankIn = ({ to }: JiraTransition) => RANKS[to.statusCategory?.key ?? ''] ?? 1
  // Through another end no ticket goes: who is told of it would take it for done.
  return all
    .filter((way) => !passed.has(way.to.id) && rankIn(way) >= Math.min(here.rank, rank) && rankIn(way) <= rank)
    .filter((way) => rankIn(way) < 2)
    .sort((a, b) => Math.abs(rankIn(a) - here.rank) - Math.abs(rankIn(b) - here.rank))[0]
}

type Filled = { readonly values: Readonly<Record<string, object>>; readonly missing: readonly Named[] }

/** What the screen of a transition asks for: the resolution that was set up, or a choice that is none. */
function filled({ fields }: JiraTransition, resolution: string | undefined): Filled {
  const values: Record<string, object> = {}
  const missing: Named[] = []
  for (const [id, { required, hasDefaultValue, name, allowedValues = [] }] of Object.entries(fields)) {
    if (!required || hasDefaultValue) continue
    const only = allowedValues.length === 1 ? allowedValues[0] : undefined
    const wanted = allowedValues.find((one) => one.name === resolution)
    const value = id === 'resolution' && wanted ? wanted : only
    if (value?.id !== undefined) values[id] = { id: value.id }
    else missing.push({ id, name })
  }
  return { values, missing }
}
