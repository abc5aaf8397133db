// A ticket system that is described by a document (spec.ts) instead of an adapter. Does only what the document says; its check tries everything that changes nothing.
import type {
  Creation,
  MarkerSearch,
  OpenTicketSystem,
  TicketFault,
  TicketHint,
  TicketIdentity,
  TicketIntent,
  TicketReading,
  TicketReadings,
  TicketRef,
  TicketSettings,
  TicketSystem,
  TicketWrite,
  Transition,
  Writing,
} from '@lotse/core/insights'
import type { TicketReply } from '../net/call.ts'
import { splitFooter, withFooter } from '../net/footer.ts'
import { type HookHeaders, keyOf, sameSecret, signedSha256 } from '../net/hooks.ts'
import { readJson } from '../net/json.ts'
import { changesOf, type LanePage, type LaneQuestion } from '../net/lanes.ts'
import { refusal, written } from '../net/replies.ts'
import { type TicketWay, ticketWay } from '../net/way.ts'
import { fieldsOf, instantAt, listAt, textAt } from './fields.ts'
import {
  filledBody,
  filledPath,
  filledText,
  type GenericCall,
  type GenericSpec,
  readSpec,
  type Values,
} from './spec.ts'

const READS_MAX = 50
const SECOND_MS = 1000
const NOT_SET_UP: TicketFault = { kind: 'refused', why: 'not_set_up' }
/** A marker that no ticket bears. */
const NOBODYS_MARKER = `lotse-${'a'.repeat(26)}`

type Line = { readonly way: TicketWay; readonly spec: GenericSpec; readonly settings: TicketSettings }

/** A system described by `options.spec`, a JSON document. */
export const openGeneric: OpenTicketSystem = (settings, { exempt }) => {
  const { baseUrl, secret, account, options } = settings
  const read = readSpec(options['spec'])
  if (read.kind === 'refused') return refusing(read)
  const basic = Buffer.from(`${account ?? ''}:${secret}`).toString('base64')
  const named = Object.entries(read.spec.headers).map(
    ([name, value]) => [name.toLowerCase(), filledText(value, { secret, account, basic })] as const,
  )
  const way = ticketWay({ baseUrl, headers: Object.fromEntries(named), secrets: [secret, basic], exempt })
  return systemOf({ way, spec: read.spec, settings })
}

function systemOf(line: Line): TicketSystem {
  const { spec, way } = line
  return {
    capabilities: {
      webhooks: spec.hook !== undefined,
      poll: spec.changes !== undefined,
      transitions: spec.status !== undefined,
      comments: spec.comment !== undefined,
      deletes: false,
      marker: spec.find !== undefined,
    },
    check: () => check(line),
    describe: async () => {
      const projects = spec.projects.map((project) => ({ ...project, kinds: [] }))
      return { kind: 'ok', projects, statuses: spec.statuses, priorities: [], whole: true }
    },
    create: (intent) => create(line, intent),
    findByMarker: (marker) => findByMarker(line, marker),
    read: (refs) => readAll(line, refs),
    changesSince: (cursor, overlapMs) => {
      const settings = { grainMs: SECOND_MS, nowMs: Date.now(), overlapMs }
      return changesOf([''], cursor, settings, (asked) => changes(line, asked))
    },
    write: (ref, fields) => write(line, ref, fields),
    transition: (ref, statusId) => transition(line, ref, statusId),
    comment: async (ref, text) =>
      spec.comment === undefined ? NOT_SET_UP : written(await asked(line, 'comment', spec.comment, { ref, text })),
    parseHook: (headers, rawBody) => hint(line, headers, rawBody),
    linkBack: (ref, url) => linkBack(line, ref, url),
    close: () => way.close(),
  }
}

/** A document that cannot be used: everything says so, and nobody is asked. */
function refusing(fault: TicketFault & { readonly kind: 'refused' }): TicketSystem {
  const refuse = async () => fault
  const capabilities = {
    webhooks: false,
    poll: true,
    transitions: false,
    comments: false,
    deletes: false,
    marker: false,
  }
  return {
    capabilities,
    check: refuse,
    describe: refuse,
    create: refuse,
    findByMarker: refuse,
    read: async () => ({ tickets: new Map(), fault }),
    changesSince: refuse,
    write: refuse,
    transition: refuse,
    comment: refuse,
    parseHook: () => fault,
    linkBack: refuse,
    close: async () => {},
  }
}

/** Calls that come twice do harm when they make something. */
function asked({ way }: Line, sort: string, { method, path, body }: GenericCall, values: Values): Promise<TicketReply> {
  const about = values['ref']
  return way.ask({
    method,
    path: filledPath(path, values),
    sort,
    once: sort === 'create' || sort === 'comment',
    ...(about === undefined || about === null ? {} : { about: String(about) }),
    ...(body === undefined ? {} : { body: filledBody(body, values) }),
  })
}

type Body = { readonly kind: 'body'; readonly json: unknown }

