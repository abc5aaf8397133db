// A Jira played for tests, Cloud or Data Center, with the faults that real ones have. Holds nobody's data; checks no rule of ours.
import { createHmac } from 'node:crypto'
import { type PlayedAnswer, type PlayedCall, type PlayedServer, startPlayed } from './played-server.ts'

/** How the played Jira is. `lagMs`: how long its index takes to know. `zoneMs`: what its account's zone is off. */
export type JiraWorld = {
  readonly flavour: 'cloud' | 'dataCenter'
  lagMs: number
  /** Whether the next transition meets somebody else's. */
  clashes: number
  readonly issues: Map<string, PlayedIssue>
  /** Every call, with its body. */
  readonly calls: PlayedCall[]
}

/** An issue there. `indexedAt`: when the index knows its last change. */
export type PlayedIssue = {
  readonly id: string
  key: string
  summary: string
  description: unknown
  status: string
  assignee: string | null
  labels: readonly string[]
  readonly created: number
  updated: number
  indexedAt: number
  readonly comments: { author: string; body: unknown; created: number }[]
  readonly histories: { author: string; created: number; items: { field: string; to: string }[] }[]
  readonly links: Map<string, string>
}

/** A running one. */
export type PlayedJira = {
  readonly url: string
  readonly world: JiraWorld
  /** Somebody else changes an issue. */
  change(id: string, by: string, change: { summary?: string; status?: string }): void
  close(): Promise<void>
}

/** What the played Jira takes as secret, and who is then we. */
export const playedJira = {
  secret: 'right-secret',
  email: 'lotse@example.org',
  account: 'acc-lotse',
  project: '10000',
  kind: '10001',
  key: 'CX',
}

/** Statuses of its workflow; to `6` nothing leads. */
const STATUSES = [
  { id: '1', name: 'Zu erledigen', key: 'new' },
  { id: '3', name: 'In Arbeit', key: 'indeterminate' },
  { id: '4', name: 'Prüfung', key: 'indeterminate' },
  { id: '5', name: 'Fertig', key: 'done' },
  { id: '6', name: 'Abgelehnt', key: 'done' },
]
const RESOLUTION = {
  required: true,
  hasDefaultValue: false,
  name: 'Lösung',
  allowedValues: [
    { id: '1', name: 'Erledigt' },
    { id: '2', name: 'Verworfen' },
  ],
}
/** Ids of transitions change with where an issue stands, as they do between workflows. */
const WAYS: Readonly<Record<string, readonly { id: string; to: string; fields?: object }[]>> = {
  '1': [{ id: '11', to: '3' }],
  '3': [
    { id: '21', to: '4' },
    { id: '22', to: '1' },
  ],
  '4': [
    { id: '31', to: '5', fields: { resolution: RESOLUTION } },
    { id: '32', to: '3' },
  ],
  '5': [{ id: '41', to: '3' }],
}

/** Starts one. */
export async function startPlayedJira(flavour: 'cloud' | 'dataCenter'): Promise<PlayedJira> {
  const world: JiraWorld = { flavour, lagMs: 0, clashes: 0, issues: new Map(), calls: [] }
  const server: PlayedServer = await startPlayed((call) => {
    world.calls.push(call)
    return answer(world, call)
  })
  return {
    url: server.url,
    world,
    change: (id, by, change) => {
      const issue = world.issues.get(id)
      if (issue === undefined) return
      if (change.summary !== undefined) issue.summary = change.summary
      if (change.status !== undefined) issue.status = change.status
      touch(world, issue, { by, field: change.status === undefined ? 'summary' : 'status', to: change.status ?? '' })
    },
    close: server.close,
  }
}

/** A call of it about an issue, signed as an admin's webhook. */
export function playedJiraHook(issue: PlayedIssue, secret: string, identifier: string) {
  const body = JSON.stringify({
    timestamp: issue.updated,
    webhookEvent: 'jira:issue_updated',
    issue: { id: issue.id, key: issue.key, fields: { updated: timeOf(issue.updated), status: { id: issue.status } } },
    changelog: { items: [{ field: 'status', fromString: 'Zu erledigen', toString: 'In Arbeit' }] },
  })
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return { headers: { 'x-hub-signature': signature, 'x-atlassian-webhook-identifier': identifier }, body }
}

function touch(
  world: JiraWorld,
  issue: PlayedIssue,
  { by, field, to }: { by: string; field: string; to: string },
): void {
  const now = Date.now()
  issue.histories.unshift({ author: by, created: now, items: [{ field, to }] })
  issue.updated = now
  issue.indexedAt = now + world.lagMs
}

