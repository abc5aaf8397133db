// GitLab's issues as tickets: opened, closed, and labels for what lies between; every project is named by its number, so that a new name changes nothing.
import type {
  Creation,
  MarkerSearch,
  OpenTicketSystem,
  TicketCapabilities,
  TicketCatalog,
  TicketFault,
  TicketHint,
  TicketIdentity,
  TicketIntent,
  TicketReading,
  TicketReadings,
  TicketRef,
  TicketSettings,
  TicketWrite,
  Transition,
  Writing,
} from '@lotse/core/insights'
import { type Board, boardOf, type Standing, statusOn, stepsTo } from '../net/board.ts'
import type { TicketReply } from '../net/call.ts'
import { splitFooter, withFooter } from '../net/footer.ts'
import { type HookHeaders, keyOf, sameSecret } from '../net/hooks.ts'
import { readJson } from '../net/json.ts'
import { changesOf, type LanePage, type LaneQuestion } from '../net/lanes.ts'
import { created, got, written } from '../net/replies.ts'
import { type TicketWay, ticketWay } from '../net/way.ts'
import { historyOf } from './history.ts'
import { type GitlabIssue, hookShape, issueShape, issuesShape, meShape, projectShape, projectsShape } from './shapes.ts'

const PAGE = 100
const READS_MAX = 50

const capabilities: TicketCapabilities = {
  webhooks: true,
  poll: true,
  transitions: false,
  comments: true,
  deletes: false,
  marker: true,
}

type Line = {
  readonly way: TicketWay
  readonly settings: TicketSettings
  readonly board: Board
  readonly known: { account: string | null }
}

/**
 * GitLab, also one's own. `secret`: an access token with the scope `api`; `projects`: numbers or paths; `options.statusLabels`: labels for what is under way,
 * parted by commas.
 */
export const openGitlab: OpenTicketSystem = (settings, { exempt }) => {
  const { baseUrl, secret, projects, options, hookSecret } = settings
  const root = `${baseUrl.replace(/\/+$/, '')}/api/v4`
  const way = ticketWay({ baseUrl: root, headers: { 'private-token': secret }, secrets: [secret], exempt })
  const board = boardOf(options['statusLabels'], [{ id: 'closed', name: 'Closed' }])
  const line: Line = { way, settings, board, known: { account: null } }
  return {
    capabilities,
    check: () => check(line),
    describe: () => describe(line),
    create: (intent) => create(line, intent),
    findByMarker: (marker) => findByMarker(line, marker),
    read: (refs) => readAll(line, refs),
    changesSince: (cursor, overlapMs) =>
      changesOf(projects, cursor, { grainMs: 1, nowMs: Date.now(), overlapMs }, (asked) => changes(line, asked)),
    write: (ref, fields) => write(line, ref, fields),
    transition: (ref, statusId) => transition(line, ref, statusId),
    comment: async (ref, body) => {
      const call = { method: 'POST', path: `${pathOf(ref)}/notes`, sort: 'comment', about: ref } as const
      return written(await way.ask({ ...call, body: { body }, once: true }))
    },
    parseHook: (given, rawBody) => hint(hookSecret, given, rawBody),
    linkBack: (ref, url) => linkBack(line, ref, url),
    close: way.close,
  }
}

async function check({ way, known }: Line): Promise<TicketIdentity | TicketFault> {
  const me = got(await way.ask({ method: 'GET', path: '/user', sort: 'me' }), meShape)
  if (me.kind !== 'got') return me
  known.account = String(me.value.id)
  return { kind: 'ok', account: known.account, name: me.value.username, zone: 'UTC' }
}

async function describe({ way, settings, board }: Line): Promise<TicketCatalog | TicketFault> {
  const all: { readonly id: number; readonly path_with_namespace: string }[] = []
  for (const project of settings.projects) {
    const one = got(await way.ask({ method: 'GET', path: projectPath(project), sort: 'project' }), projectShape)
    if (one.kind !== 'got') return one
    all.push(one.value)
  }
  if (settings.projects.length === 0) {
    const query = { membership: 'true', with_issues_enabled: 'true', simple: 'true', per_page: PAGE }
    const list = got(await way.ask({ method: 'GET', path: '/projects', sort: 'projects', query }), projectsShape)
    if (list.kind !== 'got') return list
    all.push(...list.value)
  }
  const projects = all.map(({ id, path_with_namespace }) => ({ id: String(id), name: path_with_namespace, kinds: [] }))
  return { kind: 'ok', projects, statuses: board.statuses, priorities: [], whole: all.length < PAGE }
}

const projectPath = (project: string): string => `/projects/${encodeURIComponent(project)}`

/** `PROJECT#IID` */
function pathOf(ref: string): string {
  const [project = '', iid = ''] = ref.split('#')
  return `${projectPath(project)}/issues/${encodeURIComponent(iid)}`
}

