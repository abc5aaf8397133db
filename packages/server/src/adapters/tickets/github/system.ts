// GitHub's issues as tickets: open, closed, and labels for what lies between. A repository is a project; an issue that moved is followed once, on GitHub itself.
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
  TicketSettings,
  TicketWrite,
  Transition,
  Writing,
} from '@lotse/core/insights'
import { type Board, boardOf, statusOn, stepsTo } from '../net/board.ts'
import type { TicketReply } from '../net/call.ts'
import { splitFooter, withFooter } from '../net/footer.ts'
import { type HookHeaders, keyOf, signedSha256 } from '../net/hooks.ts'
import { readJson } from '../net/json.ts'
import { changesOf, type LanePage, type LaneQuestion } from '../net/lanes.ts'
import { created, got, written } from '../net/replies.ts'
import { type TicketWay, ticketWay } from '../net/way.ts'
import { githubLimit } from './limits.ts'
import {
  commentsShape,
  eventsShape,
  type GithubIssue,
  hookShape,
  issueShape,
  issuesShape,
  meShape,
  repoShape,
  reposShape,
  searchShape,
} from './shapes.ts'
import { refOf, standingOf, ticketOf } from './ticket.ts'

const PAGE = 100
const SECOND_MS = 1000
const READS_MAX = 50
const FIND_PAGES_MAX = 3

const capabilities: TicketCapabilities = {
  webhooks: true,
  poll: true,
  transitions: false,
  comments: true,
  deletes: false,
  marker: true,
}
const CLOSED = [
  { id: 'closed', name: 'Closed' },
  { id: 'closed:not_planned', name: 'Closed as not planned' },
]

type Line = {
  readonly way: TicketWay
  readonly settings: TicketSettings
  readonly board: Board
  readonly known: { me: { readonly id: string; readonly login: string } | null }
}

/**
 * GitHub, or GitHub Enterprise by another `baseUrl` (`https://HOST/api/v3`). `secret`: a fine-grained token with the right to issues; `projects`: `OWNER/REPO`;
 * `options.statusLabels`: labels for what is under way, parted by commas.
 */
