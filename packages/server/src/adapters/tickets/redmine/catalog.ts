// What there is to map in a Redmine: projects with their trackers, statuses, priorities. Changes nothing.
import type { RemoteProject, TicketCatalog, TicketFault } from '@lotse/core/insights'
import { got } from '../net/replies.ts'
import type { TicketWay } from '../net/way.ts'
import { prioritiesShape, projectsShape, statusesShape } from './shapes.ts'
import { categoryOf } from './ticket.ts'

const PAGE = 100
const PROJECTS_MAX = 500

/** Asks for all of it; at most 500 projects. */
export async function catalogOf(ask: TicketWay['ask']): Promise<TicketCatalog | TicketFault> {
  const statuses = got(await ask({ method: 'GET', path: '/issue_statuses.json', sort: 'statuses' }), statusesShape)
  if (statuses.kind !== 'got') return statuses
  const path = '/enumerations/issue_priorities.json'
  const priorities = got(await ask({ method: 'GET', path, sort: 'priorities' }), prioritiesShape)
  if (priorities.kind !== 'got') return priorities
  const projects = await projectsOf(ask)
  if (projects.kind !== 'projects') return projects
  const all = statuses.value.issue_statuses
  const ids = new Set(all.filter(({ is_closed }) => is_closed).map(({ id }) => String(id)))
  const closed = { kind: 'closed' as const, ids, first: all[0] ? String(all[0].id) : null }
  return {
    kind: 'ok',
    projects: projects.all,
    statuses: all.map(({ id, name }) => ({ id: String(id), name, category: categoryOf(String(id), closed) })),
    priorities: priorities.value.issue_priorities.map(({ id, name }) => ({ id: String(id), name })),
    whole: projects.whole,
  }
}

type Projects = { readonly kind: 'projects'; readonly all: readonly RemoteProject[]; readonly whole: boolean }

async function projectsOf(ask: TicketWay['ask']): Promise<Projects | TicketFault> {
  const all: RemoteProject[] = []
  for (let offset = 0; offset < PROJECTS_MAX; offset += PAGE) {
    const query = { include: 'trackers', limit: PAGE, offset }
    const page = got(await ask({ method: 'GET', path: '/projects.json', sort: 'projects', query }), projectsShape)
    if (page.kind !== 'got') return page
    all.push(
      ...page.value.projects.map(({ id, name, trackers }) => ({
        id: String(id),
        name,
        kinds: trackers.map((one) => ({ id: String(one.id), name: one.name, required: [] })),
      })),
    )
    if (all.length >= page.value.total_count) return { kind: 'projects', all, whole: true }
  }
  return { kind: 'projects', all, whole: false }
}
