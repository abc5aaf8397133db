// GitHub's issues, played for tests: moved ones answer 301, what may not be seen 404, limits 403. Holds nobody's data.
import { createHmac } from 'node:crypto'
import { type PlayedAnswer, type PlayedCall, startPlayed } from './played-server.ts'

/** What the played GitHub takes as secret, and who is then we. */
export const playedGithub = { secret: 'right-secret', account: 7, login: 'lotse-bot', repo: 'firma/reisen' }

/** An issue there. */
export type GithubPlayed = {
  number: number
  repo: string
  title: string
  body: string
  state: 'open' | 'closed'
  reason: string | null
  labels: string[]
  assignees: string[]
  readonly created: number
  updated: number
  readonly events: { event: string; actor: number; created: number; label?: string }[]
  readonly comments: { user: number; body: string; created: number }[]
}

/** A running one. `issues`: by `OWNER/REPO#NUMBER`; `moved`: from there to where; `visible`: whether its repository may be seen. */
export type PlayedGithub = {
  readonly url: string
  readonly world: { readonly issues: Map<string, GithubPlayed>; readonly moved: Map<string, string>; visible: boolean }
  change(ref: string, by: number, change: Partial<Pick<GithubPlayed, 'title' | 'state' | 'labels'>>): void
  close(): Promise<void>
}

/** Starts one. */
export async function startPlayedGithub(): Promise<PlayedGithub> {
  const world: PlayedGithub['world'] = { issues: new Map(), moved: new Map(), visible: true }
  const place = { url: '' }
  const server = await startPlayed((call) => answer(world, call, place.url))
  place.url = server.url
  return {
    url: server.url,
    world,
    change: (ref, by, change) => {
      const issue = world.issues.get(ref)
      if (issue) edit(issue, by, change)
    },
    close: server.close,
  }
}

/** A call of it about an issue, signed as GitHub does. */
export function playedGithubHook(issue: GithubPlayed, secret: string, delivery: string) {
  const payload = {
    action: 'edited',
    issue: { number: issue.number, updated_at: timeOf(issue.updated) },
    repository: { full_name: issue.repo },
  }
  const body = JSON.stringify(payload)
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return { headers: { 'x-hub-signature-256': signature, 'x-github-delivery': delivery }, body }
}

function answer(world: PlayedGithub['world'], call: PlayedCall, url: string): PlayedAnswer {
  if (call.headers['authorization'] !== `Bearer ${playedGithub.secret}`)
    return { status: 401, json: { message: 'Bad credentials' } }
  if (call.path === '/user') return { json: { id: playedGithub.account, login: playedGithub.login } }
  if (call.path === '/user/repos') return { json: [{ full_name: playedGithub.repo }] }
  if (call.path === '/search/issues') return searched(world, call, url)
  const [, , owner = '', name = '', part, number, inner] = call.path.split('/')
  const repo = `${owner}/${name}`
  if (!world.visible || !repo.startsWith('firma/')) return { status: 404, json: { message: 'Not Found' } }
  if (part === undefined) return { json: { full_name: repo, has_issues: true } }
  if (number === undefined)
    return call.method === 'POST' ? create(world, call, { repo, url }) : listed(world, call, { repo, url })
  return onIssue(world, call, { ref: `${repo}#${number}`, inner, url })
}

type In = { readonly repo: string; readonly url: string }

function create(world: PlayedGithub['world'], { json }: PlayedCall, { repo, url }: In): PlayedAnswer {
  const { title, body } = objectOf(json)
  if (typeof title !== 'string' || title === '') return { status: 422, json: { message: 'Validation Failed' } }
  const now = Date.now()
  const issue: GithubPlayed = {
    number: world.issues.size + 1,
    repo,
    title,
    body: String(body ?? ''),
    state: 'open',
    reason: null,
    labels: [],
    assignees: [],
    created: now,
    updated: now,
    events: [],
    comments: [],
  }
  world.issues.set(`${repo}#${issue.number}`, issue)
  return { status: 201, json: shown(issue, url) }
}

/** Ends of pages are told by how many come; times are whole seconds. */
function listed(world: PlayedGithub['world'], { query }: PlayedCall, { repo, url }: In): PlayedAnswer {
  const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z')
  const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)]
  const order = query.get('sort') === 'updated' ? 'updated' : 'created'
  const all = [...world.issues.values()]
    .filter((issue) => issue.repo === repo && Date.parse(timeOf(issue.updated)) >= Math.floor(since / 1000) * 1000)
    .filter(({ state }) => query.get('state') === 'all' || state === 'open')
    .sort((a, b) => (query.get('direction') === 'asc' ? a[order] - b[order] : b[order] - a[order]))
  return { json: all.slice((page - 1) * size, page * size).map((issue) => shown(issue, url)) }
}