export const openGithub: OpenTicketSystem = (settings, { exempt }) => {
  const { baseUrl, secret, projects, options, hookSecret } = settings
  const headers = {
    authorization: `Bearer ${secret}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  }
  const way = ticketWay({ baseUrl, headers, secrets: [secret], exempt, limitOf: githubLimit })
  const line: Line = { way, settings, board: boardOf(options['statusLabels'], CLOSED), known: { me: null } }
  return {
    capabilities,
    check: () => check(line),
    describe: () => describe(line),
    create: (intent) => create(line, intent),
    findByMarker: (marker) => findByMarker(line, marker),
    read: (refs) => readAll(line, refs),
    changesSince: (cursor, overlapMs) =>
      changesOf(projects, cursor, { grainMs: SECOND_MS, nowMs: Date.now(), overlapMs }, (asked) =>
        changes(line, asked),
      ),
    write: (ref, fields) => write(line, ref, fields),
    transition: (ref, statusId) => transition(line, ref, statusId),
    comment: async (ref, body) => {
      const call = { method: 'POST', path: `${pathOf(ref)}/comments`, sort: 'comment', about: ref } as const
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
  const { id, login } = me.value
  known.me = { id: String(id), login }
  return { kind: 'ok', account: String(id), name: login, zone: 'UTC' }
}

type Me = { readonly kind: 'me'; readonly id: string; readonly login: string }

async function us(line: Line): Promise<Me | TicketFault> {
  if (line.known.me === null) {
    const me = await check(line)
    if (me.kind !== 'ok') return me
  }
  return { kind: 'me', ...(line.known.me ?? { id: '', login: '' }) }
}

async function describe({ way, settings, board }: Line): Promise<TicketCatalog | TicketFault> {
  const repos: { full_name: string }[] = []
  for (const repo of settings.projects) {
    const one = got(await way.ask({ method: 'GET', path: repoPath(repo), sort: 'repo' }), repoShape)
    if (one.kind !== 'got') return one
    repos.push(one.value)
  }
  if (repos.length === 0) {
    const query = { per_page: PAGE, sort: 'pushed' }
    const all = got(await way.ask({ method: 'GET', path: '/user/repos', sort: 'repos', query }), reposShape)
    if (all.kind !== 'got') return all
    repos.push(...all.value.filter(({ has_issues }) => has_issues))
  }
  const projects = repos.map(({ full_name }) => ({ id: full_name, name: full_name, kinds: [] }))
  return { kind: 'ok', projects, statuses: board.statuses, priorities: [], whole: repos.length < PAGE }
}

const repoPath = (repo: string): string => `/repos/${repo.split('/').slice(0, 2).map(encodeURIComponent).join('/')}`

/** `OWNER/REPO#NUMBER` */
function pathOf(ref: string): string {
  const [repo = '', number = ''] = ref.split('#')
  return `${repoPath(repo)}/issues/${encodeURIComponent(number)}`
}

async function create(
  { way }: Line,
  { project, title, description, marker, backLink }: TicketIntent,
): Promise<Creation> {
  const body = { title, body: withFooter(description, { url: backLink, marker }) }
  const call = { method: 'POST', path: `${repoPath(project)}/issues`, sort: 'create', body, once: true } as const
  return created(await way.ask(call), issueShape, (issue) => refOf(project, issue))
}

/** Our newest tickets are listed, which knows at once what was created; only what is older is left to the search, whose index lags. */
async function findByMarker(line: Line, marker: string): Promise<MarkerSearch> {
  const me = await us(line)
  if (me.kind !== 'me') return me
  let older = false
  for (const repo of line.settings.projects) {
    for (let page = 1; page <= FIND_PAGES_MAX; page++) {
      const query = { state: 'all', creator: me.login, sort: 'created', direction: 'desc', per_page: PAGE, page }
      const reply = await line.way.ask({ method: 'GET', path: `${repoPath(repo)}/issues`, sort: 'find', query })
      const list = got(reply, issuesShape)
      if (list.kind !== 'got') return list
      const issue = list.value.find(({ body }) => splitFooter(body ?? '').footer.marker === marker)
      if (issue) return { kind: 'found', ...refOf(repo, issue) }
      if (list.value.length < PAGE) break
      older ||= page === FIND_PAGES_MAX
    }
  }
  return older ? searchOlder(line, marker) : { kind: 'none' }
}

async function searchOlder({ way, settings }: Line, marker: string): Promise<MarkerSearch> {
  const q = [`"${marker}"`, 'in:body', ...settings.projects.map((repo) => `repo:${repo}`)].join(' ')
  const hits = got(await way.ask({ method: 'GET', path: '/search/issues', sort: 'search', query: { q } }), searchShape)
  if (hits.kind !== 'got') return hits
  const [issue] = hits.value.items
  if (issue) return { kind: 'found', ...refOf(/repos\/([^/]+\/[^/]+)\/issues/.exec(issue.url)?.[1] ?? '', issue) }
  return hits.value.incomplete_results
    ? { kind: 'later', why: 'incomplete', retryMs: null, scope: 'endpoint' }
    : { kind: 'none' }
}

async function readAll(line: Line, refs: readonly string[]): Promise<TicketReadings> {
  const tickets = new Map<string, TicketReading>()
  const me = await us(line)
  if (me.kind !== 'me') return { tickets, fault: me }
  for (const ref of refs.slice(0, READS_MAX)) {
    const reading = await readOne(line, ref, me.id)
    if (reading.kind === 'later' || reading.kind === 'unauthorised') return { tickets, fault: reading }
    tickets.set(ref, reading)
  }
  return { tickets, fault: null }
}

type Found =
  | { readonly kind: 'issue'; readonly issue: GithubIssue; readonly repo: string; readonly path: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'forbidden' }
  | TicketFault

/** 404 is both: there is none, and there is no right to see it. Whether the repository itself can be seen tells them apart. */
async function issueAt({ way, settings }: Line, ref: string): Promise<Found> {
  const ask = (path: string) => way.ask({ method: 'GET', path, sort: 'read', about: ref })
  const repo = ref.split('#')[0] ?? ''
  const first = await ask(pathOf(ref))
  const moved = movedTo(first, settings.baseUrl)
  const [path, reply] = moved === null ? [pathOf(ref), first] : [moved, await ask(moved)]
  if (reply.kind === 'answer' && reply.status === 410) return { kind: 'gone' }
  if (reply.kind === 'answer' && reply.status === 403) return { kind: 'forbidden' }
  if (reply.kind === 'answer' && reply.status === 404) {
    if (moved !== null) return { kind: 'forbidden' }
    const seen = await way.ask({ method: 'GET', path: repoPath(repo), sort: 'repo' })
    return seen.kind === 'answer' ? { kind: seen.status === 200 ? 'gone' : 'forbidden' } : asFault(seen)
  }
  const issue = got(reply, issueShape)
  if (issue.kind !== 'got') return issue
  return { kind: 'issue', issue: issue.value, repo: repoIn(issue.value.url) ?? repo, path }
}

const repoIn = (url: string): string | undefined => /\/repos\/([^/]+\/[^/]+)\/issues\//.exec(url)?.[1]

const asFault = (reply: Exclude<TicketReply, { kind: 'answer' }>): TicketFault =>
  reply.kind === 'lost' ? { kind: 'later', why: reply.why, retryMs: null, scope: 'connection' } : reply

/** Where an issue moved to; only an address of the same server is followed, since the token goes along. */
function movedTo(reply: TicketReply, baseUrl: string): string | null {
  if (reply.kind !== 'answer' || ![301, 302, 307, 308].includes(reply.status)) return null
  const [base, location] = [`${baseUrl.replace(/\/+$/, '')}/`, reply.headers['location'] ?? '']
  return location.startsWith(base) ? location.slice(base.length - 1) : null
}

async function readOne(line: Line, ref: string, account: string): Promise<TicketReading> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return found
  const [about, query] = [ref, { per_page: PAGE }]
  const events = got(
    await line.way.ask({ method: 'GET', path: `${found.path}/events`, sort: 'events', about, query }),
    eventsShape,
  )
  if (events.kind !== 'got') return events
  const comments = got(
    await line.way.ask({ method: 'GET', path: `${found.path}/comments`, sort: 'comments', about, query }),
    commentsShape,
  )
  if (comments.kind !== 'got') return comments
  const history = { events: events.value, comments: comments.value }
  return ticketOf(found.issue, { repo: found.repo, board: line.board, account, history })
}

async function changes({ way }: Line, { project, from, token }: LaneQuestion): Promise<LanePage | TicketFault> {
  const page = Number(token ?? 1)
  const since = new Date(from).toISOString()
  const query = { state: 'all', since, sort: 'updated', direction: 'asc', per_page: PAGE, page }
  const list = got(
    await way.ask({ method: 'GET', path: `${repoPath(project)}/issues`, sort: 'changes', query }),
    issuesShape,
  )
  if (list.kind !== 'got') return list
  // Pull requests come among them; nobody asks after those.
  const items = list.value.map((issue) => ({ ref: refOf(project, issue).ref, updatedAt: issue.updated_at }))
  return { kind: 'page', items, full: items.length === PAGE, token: String(page + 1) }
}

async function write(line: Line, ref: string, { title, description, assignee }: TicketWrite): Promise<Writing> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return missing(found)
  const { footer } = splitFooter(found.issue.body ?? '')
  const body = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { body: withFooter(description, footer) }),
    ...(assignee === undefined ? {} : { assignees: assignee === null ? [] : [assignee] }),
  }
  const reply = await line.way.ask({ method: 'PATCH', path: found.path, sort: 'write', about: ref, body })
  const done = written(reply)
  if (done.kind !== 'done' || assignee === undefined || assignee === null) return done
  // Who cannot be given tickets is left out without a word.
  const after = got(reply, issueShape)
  const taken = after.kind === 'got' && after.value.assignees.some(({ login }) => login === assignee)
  return taken ? done : { kind: 'refused', why: 'not_taken: assignee' }
}

