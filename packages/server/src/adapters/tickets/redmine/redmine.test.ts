// Redmine 5 as Debian packages it, really running: the conformance suite, and what is its own.
import {
  intentFor,
  type Redmine,
  redmineMissing,
  startFaultProxy,
  startRedmine,
  type TicketPeer,
  ticketSuite,
} from '@lotse/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { manyShape, oneShape } from './shapes.ts'
import { openRedmine } from './system.ts'

const missing = redmineMissing()
if (missing !== null) process.stdout.write(`Redmine's own tests are not run: ${missing}.\n`)

const idShape = z.object({ id: z.number() })
const userShape = z.object({ user: z.object({ id: z.number(), api_key: z.string() }) })
const notesShape = z.object({ issue: z.object({ journals: z.array(z.object({ notes: z.string().nullish() })) }) })
const [FIRST, NEXT, DONE, NEVER] = ['1', '2', '5', '6']

/** Asks past the adapter, as the administrator. */
async function ask(redmine: Redmine, path: string, { method = 'GET', body }: { method?: string; body?: object } = {}) {
  const headers = { 'x-redmine-api-key': redmine.key, 'content-type': 'application/json' }
  const answer = await fetch(`${redmine.url}${path}`, { method, headers, body: body ? JSON.stringify(body) : null })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  const json: unknown = text.trim() === '' ? null : JSON.parse(text)
  return json
}

/** A project with a developer, whose workflow does not lead to Rejected. */
async function furnish(redmine: Redmine) {
  const send = (path: string, body: object) => ask(redmine, path, { method: 'POST', body })
  const project = { name: 'Reisen', identifier: 'cx', tracker_ids: [1], enabled_module_names: ['issue_tracking'] }
  const made = z.object({ project: idShape }).parse(await send('/projects.json', { project }))
  const person = {
    login: 'lotse',
    firstname: 'Lotse',
    lastname: 'Konto',
    mail: 'lotse@example.org',
    password: 'ein-langes-wort',
  }
  const { user } = z.object({ user: idShape }).parse(await send('/users.json', { user: person }))
  await send(`/projects/${made.project.id}/memberships.json`, { membership: { user_id: user.id, role_ids: [4] } })
  const { api_key } = userShape.parse(await ask(redmine, `/users/${user.id}.json`)).user
  return { project: String(made.project.id), account: String(user.id), key: api_key }
}

async function startPeer(): Promise<TicketPeer & { readonly redmine: Redmine }> {
  const redmine = await startRedmine()
  const [{ project, account, key }, proxy] = [await furnish(redmine), await startFaultProxy(redmine.url)]
  const put = (ref: string, issue: object) => ask(redmine, `/issues/${ref}.json`, { method: 'PUT', body: { issue } })
  return {
    redmine,
    proxy,
    project,
    ticketKind: '1',
    statuses: { first: FIRST, next: NEXT, done: DONE, never: NEVER },
    assignee: account,
    colleague: {
      retitle: async (ref, subject) => void (await put(ref, { subject })),
      move: async (ref, id) => void (await put(ref, { status_id: Number(id) })),
      remove: async (ref) => void (await ask(redmine, `/issues/${ref}.json`, { method: 'DELETE' })),
      comments: async (ref) => {
        const { issue } = notesShape.parse(await ask(redmine, `/issues/${ref}.json?include=journals`))
        return issue.journals.flatMap(({ notes }) => notes ?? [])
      },
      titled: async (title) => {
        const query = new URLSearchParams({ subject: title, status_id: '*' })
        return manyShape.parse(await ask(redmine, `/issues.json?${query}`)).total_count
      },
    },
    open: (secret) =>
      openRedmine(
        {
          baseUrl: proxy.url,
          account: null,
          secret: secret === 'wrong' ? 'wrong-secret' : key,
          hookSecret: null,
          projects: [project],
          options: {},
        },
        { exempt: ['127.0.0.1'] },
      ),
    pass: async () => {},
    hook: null,
    close: async () => {
      await proxy.close()
      await redmine.close()
    },
  }
}

describe.skipIf(missing !== null)('conformance', () => ticketSuite(startPeer))

