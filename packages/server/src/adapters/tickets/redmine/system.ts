// Redmine 5 by its REST interface: no calls of its own, so it is asked; whole seconds; `204` says nothing, so every write is read back.
import type {
  Creation,
  MarkerSearch,
  OpenTicketSystem,
  TicketCapabilities,
  TicketFault,
  TicketIdentity,
  TicketIntent,
  TicketReading,
  TicketReadings,
  TicketWrite,
  Transition,
  Writing,
} from '@lotse/core/insights'
import type { TicketCall } from '../net/call.ts'
import { splitFooter, withFooter } from '../net/footer.ts'
import { changesOf } from '../net/lanes.ts'
import { created, type Got, got, written } from '../net/replies.ts'
import { ticketWay } from '../net/way.ts'
import { catalogOf } from './catalog.ts'
import { manyShape, meShape, oneShape, type RedmineIssue, statusesShape } from './shapes.ts'
import { type Closed, ticketOf } from './ticket.ts'

const PAGE = 100
const SECOND_MS = 1000
const READS_MAX = 50

const capabilities: TicketCapabilities = {
  webhooks: false,
  poll: true,
  transitions: true,
  comments: true,
  deletes: false,
  marker: true,
}

/** A connection to a Redmine; `secret`: a person's key for the interface. */
export const openRedmine: OpenTicketSystem = ({ baseUrl, secret, projects }, { exempt }) => {
  const headers = { 'x-redmine-api-key': secret }
  const way = ticketWay({ baseUrl, headers, secrets: [secret], exempt })
  const line: Line = { ask: way.ask, root: baseUrl.replace(/\/+$/, ''), known: { account: null, closed: null } }
  return {
    capabilities,
    check: () => check(line),
    describe: () => catalogOf(way.ask),
    create: (intent) => create(line, intent),
    findByMarker: (marker) => findByMarker(line, marker),
    read: (refs) => readAll(line, refs),
    changesSince: (cursor, overlapMs) => {
      const lanes = projects.length > 0 ? projects : ['']
      const settings = { grainMs: SECOND_MS, nowMs: Date.now(), overlapMs }
      return changesOf(lanes, cursor, settings, ({ project, from, token }) => changes(line, { project, from, token }))
    },
    write: (ref, fields) => write(line, ref, fields),
    transition: (ref, statusId) => transition(line, ref, statusId),
    comment: async (ref, text) => written(await way.ask(edit(ref, 'comment', { notes: text }))),
    parseHook: () => ({ kind: 'refused', why: 'no_hooks' }),
    linkBack: (ref, url) => linkBack(line, ref, url),
    close: way.close,
  }
}

type Line = {
  readonly ask: ReturnType<typeof ticketWay>['ask']
  readonly root: string
  /** What does not change while a connection is open. */
  readonly known: { account: string | null; closed: Closed | null }
}

/** A wrong key is served as anonymous wherever logging in is not asked for; only this address tells it. */
async function check(line: Line): Promise<TicketIdentity | TicketFault> {
  const reply = await line.ask({ method: 'GET', path: '/users/current.json', sort: 'me' })
  if (reply.kind === 'answer' && reply.status === 403) return { kind: 'refused', why: 'HTTP 403: REST API is off' }
  const me = got(reply, meShape)
  if (me.kind !== 'got') return me
  const { id, login } = me.value.user
  line.known.account = String(id)
  return { kind: 'ok', account: String(id), name: login, zone: 'UTC' }
}

async function create(line: Line, intent: TicketIntent): Promise<Creation> {
  const { project, ticketKind, title, priority, fields, marker, backLink } = intent
  const issue = {
    ...fields,
    project_id: project,
    subject: title,
    description: withFooter(intent.description, { url: backLink, marker }),
    ...(ticketKind === null ? {} : { tracker_id: Number(ticketKind) }),
    ...(priority === null ? {} : { priority_id: Number(priority) }),
  }
  const reply = await line.ask({ method: 'POST', path: '/issues.json', sort: 'create', body: { issue }, once: true })
  return created(reply, oneShape, ({ issue: { id } }) => refOf(line, id))
}

