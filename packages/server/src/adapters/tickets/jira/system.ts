// Jira, Cloud and Data Center, as a ticket system: opens, reads, writes. Statuses, searches and calls of Jira stand beside it.
import type {
  Creation,
  OpenTicketSystem,
  TicketCapabilities,
  TicketIntent,
  TicketReading,
  TicketReadings,
  TicketSystem,
  TicketWrite,
  Writing,
} from '@lotse/core/insights'
import { readJson } from '../net/json.ts'
import { changesOf } from '../net/lanes.ts'
import { created, got, written } from '../net/replies.ts'
import { jiraCatalog } from './catalog.ts'
import { jiraHint } from './hooks.ts'
import {
  issuePath,
  type JiraFlavour,
  type JiraLine,
  jiraLine,
  ourAccount,
  personField,
  textField,
  textIn,
  whoWeAre,
  wroteTo,
} from './line.ts'
import { changedPage, markedIssue } from './search.ts'
import { createdShape, issueShape } from './shapes.ts'
import { ticketOf } from './ticket.ts'
import { moveIssue } from './transition.ts'

const MINUTE_MS = 60_000
const READS_MAX = 50
const GLOBAL_ID_LENGTH_MAX = 255
const FIELDS = 'summary,description,status,priority,assignee,creator,project,created,updated,comment'

const capabilities: TicketCapabilities = {
  webhooks: true,
  poll: true,
  transitions: true,
  comments: true,
  deletes: false,
  marker: true,
}

const open =
  (flavour: JiraFlavour): OpenTicketSystem =>
  (settings, net) =>
    systemOf(jiraLine(flavour, settings, net))

/** Jira Cloud. `account`: e-mail that the token belongs to; null: an access token of OAuth. `options.site`: where tickets are looked at, if elsewhere. */
export const openJiraCloud = open('cloud')
/** Jira Data Center or Server. `account`: name for a password; null: a personal access token. */
export const openJiraDataCenter = open('dataCenter')

function systemOf(line: JiraLine): TicketSystem {
  return {
    capabilities,
    check: () => whoWeAre(line),
    describe: () => jiraCatalog(line),
    create: (intent) => create(line, intent),
    findByMarker: (marker) => markedIssue(line, marker, Date.now()),
    read: (refs) => readAll(line, refs),
    changesSince: (cursor, overlapMs) => {
      const settings = { grainMs: MINUTE_MS, nowMs: Date.now(), overlapMs }
      return changesOf([''], cursor, settings, (question) => changedPage(line, question))
    },
    write: (ref, fields) => write(line, ref, fields),
    transition: (ref, statusId) => moveIssue(line, ref, statusId),
    comment: (ref, text) => comment(line, ref, text),
    parseHook: (headers, rawBody) => jiraHint(line.settings.hookSecret, headers, rawBody),
    linkBack: (ref, url) => linkBack(line, ref, url),
    close: () => line.way.close(),
  }
}

/** The marker is both a label, which is searched for, and a property, which nobody takes off by accident. */
async function create(line: JiraLine, intent: TicketIntent): Promise<Creation> {
  const { marker, ticketKind, title, description, priority, backLink } = intent
  const fields = {
    ...Object.fromEntries(Object.entries(intent.fields).map(([id, value]) => [id, fieldValue(value)])),
    project: projectField(intent.project),
    summary: title,
    description: textField(line.flavour, description),
    labels: [marker],
    ...(ticketKind === null ? {} : { issuetype: { id: ticketKind } }),
    ...(priority === null ? {} : { priority: { id: priority } }),
  }
  const body = { fields, properties: [{ key: 'lotse', value: { marker, url: backLink } }] }
  const reply = await line.way.ask({ method: 'POST', path: `${line.api}/issue`, sort: 'create', body, once: true })
  const said = created(reply, createdShape, ({ id, key }) => ({ ref: id, key, url: `${line.site}/browse/${key}` }))
  if (said.kind !== 'created') return said
  wroteTo(line, said.ref)
  // A link that could not be put there is put there by whoever calls linkBack; the ticket stands.
  if (backLink !== null) await linkBack(line, said.ref, backLink)
  return said
}