function bodyOf(reply: TicketReply): Body | TicketFault {
  if (reply.kind === 'lost') return { kind: 'later', why: reply.why, retryMs: null, scope: 'connection' }
  if (reply.kind !== 'answer') return reply
  if (reply.status < 200 || reply.status > 299) return refusal(reply)
  return reply.json === undefined ? misread('json') : { kind: 'body', json: reply.json }
}

const misread = (what: string): TicketFault => ({ kind: 'refused', why: `answer_not_understood: ${what}` })

/** Tries what changes nothing: who we are, the search for a marker, and a page of changes. */
async function check(line: Line): Promise<TicketIdentity | TicketFault> {
  const { spec, settings } = line
  const me = bodyOf(await asked(line, 'check', spec.check, {}))
  if (me.kind !== 'body') return me
  const account = spec.account === undefined ? settings.account : textAt(fieldsOf(me.json, { it: spec.account })['it'])
  if (account === null && spec.account !== undefined) return misread('account')
  if (spec.find !== undefined) {
    const found = await findByMarker(line, NOBODYS_MARKER)
    if (found.kind !== 'none' && found.kind !== 'found') return found
  }
  if (spec.changes !== undefined) {
    const page = await changes(line, { project: '', from: Date.now(), token: null })
    if (page.kind !== 'page') return page
  }
  return { kind: 'ok', account: account ?? 'lotse', name: account ?? '', zone: null }
}

async function create(line: Line, intent: TicketIntent): Promise<Creation> {
  const { marker, project, ticketKind, title, priority, backLink } = intent
  const description = withFooter(intent.description, { url: backLink, marker })
  const values = { marker, project, kind: ticketKind, title, description, priority, backLink }
  const reply = await asked(line, 'create', line.spec.create, values)
  if (reply.kind === 'lost') return { kind: 'unknown', why: reply.why }
  const body = bodyOf(reply)
  const ref = body.kind === 'body' ? refIn(line, body.json, line.spec.created) : null
  if (ref !== null) return { kind: 'created', ...ref }
  const said = reply.kind === 'answer' && reply.status >= 200 && reply.status <= 299
  if (said) return { kind: 'unknown', why: 'answer_not_understood' }
  return body.kind === 'body' ? misread('ref') : body
}

/** By what a ticket is read again; without an address of its own it is looked at where the system is. */
function refIn({ settings }: Line, json: unknown, { ref, key, url }: GenericSpec['created']): TicketRef | null {
  const fields = fieldsOf(json, { ref, key, url })
  const id = textAt(fields['ref'])
  if (id === null || id === '') return null
  const given = textAt(fields['url'])
  const address = given !== null && /^https?:\/\//.test(given) ? given : settings.baseUrl
  return { ref: id, key: textAt(fields['key']) ?? id, url: address }
}

async function findByMarker(line: Line, marker: string): Promise<MarkerSearch> {
  const { find } = line.spec
  if (find === undefined) return NOT_SET_UP
  const body = bodyOf(await asked(line, 'find', find.call, { marker }))
  if (body.kind !== 'body') return body
  const hits = listAt(body.json, find.list)
  if (hits === null) return misread('find.list')
  const ref = hits.length === 0 ? null : refIn(line, hits[0], find)
  if (ref === null) return hits.length === 0 ? { kind: 'none' } : misread('find.ref')
  return { kind: 'found', ...ref }
}

async function readAll(line: Line, refs: readonly string[]): Promise<TicketReadings> {
  const tickets = new Map<string, TicketReading>()
  for (const ref of refs.slice(0, READS_MAX)) {
    const reading = await readOne(line, ref)
    if (reading.kind === 'later' || reading.kind === 'unauthorised') return { tickets, fault: reading }
    tickets.set(ref, reading)
  }
  return { tickets, fault: null }
}

async function readOne(line: Line, ref: string): Promise<TicketReading> {
  const reply = await asked(line, 'read', line.spec.read, { ref })
  if (reply.kind === 'answer' && (reply.status === 404 || reply.status === 410)) return { kind: 'gone' }
  if (reply.kind === 'answer' && reply.status === 403) return { kind: 'forbidden' }
  const body = bodyOf(reply)
  if (body.kind !== 'body') return body
  const fields = fieldsOf(body.json, line.spec.ticket)
  const [title, statusId, assignee] = [textAt(fields['title']), textAt(fields['status']), textAt(fields['assignee'])]
  if (title === null || statusId === null) return misread(title === null ? 'ticket.title' : 'ticket.status')
  const [createdAt, updatedAt] = [instantAt(fields['createdAt']), instantAt(fields['updatedAt'])]
  const at = updatedAt ?? createdAt ?? Date.now()
  const status = line.spec.statuses.find(({ id }) => id === statusId)
  const url = textAt(fields['url'])
  return {
    kind: 'ticket',
    ref,
    key: textAt(fields['key']) ?? ref,
    url: url !== null && /^https?:\/\//.test(url) ? url : line.settings.baseUrl,
    project: textAt(fields['project']) ?? '',
    title,
    description: splitFooter(textAt(fields['description'])).text,
    textWritable: line.spec.write !== undefined,
    status: status ?? { id: statusId, name: statusId, category: 'inProgress' },
    assignee: assignee === null ? null : { id: assignee, name: assignee },
    priority: null,
    createdAt: createdAt ?? at,
    updatedAt: at,
    statusSince: instantAt(fields['statusSince']),
    lastAuthor: textAt(fields['lastAuthor']),
    touched: null,
  }
}