describe.skipIf(missing !== null)('Redmine', () => {
  let peer: Awaited<ReturnType<typeof startPeer>>
  beforeAll(async () => {
    peer = await startPeer()
  })
  afterAll(() => peer.close())

  const opened = async (system: ReturnType<typeof openRedmine>) => {
    const said = await system.create(intentFor(peer))
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    return said.ref
  }

  test('with its interface switched off is told as that, and no ticket is taken for forbidden', async () => {
    const system = peer.open()
    const ref = await opened(system)
    await peer.redmine.set({ rest_api_enabled: '0' })
    const [me, { tickets }] = [await system.check(), await system.read([ref])]
    await peer.redmine.set({ rest_api_enabled: '1' })
    expect(me).toEqual({ kind: 'refused', why: 'HTTP 403: REST API is off' })
    expect(tickets.get(ref)).toMatchObject({ kind: 'refused' })
    expect((await system.read([ref])).tickets.get(ref)).toMatchObject({ kind: 'ticket' })
    await system.close()
  })

  test('serves a wrong key as anonymous where no logging in is asked for; it is unauthorised all the same', async () => {
    await peer.redmine.set({ login_required: '0' })
    const open = await fetch(`${peer.redmine.url}/issues.json`, { headers: { 'x-redmine-api-key': 'wrong' } })
    const system = peer.open('wrong')
    const me = await system.check()
    await peer.redmine.set({ login_required: '1' })
    expect([open.status, me.kind]).toEqual([200, 'unauthorised'])
    await system.close()
  })

  test('answers 204 to a status that the workflow forbids and changes nothing; those that it allows are told', async () => {
    const system = peer.open()
    const ref = await opened(system)
    const headers = { 'content-type': 'application/json', 'x-redmine-api-key': peer.redmine.key }
    const body = JSON.stringify({ issue: { status_id: 99 } })
    const silent = await fetch(`${peer.redmine.url}/issues/${ref}.json`, { method: 'PUT', headers, body })
    expect(silent.status).toBe(204)
    const said = await system.transition(ref, NEVER)
    expect(said.kind === 'noPath' && said.allowed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['In Progress', 'Resolved', 'Closed']),
    )
    await system.close()
  })

  test('finds closed tickets too: both by marker and among the changes', async () => {
    const system = peer.open()
    const intent = intentFor(peer)
    const said = await system.create(intent)
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    expect(await system.transition(said.ref, DONE)).toEqual({ kind: 'done' })
    expect(await system.findByMarker(intent.marker)).toMatchObject({ kind: 'found', ref: said.ref })
    const changes = await system.changesSince(null, 600_000)
    expect(changes.kind === 'ok' && changes.changed.map(({ ref }) => ref)).toContain(said.ref)
    await system.close()
  })

  test('ends lines with \\r\\n; they are read as they were written', async () => {
    const system = peer.open()
    const ref = await opened(system)
    await ask(peer.redmine, `/issues/${ref}.json`, {
      method: 'PUT',
      body: { issue: { description: 'a\r\nb\r\n\r\nc' } },
    })
    expect(oneShape.parse(await ask(peer.redmine, `/issues/${ref}.json`)).issue.description).toBe('a\r\nb\r\n\r\nc')
    expect((await system.read([ref])).tickets.get(ref)).toMatchObject({ description: 'a\nb\n\nc' })
    await system.close()
  })

  test('says in its journals who moved a ticket and when; a later note does not make the status younger', async () => {
    const system = peer.open()
    const ref = await opened(system)
    await system.transition(ref, NEXT)
    const moved = (await system.read([ref])).tickets.get(ref)
    await peer.colleague.retitle(ref, 'Später')
    const after = (await system.read([ref])).tickets.get(ref)
    if (moved?.kind !== 'ticket' || after?.kind !== 'ticket') throw new Error('not read')
    const me = await system.check()
    expect(me.kind === 'ok' && moved.lastAuthor).toBe(me.kind === 'ok' ? me.account : '')
    expect([moved.touched, after.touched]).toEqual([false, true])
    expect(after.statusSince).toBe(moved.statusSince)
    await system.close()
  })

  test('says what is missing from a new ticket', async () => {
    const system = peer.open()
    expect(await system.create(intentFor(peer, { title: '' }))).toEqual({
      kind: 'refused',
      why: 'HTTP 422: Subject cannot be blank',
    })
    await system.close()
  })
})