function missing(found: Exclude<Found, { kind: 'issue' }>): TicketFault {
  if (found.kind === 'gone' || found.kind === 'forbidden') return { kind: 'refused', why: found.kind }
  return found
}

/** One call sets state and labels at once, so that no half of it can be seen. Labels of others stay. */
async function transition(line: Line, ref: string, target: string): Promise<Transition> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return missing(found)
  const standing = standingOf(found.issue)
  if (statusOn(line.board, standing).id === target) return { kind: 'done' }
  const steps = stepsTo(line.board, standing, target)
  if (steps === null) return { kind: 'noPath', allowed: line.board.statuses.map(({ id, name }) => ({ id, name })) }
  const body = {
    state: steps.open ? 'open' : 'closed',
    ...(steps.open ? {} : { state_reason: target === 'closed' ? 'completed' : 'not_planned' }),
    labels: [...standing.labels.filter((label) => !steps.remove.includes(label)), ...steps.add],
  }
  const reply = await line.way.ask({ method: 'PATCH', path: found.path, sort: 'transition', about: ref, body })
  const done = written(reply)
  if (done.kind !== 'done') return done
  const after = got(reply, issueShape)
  if (after.kind !== 'got') return { kind: 'unknown', why: 'answer_not_understood' }
  return statusOn(line.board, standingOf(after.value)).id === target
    ? { kind: 'done' }
    : { kind: 'refused', why: 'not_taken: status' }
}

function hint(secret: string | null, headers: HookHeaders, rawBody: string): TicketHint {
  const signature = headers['x-hub-signature-256'] ?? ''
  if (secret !== null && !(signature.startsWith('sha256=') && signedSha256(secret, signature, rawBody)))
    return { kind: 'refused', why: 'signature' }
  const read = hookShape.safeParse(readJson(rawBody))
  if (!read.success) return { kind: 'refused', why: 'not_understood' }
  const { action, issue, repository } = read.data
  const ref = `${repository.full_name}#${issue.number}`
  return { kind: 'hint', refs: [ref], dedupeKey: headers['x-github-delivery'] ?? keyOf(ref, action, issue.updated_at) }
}

async function linkBack(line: Line, ref: string, url: string): Promise<Writing> {
  const found = await issueAt(line, ref)
  if (found.kind !== 'issue') return missing(found)
  const { text, footer } = splitFooter(found.issue.body ?? '')
  if (footer.url === url) return { kind: 'done' }
  const body = { body: withFooter(text, { ...footer, url }) }
  return written(await line.way.ask({ method: 'PATCH', path: found.path, sort: 'link', about: ref, body }))
}
