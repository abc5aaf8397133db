// What there is to map in a Jira: projects, kinds with the fields they ask for, statuses, priorities. Changes nothing.
import type { RemoteKind, RemoteProject, TicketCatalog, TicketFault } from '@lotse/core/insights'
import type { TicketCategory } from '@lotse/protocol'
import { got } from '../net/replies.ts'
import type { JiraLine } from './line.ts'
import {
  kindsShape,
  metaShape,
  prioritiesShape,
  projectListShape,
  projectPageShape,
  projectShape,
  statusesShape,
} from './shapes.ts'

const PAGE = 50
const PROJECTS_MAX = 500
/** Projects whose kinds are asked for, where none was chosen. */
const DETAILED_MAX = 10
const KINDS_MAX = 20
/** Fields that every creation has from us. */
const OURS = new Set(['project', 'issuetype', 'summary', 'description', 'labels', 'priority', 'reporter'])

/** The category of a status; Jira has the same three under other names. */
export function categoryOf(key: string | undefined): TicketCategory {
  if (key === 'done') return 'done'
  return key === 'new' ? 'new' : 'inProgress'
}

/** Asks for all of it: of the projects that were chosen, else of those that there are. */
export async function jiraCatalog(line: JiraLine): Promise<TicketCatalog | TicketFault> {
  const { way, api } = line
  const statuses = got(await way.ask({ method: 'GET', path: `${api}/status`, sort: 'statuses' }), statusesShape)
  if (statuses.kind !== 'got') return statuses
  const priorities = got(await way.ask({ method: 'GET', path: `${api}/priority`, sort: 'priorities' }), prioritiesShape)
  if (priorities.kind !== 'got') return priorities
  const named = await projectsOf(line)
  if (named.kind !== 'projects') return named
  const projects: RemoteProject[] = []
  for (const [i, project] of named.all.entries()) {
    const kinds = i < DETAILED_MAX ? await kindsOf(line, project.id) : []
    if ('kind' in kinds) return kinds
    projects.push({ ...project, kinds })
  }
  return {
    kind: 'ok',
    projects,
    statuses: statuses.value.map(({ id, name, statusCategory }) => ({
      id,
      name,
      category: categoryOf(statusCategory?.key),
    })),
    priorities: priorities.value.map(({ id, name }) => ({ id, name })),
    whole: named.whole && named.all.length <= DETAILED_MAX,
  }
}

type Named = { readonly id: string; readonly name: string }
type Projects = { readonly kind: 'projects'; readonly all: readonly Named[]; readonly whole: boolean }

async function projectsOf(line: JiraLine): Promise<Projects | TicketFault> {
  const { settings } = line
  if (settings.projects.length > 0) return chosenProjects(line)
  return line.flavour === 'cloud' ? pagedProjects(line) : listedProjects(line)
}

async function chosenProjects({ way, api, settings }: JiraLine): Promise<Projects | TicketFault> {
  const all: Named[] = []
  for (const id of settings.projects.slice(0, PROJECTS_MAX)) {
    const path = `${api}/project/${encodeURIComponent(id)}`
    const one = got(await way.ask({ method: 'GET', path, sort: 'project' }), projectShape)
    if (one.kind !== 'got') return one
    all.push(one.value)
  }
  return { kind: 'projects', all, whole: true }
}

async function pagedProjects({ way, api }: JiraLine): Promise<Projects | TicketFault> {
  const all: Named[] = []
  for (let startAt = 0; startAt < PROJECTS_MAX; startAt += PAGE) {
    const call = { method: 'GET', path: `${api}/project/search`, sort: 'projects' } as const
    const page = got(await way.ask({ ...call, query: { startAt, maxResults: PAGE } }), projectPageShape)
    if (page.kind !== 'got') return page
    all.push(...page.value.values)
    if (page.value.values.length < PAGE) return { kind: 'projects', all, whole: true }
  }
  return { kind: 'projects', all, whole: false }
}

async function listedProjects({ way, api }: JiraLine): Promise<Projects | TicketFault> {
  const list = got(await way.ask({ method: 'GET', path: `${api}/project`, sort: 'projects' }), projectListShape)
  if (list.kind !== 'got') return list
  return { kind: 'projects', all: list.value.slice(0, PROJECTS_MAX), whole: list.value.length <= PROJECTS_MAX }
}

async function kindsOf({ way, api }: JiraLine, project: string): Promise<readonly RemoteKind[] | TicketFault> {
  const path = `${api}/issue/createmeta/${encodeURIComponent(project)}/issuetypes`
  const kinds = got(await way.ask({ method: 'GET', path, sort: 'kinds' }), kindsShape)
  if (kinds.kind !== 'got') return kinds
  const all: RemoteKind[] = []
  for (const { id, name } of (kinds.value.issueTypes ?? kinds.value.values ?? []).slice(0, KINDS_MAX)) {
    const meta = got(await way.ask({ method: 'GET', path: `${path}/${id}`, sort: 'meta' }), metaShape)
    if (meta.kind !== 'got') return meta
    const fields = meta.value.fields ?? meta.value.values ?? []
    const required = fields.filter((one) => one.required && !one.hasDefaultValue && !OURS.has(one.fieldId))
    all.push({ id, name, required: required.map((one) => ({ id: one.fieldId, name: one.name })) })
  }
  return all
}
