// Jira Cloud and Data Center against played ones with the faults of real ones: the conformance suite, and what is their own.
import { createHmac } from 'node:crypto'
import {
  intentFor,
  type PlayedJira,
  playedJira,
  playedJiraHook,
  startFaultProxy,
  startPlayedJira,
  type TicketPeer,
  testMarker,
  ticketSuite,
} from '@lotse/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openJiraCloud, openJiraDataCenter } from './system.ts'

const flavours = ['cloud', 'dataCenter'] as const
const HOOK_SECRET = 'hook-secret'
const realNow = Date.now.bind(Date)
let ahead = 0
vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead)

async function startPeer(flavour: (typeof flavours)[number]): Promise<TicketPeer & { readonly jira: PlayedJira }> {
  const jira = await startPlayedJira(flavour)
  const proxy = await startFaultProxy(jira.url)
  const issueOf = (ref: string) => {
    const issue = jira.world.issues.get(ref)
    if (issue === undefined) throw new Error(`no issue ${ref}`)
    return issue
  }
  const open = flavour === 'cloud' ? openJiraCloud : openJiraDataCenter
  return {
    jira,
    proxy,
    project: playedJira.project,
    ticketKind: playedJira.kind,
    statuses: { first: '1', next: '3', done: '5', never: '6' },
    assignee: 'acc-other',
    colleague: {
      retitle: async (ref, summary) => jira.change(ref, 'acc-other', { summary }),
      move: async (ref, status) => jira.change(ref, 'acc-other', { status }),
      remove: async (ref) => void jira.world.issues.delete(ref),
      comments: async (ref) => issueOf(ref).comments.map(({ body }) => JSON.stringify(body)),
      titled: async (title) => [...jira.world.issues.values()].filter(({ summary }) => summary === title).length,
    },
    open: (secret) =>
      open(
        {
          baseUrl: proxy.url,
          account: flavour === 'cloud' ? playedJira.email : null,
          secret: secret === 'wrong' ? 'wrong-secret' : playedJira.secret,
          hookSecret: HOOK_SECRET,
          projects: [playedJira.project],
          options: { resolution: 'Erledigt' },
        },
        { exempt: ['127.0.0.1'] },
      ),
    pass: async (ms) => {
      ahead += ms
    },
    hook: (ref) => playedJiraHook(issueOf(ref), HOOK_SECRET, `id-of-${ref}`),
    close: async () => {
      await proxy.close()
      await jira.close()
    },
  }
}

describe.each(flavours)('conformance of %s', (flavour) => ticketSuite(() => startPeer(flavour)))

