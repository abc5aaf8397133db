// GitLab's issues, played for tests: moved ones are closed and point elsewhere, what may not be seen answers 404. Holds nobody's data.
import { type PlayedAnswer, type PlayedCall, startPlayed } from './played-server.ts'

/** What the played GitLab takes as secret, and who is then we. */
export const playedGitlab = { secret: 'right-secret', account: 7, project: 31 }

/** An issue there. */
export type GitlabPlayed = {
  readonly id: number
  readonly iid: number
  readonly project: number
  title: string
  description: string
  state: 'opened' | 'closed'
  labels: string[]
  assignee: number | null
  movedTo: number | null
  readonly created: number
  updated: number
  readonly notes: { author: number; body: string; created: number }[]
  readonly turns: { created: number; label: string | null }[]
}

type World = { readonly issues: Map<string, GitlabPlayed>; visible: boolean }
type Change = { title?: string; state?: 'opened' | 'closed'; labels?: string[] }

/** A running one. `issues`: by `PROJECT#IID`; `visible`: whether its project may be seen. */
export type PlayedGitlab = {
  readonly url: string
  readonly world: World
  change(ref: string, by: number, change: Change): void
  /** Moves an issue to another project, where it has another number. */
  move(ref: string, project: number): string
  close(): Promise<void>
}

/** Starts one. */
export async function startPlayedGitlab(): Promise<PlayedGitlab> {
  const world: World = { issues: new Map(), visible: true }
  const server = await startPlayed((call) => answer(world, call))
  return {
    url: server.url,
    world,
    change: (ref, by, change) => {
      const issue = world.issues.get(ref)
      if (issue) edit(issue, by, change)
    },
    move: (ref, project) => {
      const issue = world.issues.get(ref)
      if (issue === undefined) throw new Error(`no issue ${ref}`)
      const id = world.issues.size + 1000
      world.issues.set(`${project}#${id}`, { ...issue, id, iid: id, project, notes: [...issue.notes], turns: [] })
      edit(issue, 8, { state: 'closed' })
      issue.movedTo = id
      return `${project}#${id}`
    },
    close: server.close,
  }
}

/** A call of it about an issue. */
export function playedGitlabHook(issue: GitlabPlayed, secret: string, key: string) {
  const attributes = { iid: issue.iid, id: issue.id, updated_at: timeOf(issue.updated) }
  const body = JSON.stringify({ object_kind: 'issue', project: { id: issue.project }, object_attributes: attributes })
  return { headers: { 'x-gitlab-token': secret, 'idempotency-key': key }, body }
}

function answer(world: World, call: PlayedCall): PlayedAnswer {
  if (call.headers['private-token'] !== playedGitlab.secret)
    return { status: 401, json: { message: '401 Unauthorized' } }
  const [head = '', project, part, iid, inner] = call.path.slice('/api/v4/'.length).split('/')
  if (head === 'user') return { json: person(playedGitlab.account) }
  if (head === 'issues') return searched(world, call)
  if (head !== 'projects') return { status: 404, json: { error: '404 Not Found' } }
  if (!world.visible) return { status: 404, json: { message: '404 Project Not Found' } }
  const shape = { id: Number(project ?? playedGitlab.project), path_with_namespace: 'firma/reisen' }
  if (part === undefined) return { json: project === undefined ? [shape] : shape }
  if (iid === undefined)
    return call.method === 'POST' ? create(world, call, Number(project)) : listed(world, call, Number(project))
  return onIssue(world, call, { ref: `${project}#${iid}`, inner })
}

function create(world: World, { json }: PlayedCall, project: number): PlayedAnswer {
  const { title, description } = objectOf(json)
  if (typeof title !== 'string' || title === '')
    return { status: 400, json: { message: { title: ["can't be blank"] } } }
  const [now, iid] = [Date.now(), world.issues.size + 1]
  const issue: GitlabPlayed = {
    id: iid + 500,
    iid,
    project,
    title,
    description: String(description ?? ''),
    state: 'opened',
    labels: [],
    assignee: null,
    movedTo: null,
    created: now,
    updated: now,
    notes: [],
    turns: [],
  }
  world.issues.set(`${project}#${iid}`, issue)
  return { status: 201, json: shown(issue) }
}