function refOf({ project_id, iid, web_url, references }: GitlabIssue): TicketRef {
  return { ref: `${project_id}#${iid}`, key: references?.full ?? `#${iid}`, url: web_url }
}

async function create(
  { way }: Line,
  { project, title, description, marker, backLink }: TicketIntent,
): Promise<Creation> {
  const body = { title, description: withFooter(description, { url: backLink, marker }) }
  const call = { method: 'POST', path: `${projectPath(project)}/issues`, sort: 'create', body, once: true } as const
  return created(await way.ask(call), issueShape, refOf)
}

/** The database is asked, so what was created is found at once. */
async function findByMarker(line: Line, marker: string): Promise<MarkerSearch> {
  const found = await marked(line, marker)
  if (found.kind !== 'issues') return found
  const [issue] = found.all
  return issue ? { kind: 'found', ...refOf(issue) } : { kind: 'none' }
}

type Issues = { readonly kind: 'issues'; readonly all: readonly GitlabIssue[] }

/** Those with the marker, one that moved away last: its text stays behind. */
async function marked({ way }: Line, marker: string): Promise<Issues | TicketFault> {
  const query = { scope: 'all', state: 'all', search: marker, in: 'description', per_page: 10 }
  const list = got(await way.ask({ method: 'GET', path: '/issues', sort: 'find', query }), issuesShape)
  if (list.kind !== 'got') return list
  const all = list.value.filter(({ description }) => splitFooter(description ?? '').footer.marker === marker)
  return { kind: 'issues', all: all.sort((a, b) => Number(a.moved_to_id != null) - Number(b.moved_to_id != null)) }
}

async function readAll(line: Line, refs: readonly string[]): Promise<TicketReadings> {
  const tickets = new Map<string, TicketReading>()
  if (line.known.account === null) {
    const me = await check(line)
    if (me.kind !== 'ok') return { tickets, fault: me }
  }
  for (const ref of refs.slice(0, READS_MAX)) {
    const reading = await readOne(line, ref)
    if (reading.kind === 'later' || reading.kind === 'unauthorised') return { tickets, fault: reading }
    tickets.set(ref, reading)
  }
  return { tickets, fault: null }
}

type Found =
  | { readonly kind: 'issue'; readonly issue: GitlabIssue }
  | { readonly kind: 'gone' }
  | { readonly kind: 'forbidden' }
  | TicketFault

/** 404 is both: there is none, and there is no right to see it. Whether the project itself can be seen tells them apart. */
async function issueAt(line: Line, ref: string): Promise<Found> {
  const reply = await line.way.ask({ method: 'GET', path: pathOf(ref), sort: 'read', about: ref })
  if (reply.kind === 'answer' && reply.status === 403) return { kind: 'forbidden' }
  if (reply.kind === 'answer' && reply.status === 404) {
    const project = await line.way.ask({ method: 'GET', path: projectPath(ref.split('#')[0] ?? ''), sort: 'project' })
    return project.kind === 'answer' ? { kind: project.status === 200 ? 'gone' : 'forbidden' } : asFault(project)
  }
  const issue = got(reply, issueShape)
  if (issue.kind !== 'got') return issue
  return issue.value.moved_to_id == null ? { kind: 'issue', issue: issue.value } : follow(line, issue.value)
}

const asFault = (reply: Exclude<TicketReply, { kind: 'answer' }>): TicketFault =>
  reply.kind === 'lost' ? { kind: 'later', why: reply.why, retryMs: null, scope: 'connection' } : reply

/** One that moved is closed where it was, and is not done: where it is now is found by the marker that it took along. */
async function follow(line: Line, { moved_to_id, description }: GitlabIssue): Promise<Found> {
  const { marker } = splitFooter(description ?? '').footer
  const found = marker === null ? { kind: 'issues' as const, all: [] } : await marked(line, marker)
  if (found.kind !== 'issues') return found
  const issue = found.all.find(({ id }) => id === moved_to_id)
  return issue ? { kind: 'issue', issue } : { kind: 'forbidden' }
}

const standingOf = ({ state, labels }: GitlabIssue): Standing => ({
  closed: state === 'closed' ? 'closed' : null,
  labels,
})

async function readOne(line: Line, ref: string): Promise<TicketReading> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return found
  const { issue } = found
  const history = await historyOf(line.way, pathOf(refOf(issue).ref), line.board)
  if (history.kind !== 'history') return history
  const assignee = issue.assignees[0]
  const authors = history.authors
  return {
    kind: 'ticket',
    ...refOf(issue),
    project: String(issue.project_id),
    title: issue.title,
    description: splitFooter(issue.description ?? '').text,
    textWritable: true,
    status: statusOn(line.board, standingOf(issue)),
    assignee: assignee ? { id: String(assignee.id), name: assignee.username } : null,
    priority: null,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    statusSince: history.statusSince ?? issue.created_at,
    lastAuthor: authors.at(-1) ?? (issue.author ? String(issue.author.id) : null),
    touched: authors.some((author) => author !== line.known.account),
  }
}