describe.each(flavours)('Jira %s', (flavour) => {
  let peer: Awaited<ReturnType<typeof startPeer>>
  let system: ReturnType<TicketPeer['open']>
  beforeAll(async () => {
    peer = await startPeer(flavour)
    system = peer.open()
  })
  afterEach(() => {
    peer.proxy.setFault(null)
    Object.assign(peer.jira.world, { lagMs: 0, clashes: 0 })
  })
  afterAll(async () => {
    await system.close()
    await peer.close()
  })
  const opened = async () => {
    const intent = intentFor(peer)
    const said = await system.create(intent)
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    return { ...said, marker: intent.marker }
  }

  test('goes to the end over every station of its workflow, with the resolution that the last one asks for', async () => {
    const { ref } = await opened()
    expect(await system.transition(ref, '5')).toEqual({ kind: 'done' })
    const hops = peer.jira.world.issues.get(ref)?.histories.map(({ items }) => items[0]?.to)
    expect(hops?.reverse()).toEqual(['3', '4', '5'])
  })

  test('asks for the resolution where none was set up, and names the field', async () => {
    const settings = {
      baseUrl: peer.proxy.url,
      account: flavour === 'cloud' ? playedJira.email : null,
      secret: playedJira.secret,
    }
    const open = flavour === 'cloud' ? openJiraCloud : openJiraDataCenter
    const bare = open({ ...settings, hookSecret: null, projects: [], options: {} }, { exempt: ['127.0.0.1'] })
    const { ref } = await opened()
    expect(await bare.transition(ref, '5')).toEqual({ kind: 'needs', fields: [{ id: 'resolution', name: 'Lösung' }] })
    expect((await bare.read([ref])).tickets.get(ref)).toMatchObject({ status: { id: '1' } })
    await bare.close()
  })

  test('at the same moment as somebody else: a conflict, and the next try comes through', async () => {
    const { ref } = await opened()
    peer.jira.world.clashes = 1
    expect(await system.transition(ref, '3')).toEqual({ kind: 'conflict' })
    expect(await system.transition(ref, '3')).toEqual({ kind: 'done' })
  })

  test('R6 never says of a ticket that its index does not know yet that there is none', async () => {
    peer.jira.world.lagMs = 10_000
    const marker = testMarker()
    const other = peer.open()
    await other.create(intentFor(peer, { marker }))
    expect(await system.findByMarker(marker)).toMatchObject({ kind: 'later', scope: 'ticket' })
    ahead += 15_000
    expect(await system.findByMarker(marker)).toMatchObject({ kind: 'found' })
    await other.close()
  })

  test('what the index learns late comes with the next look, since it looks back', async () => {
    peer.jira.world.lagMs = 60_000
    const other = peer.open()
    const said = await other.create(intentFor(peer))
    const first = await system.changesSince(null, 600_000)
    if (first.kind !== 'ok' || said.kind !== 'created') throw new Error('no changes')
    if (flavour === 'cloud') expect(first.changed.map(({ ref }) => ref)).not.toContain(said.ref)
    ahead += 61_000
    const second = await system.changesSince(first.next, 600_000)
    expect(second.kind === 'ok' && second.changed.map(({ ref }) => ref)).toContain(said.ref)
    await other.close()
  })

  test('asks for changes by minutes from now, whatever zone its account lives in', async () => {
    const { ref } = await opened()
    const said = await system.changesSince(null, 600_000)
    expect(said.kind === 'ok' && said.changed.map((one) => one.ref)).toContain(ref)
    const asked = peer.jira.world.calls
      .filter(({ path }) => path.includes('search'))
      .map(({ json }) => JSON.stringify(json))
    expect(asked.join()).not.toMatch(/updated >= \\"\d{4}-/)
  })

  test.each([
    ['jira-quota-global-based', 'connection'],
    ['jira-quota-tenant-based', 'connection'],
    ['jira-burst-based', 'endpoint'],
    ['jira-per-issue-on-write', 'ticket'],
  ])('a limit of %s holds up the %s', async (reason, scope) => {
    const [own, { ref }] = [peer.open(), await opened()]
    const headers = { 'ratelimit-reason': reason, 'retry-after': '7' }
    peer.proxy.setFault({ kind: 'status', status: 429, headers, method: 'PUT' })
    expect(await own.write(ref, { title: 'Neu' })).toMatchObject({ kind: 'later', scope, retryMs: 7000 })
    await own.close()
  })

  test('says what a new ticket lacks, in the words of Jira', async () => {
    const said = await system.create(intentFor(peer, { title: '' }))
    expect(said).toEqual({ kind: 'refused', why: 'HTTP 400: summary: You must specify a summary' })
  })

  test('links to the insight once', async () => {
    const { ref } = await opened()
    await system.linkBack(ref, 'https://lotse.example/insights/7')
    expect([...(peer.jira.world.issues.get(ref)?.links.values() ?? [])]).toEqual(['https://lotse.example/insights/7'])
  })

  test('takes a call with a token of an app, none that is over, signed otherwise or not at all', async () => {
    const { ref } = await opened()
    const { body } = peer.hook?.(ref) ?? { body: '' }
    const bearer = (secret: string, exp: number, alg = 'HS256') => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const signed = `${part({ alg })}.${part({ exp })}`
      return { authorization: `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}` }
    }
    const soon = Date.now() / 1000 + 60
    const kinds = [
      bearer(HOOK_SECRET, soon),
      bearer(HOOK_SECRET, 1),
      bearer('x', soon),
      bearer(HOOK_SECRET, soon, 'none'),
      {},
    ]
    expect(kinds.map((headers) => system.parseHook(headers, body).kind)).toEqual(['hint', ...Array(4).fill('refused')])
  })

  test('a call without an identifier has the same key when it comes again, another when more happened', async () => {
    const { ref } = await opened()
    const keyNow = () => {
      const { headers, body } = peer.hook?.(ref) ?? { headers: {}, body: '' }
      const said = system.parseHook({ ...headers, 'x-atlassian-webhook-identifier': undefined }, body)
      return said.kind === 'hint' ? said.dedupeKey : ''
    }
    const [one, again] = [keyNow(), keyNow()]
    ahead += 1000
    peer.jira.change(ref, 'acc-other', { status: '3' })
    expect([again === one, keyNow() === one]).toEqual([true, false])
  })
})

describe('Jira Cloud', () => {
  test('has given up the old search: whoever takes it for a Data Center is told so', async () => {
    const peer = await startPeer('cloud')
    const headers = {
      authorization: `Basic ${Buffer.from(`${playedJira.email}:${playedJira.secret}`).toString('base64')}`,
    }
    const old = await fetch(`${peer.jira.url}/rest/api/3/search?jql=project=CX`, { headers })
    expect(old.status).toBe(410)
    await peer.close()
  })

  test('a description with a table is never written over, and is read as far as it goes', async () => {
    const peer = await startPeer('cloud')
    const system = peer.open()
    const said = await system.create(intentFor(peer))
    if (said.kind !== 'created') throw new Error('not created')
    const cell = { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Zelle' }] }] }
    const table = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] }
    const issue = peer.jira.world.issues.get(said.ref)
    if (issue) issue.description = { version: 1, type: 'doc', content: [table] }
    const ticket = (await system.read([said.ref])).tickets.get(said.ref)
    expect(ticket).toMatchObject({ description: 'Zelle', textWritable: false })
    expect(await system.write(said.ref, { description: 'neu' })).toEqual({
      kind: 'refused',
      why: 'description_not_writable',
    })
    expect(await system.write(said.ref, { title: 'Titel geht' })).toEqual({ kind: 'done' })
    await system.close()
    await peer.close()
  })
})
