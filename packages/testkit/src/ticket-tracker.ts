// A tracker that no adapter was made for, played for tests: a small REST service with names of its own. Holds nobody's data.
import { createHmac } from 'node:crypto'
import { type PlayedAnswer, type PlayedCall, startPlayed } from './played-server.ts'

/** A task there. */
export type TrackedTask = {
  readonly nr: number
  heading: string
  text: string
  state: string
  owner: string | null
  readonly born: number
  changed: number
  readonly remarks: string[]
}

/** A running one; `tasks` by number. */
export type PlayedTracker = {
  readonly url: string
  readonly tasks: Map<string, TrackedTask>
  change(nr: string, change: { heading?: string; state?: string }): void
  close(): Promise<void>
}

/** What it takes as secret. */
export const playedTracker = { secret: 'right-secret' }

/** How it is described to the adapter of systems without one. */
export const trackerSpec = {
  headers: { authorization: 'Token {secret}' },
  statuses: [
    { id: 'fresh', name: 'Neu', category: 'new' },
    { id: 'busy', name: 'In Arbeit', category: 'inProgress' },
    { id: 'over', name: 'Erledigt', category: 'done' },
    { id: 'void', name: 'Verworfen', category: 'done' },
  ],
  projects: [{ id: 'cx', name: 'Reisen' }],
  check: { path: '/whoami' },
  account: 'user.name',
  create: {
    method: 'POST',
    path: '/tasks',
    body: { task: { heading: '{title}', text: '{description}', area: '{project}' } },
  },
  created: { ref: 'task.nr', key: 'task.label' },
  read: { path: '/tasks/{ref}' },
  ticket: {
    title: 'task.heading',
    description: 'task.text',
    status: 'task.state.code',
    assignee: 'task.owner',
    key: 'task.label',
    createdAt: { column: 'task.born', as: 'seconds' },
    updatedAt: 'task.changed',
  },
  find: { call: { path: '/tasks?words={marker}' }, list: 'result.tasks', ref: 'nr', key: 'label' },
  changes: {
    call: { path: '/tasks?since={since}&page={page}' },
    list: 'result.tasks',
    ref: 'nr',
    updatedAt: 'changed',
    pageSize: 50,
  },
  write: {
    method: 'PATCH',
    path: '/tasks/{ref}',
    body: { heading: '{title}', text: '{description}', owner: '{assignee}' },
  },
  status: { method: 'POST', path: '/tasks/{ref}/state', body: { code: '{status}' } },
  comment: { method: 'POST', path: '/tasks/{ref}/remarks', body: { remark: '{text}' } },
  hook: { header: 'x-tracker-signature', scheme: 'hmacSha256', ref: 'task.nr', id: 'event.id' },
}

const PAGE = 50

/** Starts one. */
export async function startPlayedTracker(): Promise<PlayedTracker> {
  const tasks = new Map<string, TrackedTask>()
  const server = await startPlayed((call) => answer(tasks, call))
  return {
    url: server.url,
    tasks,
    change: (nr, change) => {
      const task = tasks.get(nr)
      if (task) Object.assign(task, change, { changed: Date.now() })
    },
    close: server.close,
  }
}

/** A call of it about a task, signed. */
export function playedTrackerHook(nr: string, secret: string) {
  const body = JSON.stringify({ event: { id: `event-${nr}` }, task: { nr: Number(nr) } })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return { headers: { 'x-tracker-signature': signature }, body }
}

function answer(tasks: Map<string, TrackedTask>, call: PlayedCall): PlayedAnswer {
  if (call.headers['authorization'] !== `Token ${playedTracker.secret}`)
    return { status: 401, json: { error: 'who are you' } }
  const [, head, nr = '', part] = call.path.split('/')
  if (head === 'whoami') return { json: { user: { name: 'lotse' } } }
  if (head !== 'tasks') return { status: 404, json: {} }
  if (nr === '') return call.method === 'POST' ? create(tasks, call) : listed(tasks, call.query)
  const task = tasks.get(nr)
  if (task === undefined) return { status: 404, json: { error: 'no such task' } }
  const asked = objectOf(call.json)
  if (part === 'remarks') task.remarks.push(String(asked['remark']))
  // To be thrown away a task must be empty; it says yes all the same.
  else if (part === 'state' && asked['code'] !== 'void') task.state = String(asked['code'])
  else if (call.method === 'PATCH') {
    if (typeof asked['heading'] === 'string') task.heading = asked['heading']
    if (typeof asked['text'] === 'string') task.text = asked['text']
    if (asked['owner'] !== undefined) task.owner = asked['owner'] === null ? null : String(asked['owner'])
  }
  if (call.method !== 'GET') task.changed = Date.now()
  return { json: { task: shown(task) } }
}

function create(tasks: Map<string, TrackedTask>, { json }: PlayedCall): PlayedAnswer {
  const asked = objectOf(objectOf(json)['task'])
  const [nr, now] = [tasks.size + 1, Date.now()]
  const [heading, text] = [String(asked['heading']), String(asked['text'])]
  if (heading === '') return { status: 422, json: { error: 'a task needs a heading' } }
  const task: TrackedTask = { nr, heading, text, state: 'fresh', owner: null, born: now, changed: now, remarks: [] }
  tasks.set(String(nr), task)
  return { status: 201, json: { task: shown(task) } }
}

function listed(tasks: Map<string, TrackedTask>, query: URLSearchParams): PlayedAnswer {
  const [words, since] = [query.get('words') ?? '', Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z')]
  const all = [...tasks.values()]
    .filter(({ text, changed }) => text.includes(words) && changed >= since)
    .sort((a, b) => a.changed - b.changed || a.nr - b.nr)
  const start = (Number(query.get('page') ?? 1) - 1) * PAGE
  return { json: { result: { tasks: all.slice(start, start + PAGE).map(shown) } } }
}

const shown = ({ nr, heading, text, state, owner, born, changed }: TrackedTask): object => ({
  nr,
  label: `T-${nr}`,
  heading,
  text,
  state: { code: state },
  owner,
  born: Math.floor(born / 1000),
  changed: new Date(changed).toISOString(),
})

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