function answer(world: JiraWorld, call: PlayedCall): PlayedAnswer {
  const api = world.flavour === 'cloud' ? '/rest/api/3' : '/rest/api/2'
  const right =
    world.flavour === 'cloud'
      ? `Basic ${Buffer.from(`${playedJira.email}:${playedJira.secret}`).toString('base64')}`
      : `Bearer ${playedJira.secret}`
  if (call.headers['authorization'] !== right) return { status: 401, json: { message: 'Client must be authenticated' } }
  if (!call.path.startsWith(api)) return { status: 404, json: {} }
  const [head = '', second = '', third = '', fourth = ''] = call.path.slice(api.length + 1).split('/')
  if (head === 'search') return searched(world, call, second)
  if (head === 'issue' && second === 'createmeta')
    return kinds(world, fourth === '' ? '' : (call.path.split('/').at(-1) ?? ''))
  if (head === 'issue' && second === '') return create(world, call)
  if (head === 'issue') return onIssue(world, call, { id: second, part: third })
  return facts(world, head, second)
}

function facts(world: JiraWorld, head: string, second: string): PlayedAnswer {
  const project = { id: playedJira.project, key: playedJira.key, name: 'Reisen' }
  const me = world.flavour === 'cloud' ? { accountId: playedJira.account } : { name: playedJira.account }
  if (head === 'myself') return { json: { ...me, displayName: 'Lotse', timeZone: 'America/Los_Angeles' } }
  if (head === 'status' && second === '') return { json: STATUSES.map(({ id }) => statusOf(id)) }
  if (head === 'status') return { json: statusOf(second) }
  if (head === 'priority') return { json: [{ id: '3', name: 'Mittel' }] }
  if (head === 'project' && second === 'search') return { json: { values: [project], total: 1 } }
  if (head === 'project') return { json: second === '' ? [project] : project }
  return { status: 404, json: {} }
}

function kinds({ flavour }: JiraWorld, last: string): PlayedAnswer {
  const [all, one] = flavour === 'cloud' ? ['issueTypes', 'fields'] : ['values', 'values']
  if (last === 'issuetypes') return { json: { [all]: [{ id: playedJira.kind, name: 'Aufgabe' }] } }
  const field = { fieldId: 'customfield_1', name: 'Team', required: true, hasDefaultValue: false }
  return { json: { [one]: [{ fieldId: 'summary', name: 'Titel', required: true }, field] } }
}

function create(world: JiraWorld, call: PlayedCall): PlayedAnswer {
  const fields = objectIn(call.json, 'fields')
  const summary = fields['summary']
  if (typeof summary !== 'string' || summary === '')
    return { status: 400, json: { errors: { summary: 'You must specify a summary' } } }
  const documented = typeof fields['description'] === 'object'
  if (documented !== (world.flavour === 'cloud'))
    return { status: 400, json: { errors: { description: 'Operation value must be an Atlassian Document' } } }
  const [now, number] = [Date.now(), world.issues.size + 1]
  const id = String(20_000 + number)
  const labels = Array.isArray(fields['labels']) ? fields['labels'].map(String) : []
  const text =
    typeof fields['description'] === 'string' ? fields['description'].replace(/\n/g, '\r\n') : fields['description']
  world.issues.set(id, {
    id,
    key: `${playedJira.key}-${number}`,
    summary,
    description: text,
    status: '1',
    assignee: null,
    labels,
    created: now,
    updated: now,
    indexedAt: now + world.lagMs,
    comments: [],
    histories: [],
    links: new Map(),
  })
  return { status: 201, json: { id, key: `${playedJira.key}-${number}` } }
}

/** The old search of Cloud is gone; the new one tells ids alone unless fields are asked for, and knows what its index knows. */
function searched(world: JiraWorld, call: PlayedCall, second: string): PlayedAnswer {
  const cloud = world.flavour === 'cloud'
  if (cloud && second !== 'jql')
    return {
      status: 410,
      json: { errorMessages: ['The requested API has been removed. Please migrate to /rest/api/3/search/jql'] },
    }
  const asked = objectOf(call.json)
  const jql = String(asked['jql'] ?? '')
  if (!/updated|labels|project/.test(jql))
    return { status: 400, json: { errorMessages: ['Unbounded JQL queries are not allowed here'] } }
  const reconciled = Array.isArray(asked['reconcileIssues']) ? asked['reconcileIssues'].map(String) : []
  const known = [...world.issues.values()].filter(
    ({ id, indexedAt }) => indexedAt <= Date.now() || reconciled.includes(id),
  )
  const hits = known.filter((issue) => fits(issue, jql)).sort((a, b) => a.updated - b.updated)
  const size = Math.min(Number(asked['maxResults'] ?? 50), 100)
  const start = cloud ? Number(asked['nextPageToken'] ?? 0) : Number(asked['startAt'] ?? 0)
  const fields = asked['fields']
  const issues = hits
    .slice(start, start + size)
    .map((issue) =>
      cloud && fields === undefined
        ? { id: issue.id }
        : { id: issue.id, key: issue.key, fields: { updated: timeOf(issue.updated) } },
    )
  const end = start + issues.length >= hits.length
  return {
    json: cloud
      ? { issues, isLast: end, ...(end ? {} : { nextPageToken: String(start + size) }) }
      : { issues, startAt: start, total: hits.length },
  }
}