async function changes(line: Line, { from, token }: LaneQuestion): Promise<LanePage | TicketFault> {
  const { changes: spec } = line.spec
  if (spec === undefined) return NOT_SET_UP
  const page = Number(token ?? 1)
  const since = Math.floor(from / SECOND_MS) * SECOND_MS
  const times = { since: new Date(since).toISOString(), sinceSeconds: since / SECOND_MS }
  const values = { ...times, page, offset: (page - 1) * spec.pageSize }
  const body = bodyOf(await asked(line, 'changes', spec.call, values))
  if (body.kind !== 'body') return body
  const list = listAt(body.json, spec.list)
  if (list === null) return misread('changes.list')
  const items = list.map((one) => {
    const fields = fieldsOf(one, { ref: spec.ref, updatedAt: spec.updatedAt })
    return { ref: textAt(fields['ref']) ?? '', updatedAt: instantAt(fields['updatedAt']) ?? from }
  })
  if (items.some(({ ref }) => ref === '')) return misread('changes.ref')
  return { kind: 'page', items, full: items.length >= spec.pageSize, token: String(page + 1) }
}

async function write(
  line: Line,
  ref: string,
  { title, description, assignee, priority }: TicketWrite,
): Promise<Writing> {
  if (line.spec.write === undefined) return NOT_SET_UP
  const values: Record<string, string | null> = { ref }
  if (title !== undefined) values['title'] = title
  if (assignee !== undefined) values['assignee'] = assignee
  if (priority !== undefined) values['priority'] = priority
  if (description !== undefined) {
    const footer = await footerOf(line, ref)
    if (!('marker' in footer)) return footer
    values['description'] = withFooter(description, footer)
  }
  return written(await asked(line, 'write', line.spec.write, values))
}

/** What the last line of a ticket's text says, which `read` takes off. */
async function footerOf(line: Line, ref: string) {
  const body = bodyOf(await asked(line, 'read', line.spec.read, { ref }))
  if (body.kind !== 'body') return body
  return splitFooter(textAt(fieldsOf(body.json, { it: line.spec.ticket.description })['it'])).footer
}

/** Written, then read back: an answer that says yes is not believed. */
async function transition(line: Line, ref: string, statusId: string): Promise<Transition> {
  const { status, statuses } = line.spec
  if (status === undefined) return NOT_SET_UP
  const allowed = statuses.map(({ id, name }) => ({ id, name }))
  const before = await readOne(line, ref)
  if (before.kind === 'ticket' && before.status.id === statusId) return { kind: 'done' }
  if (!statuses.some(({ id }) => id === statusId)) return { kind: 'noPath', allowed }
  const done = written(await asked(line, 'status', status, { ref, status: statusId }))
  if (done.kind !== 'done') return done
  const after = await readOne(line, ref)
  if (after.kind === 'gone' || after.kind === 'forbidden') return { kind: 'refused', why: after.kind }
  if (after.kind !== 'ticket') return after
  const left = allowed.filter(({ id }) => id !== statusId)
  return after.status.id === statusId ? { kind: 'done' } : { kind: 'noPath', allowed: left }
}

function hint({ spec, settings }: Line, headers: HookHeaders, rawBody: string): TicketHint {
  const { hook } = spec
  if (hook === undefined) return { kind: 'refused', why: 'no_hooks' }
  const { hookSecret } = settings
  const given = headers[hook.header] ?? ''
  const holds = (secret: string) =>
    hook.scheme === 'token' ? sameSecret(secret, given) : signedSha256(secret, given, rawBody)
  if (hookSecret !== null && !holds(hookSecret)) return { kind: 'refused', why: 'signature' }
  const fields = fieldsOf(readJson(rawBody), { ref: hook.ref, id: hook.id })
  const ref = textAt(fields['ref'])
  if (ref === null || ref === '') return { kind: 'refused', why: 'not_understood' }
  return { kind: 'hint', refs: [ref], dedupeKey: textAt(fields['id']) ?? keyOf(ref, rawBody) }
}

async function linkBack(line: Line, ref: string, url: string): Promise<Writing> {
  const { write: call, ticket } = line.spec
  if (call === undefined || ticket.description === undefined) return NOT_SET_UP
  const body = bodyOf(await asked(line, 'read', line.spec.read, { ref }))
  if (body.kind !== 'body') return body
  const { text, footer } = splitFooter(textAt(fieldsOf(body.json, { it: ticket.description })['it']))
  if (footer.url === url) return { kind: 'done' }
  return written(await asked(line, 'write', call, { ref, description: withFooter(text, { ...footer, url }) }))
}