const refOf = ({ root }: Line, id: number) => ({ ref: String(id), key: `#${id}`, url: `${root}/issues/${id}` })

/** The database is asked, so what was created is found at once. */
async function findByMarker(line: Line, marker: string): Promise<MarkerSearch> {
  // Filters in this form ask for closed tickets too.
  const marked = { 'f[]': 'description', 'op[description]': '~', 'v[description][]': marker }
  const query = { ...marked, set_filter: 1, limit: 5 }
  const found = got(await line.ask({ method: 'GET', path: '/issues.json', sort: 'find', query }), manyShape)
  if (found.kind !== 'got') return found
  const issue = found.value.issues.find(({ description }) => splitFooter(description ?? '').footer.marker === marker)
  return issue ? { kind: 'found', ...refOf(line, issue.id) } : { kind: 'none' }
}

async function readAll(line: Line, refs: readonly string[]): Promise<TicketReadings> {
  const tickets = new Map<string, TicketReading>()
  for (const ref of refs.slice(0, READS_MAX)) {
    const reading = await readOne(line, ref)
    if (reading.kind === 'later' || reading.kind === 'unauthorised') return { tickets, fault: reading }
    tickets.set(ref, reading)
  }
  return { tickets, fault: null }
}

async function readOne(line: Line, ref: string): Promise<TicketReading> {
  const closed = await closedOf(line)
  if (closed.kind !== 'closed') return closed
  const issue = await issueOf(line, ref)
  return issue.kind === 'got'
    ? ticketOf(issue.value, { ...refOf(line, issue.value.id), closed, account: line.known.account })
    : issue
}

type Issue =
  | Omit<Got<RedmineIssue>, 'answer'>
  | { readonly kind: 'gone' }
  | { readonly kind: 'forbidden' }
  | TicketFault

async function issueOf(line: Line, ref: string): Promise<Issue> {
  const query = { include: 'journals,allowed_statuses' }
  const reply = await line.ask({ method: 'GET', path: pathOf(ref), sort: 'read', about: ref, query })
  if (reply.kind === 'answer' && reply.status === 404) return { kind: 'gone' }
  if (reply.kind === 'answer' && reply.status === 403) return forbidden(line)
  const one = got(reply, oneShape)
  return one.kind === 'got' ? { kind: 'got', value: one.value.issue } : one
}

/** Where the interface is off everything is answered with 403; that says nothing of a ticket. */
async function forbidden(line: Line): Promise<TicketFault | { readonly kind: 'forbidden' }> {
  const me = await check(line)
  return me.kind === 'ok' ? { kind: 'forbidden' } : me
}

const pathOf = (ref: string): string => `/issues/${encodeURIComponent(ref)}.json`

/** Which statuses end a ticket, and who we are: asked once. */
async function closedOf(line: Line): Promise<Closed | TicketFault> {
  if (line.known.account === null) {
    const me = await check(line)
    if (me.kind !== 'ok') return me
  }
  if (line.known.closed !== null) return line.known.closed
  const all = got(await line.ask({ method: 'GET', path: '/issue_statuses.json', sort: 'statuses' }), statusesShape)
  if (all.kind !== 'got') return all
  const [first] = all.value.issue_statuses
  const ids = all.value.issue_statuses.filter((one) => one.is_closed).map(({ id }) => String(id))
  line.known.closed = { kind: 'closed', ids: new Set(ids), first: first === undefined ? null : String(first.id) }
  return line.known.closed
}