/** Bare times are read in the zone of the account, eight hours behind; relative ones are right everywhere. */
function fits({ labels, updated }: PlayedIssue, jql: string): boolean {
  const label = /labels = "([^"]+)"/.exec(jql)?.[1]
  if (label !== undefined && !labels.includes(label)) return false
  const minutes = /updated >= "-(\d+)m"/.exec(jql)?.[1]
  if (minutes !== undefined) return updated >= Date.now() - Number(minutes) * 60_000
  const bare = /updated >= "([\d-]+ [\d:]+)"/.exec(jql)?.[1]
  return bare === undefined || updated >= Date.parse(`${bare.replace(' ', 'T')}:00Z`) + 8 * 3_600_000
}

type Part = { readonly id: string; readonly part: string }

function onIssue(world: JiraWorld, call: PlayedCall, { id, part }: Part): PlayedAnswer {
  const issue = world.issues.get(id)
  if (issue === undefined)
    return { status: 404, json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] } }
  if (part === 'transitions' && call.method === 'GET') return { json: { transitions: waysOf(issue) } }
  if (part === 'transitions') return go(world, issue, call)
  if (part === 'comment') {
    issue.comments.push({ author: playedJira.account, body: objectOf(call.json)['body'], created: Date.now() })
    return { status: 201, json: {} }
  }
  if (part === 'remotelink') {
    issue.links.set(String(objectOf(call.json)['globalId']), String(objectIn(call.json, 'object')['url']))
    return { status: 201, json: { id: 1 } }
  }
  if (call.method === 'PUT') return edit(world, issue, call)
  return { json: shown(world, issue) }
}

const waysOf = ({ status }: PlayedIssue) =>
  (WAYS[status] ?? []).map(({ id, to, fields }) => ({ id, to: statusOf(to), fields: fields ?? {} }))

function go(world: JiraWorld, issue: PlayedIssue, call: PlayedCall): PlayedAnswer {
  const id = objectIn(call.json, 'transition')['id']
  const way = (WAYS[issue.status] ?? []).find((one) => one.id === id)
  if (way === undefined)
    return { status: 400, json: { errorMessages: [`Transition id '${String(id)}' is not valid for this issue.`] } }
  if (world.clashes > 0) {
    world.clashes--
    return { status: 409, json: { errorMessages: ['The issue was changed at the same time.'] } }
  }
  if (way.fields !== undefined && objectIn(call.json, 'fields')['resolution'] === undefined)
    return { status: 400, json: { errors: { resolution: 'Resolution is required.' } } }
  issue.status = way.to
  touch(world, issue, { by: playedJira.account, field: 'status', to: way.to })
  return { status: 204 }
}

function edit(world: JiraWorld, issue: PlayedIssue, call: PlayedCall): PlayedAnswer {
  const fields = objectIn(call.json, 'fields')
  if (fields['status'] !== undefined)
    return { status: 400, json: { errors: { status: "Field 'status' cannot be set." } } }
  if (typeof fields['summary'] === 'string') issue.summary = fields['summary']
  if (fields['description'] !== undefined) issue.description = fields['description']
  if (fields['assignee'] !== undefined) {
    const person = fields['assignee']
    const { accountId, name } = objectOf(person)
    issue.assignee =
      person === null ? null : String((world.flavour === 'cloud' ? accountId : name) ?? 'nobody-like-that')
  }
  touch(world, issue, { by: playedJira.account, field: 'summary', to: '' })
  return { status: 204 }
}

function shown({ flavour }: JiraWorld, issue: PlayedIssue): object {
  const person = (id: string) => ({ [flavour === 'cloud' ? 'accountId' : 'name']: id, displayName: id })
  const histories = issue.histories.map(({ author, created, items }) => ({
    author: person(author),
    created: timeOf(created),
    items: items.map(({ field, to }) => ({ field, to, toString: to })),
  }))
  return {
    id: issue.id,
    key: issue.key,
    fields: {
      summary: issue.summary,
      description: issue.description ?? null,
      status: statusOf(issue.status),
      priority: { id: '3', name: 'Mittel' },
      assignee: issue.assignee === null ? null : person(issue.assignee),
      creator: person(playedJira.account),
      project: { id: playedJira.project, name: 'Reisen' },
      created: timeOf(issue.created),
      updated: timeOf(issue.updated),
      comment: {
        comments: issue.comments.map(({ author, created }) => ({ author: person(author), created: timeOf(created) })),
      },
    },
    changelog: { histories },
  }
}

function statusOf(id: string): object {
  const found = STATUSES.find((one) => one.id === id)
  return { id, name: found?.name ?? '', statusCategory: { key: found?.key ?? 'undefined' } }
}

/** Times with an offset and no colon in it, as Jira writes them. */
const timeOf = (at: number): string => new Date(at + 3_600_000).toISOString().replace('Z', '+0100')

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
const objectIn = (value: unknown, name: string): Record<string, unknown> => objectOf(objectOf(value)[name])