async function changes({ way }: Line, { project, from, token }: LaneQuestion): Promise<LanePage | TicketFault> {
  const page = Number(token ?? 1)
  // It means after, not at: a millisecond is taken off.
  const order = { scope: 'all', order_by: 'updated_at', sort: 'asc', per_page: PAGE, page }
  const query = { ...order, updated_after: new Date(from - 1).toISOString() }
  const path = `${projectPath(project)}/issues`
  const list = got(await way.ask({ method: 'GET', path, sort: 'changes', query }), issuesShape)
  if (list.kind !== 'got') return list
  const items = list.value.map((issue) => ({ ref: refOf(issue).ref, updatedAt: issue.updated_at }))
  return { kind: 'page', items, full: items.length === PAGE, token: String(page + 1) }
}

async function write(line: Line, ref: string, { title, description, assignee }: TicketWrite): Promise<Writing> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return missing(found)
  const { footer } = splitFooter(found.issue.description ?? '')
  const body = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description: withFooter(description, footer) }),
    ...(assignee === undefined ? {} : { assignee_ids: [assignee === null ? 0 : Number(assignee)] }),
  }
  const reply = await line.way.ask({
    method: 'PUT',
    path: pathOf(refOf(found.issue).ref),
    sort: 'write',
    about: ref,
    body,
  })
  const done = written(reply)
  if (done.kind !== 'done' || assignee === undefined || assignee === null) return done
  const after = got(reply, issueShape)
  const taken = after.kind === 'got' && after.value.assignees.some(({ id }) => String(id) === assignee)
  return taken ? done : { kind: 'refused', why: 'not_taken: assignee' }
}

function missing(found: Exclude<Found, { kind: 'issue' }>): TicketFault {
  if (found.kind === 'gone' || found.kind === 'forbidden') return { kind: 'refused', why: found.kind }
  return found
}

/** Labels are added and taken off by name, so that those of others stay whatever happens meanwhile. */
async function transition(line: Line, ref: string, target: string): Promise<Transition> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return missing(found)
  const standing = standingOf(found.issue)
  if (statusOn(line.board, standing).id === target) return { kind: 'done' }
  const steps = stepsTo(line.board, standing, target)
  if (steps === null) return { kind: 'noPath', allowed: line.board.statuses.map(({ id, name }) => ({ id, name })) }
  const turns = steps.open !== (standing.closed === null)
  const body = {
    ...(turns ? { state_event: steps.open ? 'reopen' : 'close' } : {}),
    ...(steps.add.length > 0 ? { add_labels: steps.add.join(',') } : {}),
    ...(steps.remove.length > 0 ? { remove_labels: steps.remove.join(',') } : {}),
  }
  const path = pathOf(refOf(found.issue).ref)
  const reply = await line.way.ask({ method: 'PUT', path, sort: 'transition', about: ref, body })
  const done = written(reply)
  if (done.kind !== 'done') return done
  const after = got(reply, issueShape)
  if (after.kind !== 'got') return { kind: 'unknown', why: 'answer_not_understood' }
  return statusOn(line.board, standingOf(after.value)).id === target
    ? { kind: 'done' }
    : { kind: 'refused', why: 'not_taken: status' }
}

/** GitLab signs nothing; it brings the secret itself. */
function hint(secret: string | null, headers: HookHeaders, rawBody: string): TicketHint {
  if (secret !== null && !sameSecret(secret, headers['x-gitlab-token'] ?? ''))
    return { kind: 'refused', why: 'signature' }
  const read = hookShape.safeParse(readJson(rawBody))
  const iid = read.success ? (read.data.issue?.iid ?? read.data.object_attributes.iid) : undefined
  if (!read.success || iid === undefined) return { kind: 'refused', why: 'not_understood' }
  const { project, object_kind, object_attributes } = read.data
  const ref = `${project.id}#${iid}`
  const fallback = keyOf(ref, object_kind, object_attributes.id, object_attributes.updated_at)
  return { kind: 'hint', refs: [ref], dedupeKey: headers['idempotency-key'] ?? fallback }
}

async function linkBack(line: Line, ref: string, url: string): Promise<Writing> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return missing(found)
  const { text, footer } = splitFooter(found.issue.description ?? '')
  if (footer.url === url) return { kind: 'done' }
  const body = { description: withFooter(text, { ...footer, url }) }
  return written(
    await line.way.ask({ method: 'PUT', path: pathOf(refOf(found.issue).ref), sort: 'link', about: ref, body }),
  )
}