function searched(world: PlayedGithub['world'], { query }: PlayedCall, url: string): PlayedAnswer {
  const words = /"([^"]+)"/.exec(query.get('q') ?? '')?.[1] ?? ''
  const items = [...world.issues.values()].filter(({ body }) => body.includes(words)).map((issue) => shown(issue, url))
  return { json: { incomplete_results: false, items } }
}

type On = { readonly ref: string; readonly inner: string | undefined; readonly url: string }

function onIssue(world: PlayedGithub['world'], call: PlayedCall, { ref, inner, url }: On): PlayedAnswer {
  const moved = world.moved.get(ref)
  if (moved !== undefined) {
    const location = moved.startsWith('http') ? moved : `${url}/repos/${moved.replace('#', '/issues/')}`
    return { status: 301, headers: { location }, json: { message: 'Moved Permanently', url: location } }
  }
  const issue = world.issues.get(ref)
  if (issue === undefined) return { status: 404, json: { message: 'Not Found' } }
  if (inner === 'events')
    return {
      json: issue.events.map((one) => ({
        ...one,
        actor: person(one.actor),
        created_at: timeOf(one.created),
        label: one.label ? { name: one.label } : null,
      })),
    }
  if (inner === 'comments' && call.method === 'GET')
    return { json: issue.comments.map((one) => ({ user: person(one.user), created_at: timeOf(one.created) })) }
  if (inner === 'comments') {
    issue.comments.push({ user: playedGithub.account, body: String(objectOf(call.json)['body']), created: Date.now() })
    return { status: 201, json: {} }
  }
  if (call.method === 'PATCH') patch(issue, objectOf(call.json))
  return { json: shown(issue, url) }
}

function patch(issue: GithubPlayed, asked: Record<string, unknown>): void {
  const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : undefined)
  if (typeof asked['body'] === 'string') issue.body = asked['body']
  // Who cannot be given tickets is left out without a word.
  issue.assignees = strings(asked['assignees'])?.filter((login) => login !== 'stranger') ?? issue.assignees
  issue.reason = typeof asked['state_reason'] === 'string' ? asked['state_reason'] : issue.reason
  const labels = strings(asked['labels'])
  edit(issue, playedGithub.account, {
    ...(typeof asked['title'] === 'string' ? { title: asked['title'] } : {}),
    ...(asked['state'] === 'open' || asked['state'] === 'closed' ? { state: asked['state'] } : {}),
    ...(labels ? { labels } : {}),
  })
}

function edit(
  issue: GithubPlayed,
  by: number,
  change: Partial<Pick<GithubPlayed, 'title' | 'state' | 'labels'>>,
): void {
  const now = Date.now()
  const note = (event: string, label?: string) =>
    issue.events.push({ event, actor: by, created: now, ...(label ? { label } : {}) })
  if (change.title !== undefined && change.title !== issue.title) note('renamed')
  if (change.state !== undefined && change.state !== issue.state)
    note(change.state === 'closed' ? 'closed' : 'reopened')
  for (const label of change.labels ?? []) if (!issue.labels.includes(label)) note('labeled', label)
  for (const label of issue.labels) if (change.labels && !change.labels.includes(label)) note('unlabeled', label)
  Object.assign(issue, change, { updated: now })
  if (issue.state === 'open') issue.reason = null
}

const shown = (issue: GithubPlayed, url: string): object => ({
  number: issue.number,
  html_url: `https://github.example/${issue.repo}/issues/${issue.number}`,
  url: `${url}/repos/${issue.repo}/issues/${issue.number}`,
  title: issue.title,
  body: issue.body === '' ? null : issue.body,
  state: issue.state,
  state_reason: issue.reason,
  labels: issue.labels.map((name) => ({ name })),
  assignees: issue.assignees.map((login) => ({ id: 9, login })),
  user: person(playedGithub.account),
  created_at: timeOf(issue.created),
  updated_at: timeOf(issue.updated),
})

const person = (id: number): object => ({
  id,
  login: id === playedGithub.account ? playedGithub.login : `person-${id}`,
})
const timeOf = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z/, 'Z')
const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