/** `updated_after` means after. */
function listed(world: World, { query }: PlayedCall, project: number): PlayedAnswer {
  const after = Date.parse(query.get('updated_after') ?? '1970-01-01T00:00:00Z')
  const [size, page] = [Number(query.get('per_page') ?? 20), Number(query.get('page') ?? 1)]
  const all = [...world.issues.values()]
    .filter((issue) => issue.project === project && issue.updated > after)
    .sort((a, b) => a.updated - b.updated || a.id - b.id)
  return { json: all.slice((page - 1) * size, page * size).map(shown) }
}

function searched(world: World, { query }: PlayedCall): PlayedAnswer {
  const words = query.get('search') ?? ''
  return { json: [...world.issues.values()].filter(({ description }) => description.includes(words)).map(shown) }
}

type On = { readonly ref: string; readonly inner: string | undefined }

function onIssue(world: World, call: PlayedCall, { ref, inner }: On): PlayedAnswer {
  const issue = world.issues.get(ref)
  if (issue === undefined) return { status: 404, json: { message: '404 Not found' } }
  const { notes, turns } = issue
  if (inner === 'notes' && call.method === 'POST') {
    notes.push({ author: playedGitlab.account, body: String(objectOf(call.json)['body']), created: Date.now() })
    return { status: 201, json: {} }
  }
  if (inner === 'notes')
    return {
      json: [...notes].reverse().map((one) => ({ author: person(one.author), created_at: timeOf(one.created) })),
    }
  if (inner === 'resource_state_events')
    return { json: turns.filter(({ label }) => label === null).map(({ created }) => ({ created_at: timeOf(created) })) }
  if (inner === 'resource_label_events')
    return {
      json: turns.flatMap(({ created, label }) =>
        label === null ? [] : [{ created_at: timeOf(created), label: { name: label } }],
      ),
    }
  if (call.method === 'PUT') put(issue, objectOf(call.json))
  return { json: shown(issue) }
}

function put(issue: GitlabPlayed, asked: Record<string, unknown>): void {
  const names = (value: unknown) => (typeof value === 'string' ? value.split(',') : [])
  const labels = [
    ...issue.labels.filter((one) => !names(asked['remove_labels']).includes(one)),
    ...names(asked['add_labels']),
  ]
  if (typeof asked['description'] === 'string') issue.description = asked['description']
  if (Array.isArray(asked['assignee_ids'])) {
    const [id] = asked['assignee_ids'].map(Number)
    // Who is no member is left out without a word.
    issue.assignee = id === undefined || id === 0 || id === 404 ? null : id
  }
  edit(issue, playedGitlab.account, {
    labels,
    ...(typeof asked['title'] === 'string' ? { title: asked['title'] } : {}),
    ...(asked['state_event'] === 'close' ? { state: 'closed' as const } : {}),
    ...(asked['state_event'] === 'reopen' ? { state: 'opened' as const } : {}),
  })
}

function edit(issue: GitlabPlayed, by: number, change: Change): void {
  const now = Date.now()
  if (change.state !== undefined && change.state !== issue.state) issue.turns.push({ created: now, label: null })
  const turned = (change.labels ?? issue.labels).filter((label) => !issue.labels.includes(label))
  issue.turns.push(...turned.map((label) => ({ created: now, label })))
  Object.assign(issue, change, { updated: now })
  issue.notes.push({ author: by, body: 'system', created: now })
}

const shown = (issue: GitlabPlayed): object => ({
  id: issue.id,
  iid: issue.iid,
  project_id: issue.project,
  web_url: `https://gitlab.example/firma/reisen/-/issues/${issue.iid}`,
  references: { full: `firma/reisen#${issue.iid}` },
  title: issue.title,
  description: issue.description,
  state: issue.state,
  labels: issue.labels,
  assignees: issue.assignee === null ? [] : [person(issue.assignee)],
  author: person(playedGitlab.account),
  created_at: timeOf(issue.created),
  updated_at: timeOf(issue.updated),
  moved_to_id: issue.movedTo,
})

const person = (id: number): object => ({ id, username: `person-${id}` })
const timeOf = (at: number): string => new Date(at).toISOString()
const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
