// Searches of Jira. Its index lags behind what was written: what is not found is sought again before it is said not to be there. Changes nothing.
import type { MarkerSearch, TicketFault } from '@lotse/core/insights'
import type { z } from 'zod'
import type { LanePage, LaneQuestion } from '../net/lanes.ts'
import { type Got, got } from '../net/replies.ts'
import type { JiraLine } from './line.ts'
import { searchShape } from './shapes.ts'

const PAGE = 100
const MINUTE_MS = 60_000
/** How long a new ticket may take to be found. */
const LAG_MS = 15_000
const ASKED_MAX = 1000

type Hits = z.infer<typeof searchShape>
type Search = { readonly jql: string; readonly token: string | null; readonly sort: string }

async function search(line: JiraLine, { jql, token, sort }: Search): Promise<Got<Hits> | TicketFault> {
  const { way, api, flavour, known } = line
  const wanted = { jql, fields: ['updated'], maxResults: PAGE }
  const body =
    flavour === 'cloud'
      ? {
          ...wanted,
          ...(token ? { nextPageToken: token } : {}),
          reconcileIssues: known.recent.map(Number).filter(Number.isSafeInteger),
        }
      : { ...wanted, startAt: Number(token ?? 0) }
  const path = flavour === 'cloud' ? `${api}/search/jql` : `${api}/search`
  return got(await way.ask({ method: 'POST', path, sort, body }), searchShape)
}

/**
 * A page of what changed. Times are asked for as minutes from now: bare ones would be read in the zone of our account. Once a page was asked for, the next one
 * of the same question repeats its words, since the token belongs to them.
 */
export async function changedPage(line: JiraLine, { from, token }: LaneQuestion): Promise<LanePage | TicketFault> {
  const [asked, inner = null] = token === null ? [null] : token.split(/\|(.*)/s)
  const minutes = asked ?? String(Math.max(1, Math.ceil((Date.now() - from) / MINUTE_MS) + 1))
  const { projects } = line.settings
  const within = projects.length > 0 ? `project in (${projects.map(quoted).join(', ')}) AND ` : ''
  const jql = `${within}updated >= "-${minutes}m" ORDER BY updated ASC`
  const hits = await search(line, { jql, token: inner, sort: 'changes' })
  if (hits.kind !== 'got') return hits
  const { issues, nextPageToken, isLast, total } = hits.value
  const items = issues.map(({ id, fields }) => ({ ref: id, updatedAt: fields?.updated ?? from }))
  const start = Number(inner ?? 0)
  const next =
    line.flavour === 'cloud' ? (isLast === true ? null : (nextPageToken ?? null)) : String(start + items.length)
  const full = line.flavour === 'cloud' ? next !== null && next !== inner : start + items.length < (total ?? 0)
  return { kind: 'page', items, full, token: next === null ? null : `${minutes}|${next}` }
}

/** Ids stand bare, names in quotes. */
const quoted = (project: string): string => (/^\d+$/.test(project) ? project : `"${project.replace(/["\\]/g, '')}"`)

/** When a marker was first sought in vain; markers are unlike all over the world. */
const soughtAt = new Map<string, number>()

/** Looks for the label that a ticket was created with. That there is none is said once a ticket of that age would have been found. */
export async function markedIssue(line: JiraLine, marker: string, nowMs: number): Promise<MarkerSearch> {
  const hits = await search(line, { jql: `labels = "${marker}"`, token: null, sort: 'find' })
  if (hits.kind !== 'got') return hits
  const [issue] = hits.value.issues
  if (issue) {
    soughtAt.delete(marker)
    const key = issue.key ?? issue.id
    return { kind: 'found', ref: issue.id, key, url: `${line.site}/browse/${key}` }
  }
  const since = soughtAt.get(marker) ?? nowMs
  if (nowMs - since >= LAG_MS) return { kind: 'none' }
  if (soughtAt.size >= ASKED_MAX) soughtAt.clear()
  soughtAt.set(marker, since)
  return { kind: 'later', why: 'index_lag', retryMs: since + LAG_MS - nowMs, scope: 'ticket' }
}