async function changes(
  line: Line,
  { project, from, token }: { readonly project: string; readonly from: number; readonly token: string | null },
) {
  const offset = Number(token ?? 0)
  const since = new Date(Math.floor(from / SECOND_MS) * SECOND_MS).toISOString().replace('.000Z', 'Z')
  const query = {
    status_id: '*',
    sort: 'updated_on,id',
    updated_on: `>=${since}`,
    limit: PAGE,
    offset,
    ...(project === '' ? {} : { project_id: project }),
  }
  const page = got(await line.ask({ method: 'GET', path: '/issues.json', sort: 'changes', query }), manyShape)
  if (page.kind !== 'got') return page
  const items = page.value.issues.map(({ id, updated_on }) => ({ ref: String(id), updatedAt: updated_on }))
  const full = offset + items.length < page.value.total_count
  return { kind: 'page' as const, items, full, token: String(offset + items.length) }
}

async function write(line: Line, ref: string, fields: TicketWrite): Promise<Writing> {
  const { title, description, assignee, priority } = fields
  const issue: Record<string, unknown> = {}
  if (title !== undefined) issue['subject'] = title
  if (assignee !== undefined) issue['assigned_to_id'] = assignee ?? ''
  if (priority !== undefined && priority !== null) issue['priority_id'] = Number(priority)
  if (description !== undefined) {
    const before = await issueOf(line, ref)
    if (before.kind !== 'got') return missing(before)
    issue['description'] = withFooter(description, splitFooter(before.value.description ?? '').footer)
  }
  const done = written(await line.ask(edit(ref, 'write', issue)))
  return done.kind === 'done' ? readBack(line, ref, fields) : done
}

/** What Redmine does not take it passes over in silence. */
async function readBack(line: Line, ref: string, fields: TicketWrite): Promise<Writing> {
  const after = await issueOf(line, ref)
  if (after.kind !== 'got') return missing(after)
  const { subject, assigned_to, priority } = after.value
  const is = { title: subject, assignee: assigned_to ? String(assigned_to.id) : null, priority: String(priority?.id) }
  const left = (['title', 'assignee', 'priority'] as const).filter(
    (name) => fields[name] !== undefined && (name !== 'priority' || fields[name] !== null) && fields[name] !== is[name],
  )
  return left.length === 0 ? { kind: 'done' } : { kind: 'refused', why: `not_taken: ${left.join(', ')}` }
}

function missing(issue: Exclude<Issue, { kind: 'got' }>): TicketFault {
  if (issue.kind === 'gone' || issue.kind === 'forbidden') return { kind: 'refused', why: issue.kind }
  return issue
}

/** Brings it there in one step; a status that its workflow does not allow is answered with `204` too, and nothing has changed. */
async function transition(line: Line, ref: string, statusId: string): Promise<Transition> {
  const before = await issueOf(line, ref)
  if (before.kind !== 'got') return missing(before)
  if (String(before.value.status.id) === statusId) return { kind: 'done' }
  const allowed = before.value.allowed_statuses.map(({ id, name }) => ({ id: String(id), name }))
  if (!allowed.some(({ id }) => id === statusId))
    return { kind: 'noPath', allowed: allowed.filter(({ id }) => id !== String(before.value.status.id)) }
  const done = written(await line.ask(edit(ref, 'transition', { status_id: Number(statusId) })))
  if (done.kind !== 'done') return done
  const after = await issueOf(line, ref)
  if (after.kind !== 'got') return missing(after)
  return String(after.value.status.id) === statusId ? { kind: 'done' } : { kind: 'noPath', allowed }
}

/** Notes come twice when they are sent twice, other fields do not. */
function edit(ref: string, sort: string, issue: Readonly<Record<string, unknown>>): TicketCall {
  return { method: 'PUT', path: pathOf(ref), sort, about: ref, body: { issue }, once: sort === 'comment' }
}

async function linkBack(line: Line, ref: string, url: string): Promise<Writing> {
  const issue = await issueOf(line, ref)
  if (issue.kind !== 'got') return missing(issue)
  const { text, footer } = splitFooter(issue.value.description ?? '')
  if (footer.url === url) return { kind: 'done' }
  return written(await line.ask(edit(ref, 'link', { description: withFooter(text, { ...footer, url }) })))
}