const projectField = (project: string): object => (/^\d+$/.test(project) ? { id: project } : { key: project })

/** A field that takes more than a text is given as JSON. */
function fieldValue(value: string): unknown {
  const json = /^\s*[{[]/.test(value) ? readJson(value) : undefined
  return json === undefined ? value : json
}

async function readAll(line: JiraLine, refs: readonly string[]): Promise<TicketReadings> {
  const tickets = new Map<string, TicketReading>()
  const me = await ourAccount(line)
  if (me.kind !== 'account') return { tickets, fault: me }
  for (const ref of refs.slice(0, READS_MAX)) {
    const reading = await readOne(line, ref, me.id)
    if (reading.kind === 'later' || reading.kind === 'unauthorised') return { tickets, fault: reading }
    tickets.set(ref, reading)
  }
  return { tickets, fault: null }
}

/** Read itself and not searched for: the index may not know yet. Jira answers 404 for what we may not see, too. */
async function readOne(line: JiraLine, ref: string, account: string): Promise<TicketReading> {
  const query = { fields: FIELDS, expand: 'changelog' }
  const reply = await line.way.ask({ method: 'GET', path: issuePath(line, ref), sort: 'read', about: ref, query })
  if (reply.kind === 'answer' && (reply.status === 404 || reply.status === 410)) return { kind: 'gone' }
  if (reply.kind === 'answer' && reply.status === 403) return { kind: 'forbidden' }
  const issue = got(reply, issueShape)
  return issue.kind === 'got' ? ticketOf(issue.value, { ...line, account }) : issue
}

async function write(
  line: JiraLine,
  ref: string,
  { title, description, assignee, priority }: TicketWrite,
): Promise<Writing> {
  if (description !== undefined) {
    const writable = await describable(line, ref)
    if (writable.kind !== 'done') return writable
  }
  const fields = {
    ...(title === undefined ? {} : { summary: title }),
    ...(description === undefined ? {} : { description: textField(line.flavour, description) }),
    ...(assignee === undefined ? {} : { assignee: personField(line.flavour, assignee) }),
    ...(priority === undefined || priority === null ? {} : { priority: { id: priority } }),
  }
  wroteTo(line, ref)
  const call = { method: 'PUT', path: issuePath(line, ref), sort: 'write', about: ref } as const
  return written(await line.way.ask({ ...call, body: { fields } }))
}

/** A description that holds what we cannot write, a picture or a table, is never written over. */
async function describable(line: JiraLine, ref: string): Promise<Writing> {
  const query = { fields: 'summary,description,status,created,updated' }
  const reply = await line.way.ask({ method: 'GET', path: issuePath(line, ref), sort: 'read', about: ref, query })
  const issue = got(reply, issueShape)
  if (issue.kind !== 'got') return issue
  const { writable } = textIn(line.flavour, issue.value.fields.description)
  return writable ? { kind: 'done' } : { kind: 'refused', why: 'description_not_writable' }
}

async function comment(line: JiraLine, ref: string, text: string): Promise<Writing> {
  wroteTo(line, ref)
  const body = { body: textField(line.flavour, text) }
  const path = `${issuePath(line, ref)}/comment`
  return written(await line.way.ask({ method: 'POST', path, sort: 'comment', about: ref, body, once: true }))
}

/** The same `globalId` changes the link that is there. */
async function linkBack(line: JiraLine, ref: string, url: string): Promise<Writing> {
  const body = { globalId: `lotse=${url}`.slice(0, GLOBAL_ID_LENGTH_MAX), object: { url, title: 'Lotse' } }
  const path = `${issuePath(line, ref)}/remotelink`
  return written(await line.way.ask({ method: 'POST', path, sort: 'link', about: ref, body }))
}
