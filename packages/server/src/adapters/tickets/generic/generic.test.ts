// A tracker without an adapter, described by a document: the conformance suite, and how a document is checked.
import {
  intentFor,
  playedTracker,
  playedTrackerHook,
  startFaultProxy,
  startPlayedTracker,
  type TicketPeer,
  ticketSuite,
  trackerSpec,
} from '@lotse/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGeneric } from './system.ts'

const HOOK_SECRET = 'hook-secret'

async function startPeer() {
  const tracker = await startPlayedTracker()
  const proxy = await startFaultProxy(tracker.url)
  const described = (spec: object, secret = playedTracker.secret) =>
    openGeneric(
      {
        baseUrl: proxy.url,
        account: null,
        secret,
        hookSecret: HOOK_SECRET,
        projects: [],
        options: { spec: JSON.stringify(spec) },
      },
      { exempt: ['127.0.0.1'] },
    )
  const peer: TicketPeer = {
    proxy,
    project: 'cx',
    ticketKind: null,
    statuses: { first: 'fresh', next: 'busy', done: 'over', never: 'void' },
    assignee: 'ina',
    colleague: {
      retitle: async (ref, heading) => tracker.change(ref, { heading }),
      move: async (ref, state) => tracker.change(ref, { state }),
      remove: async (ref) => void tracker.tasks.delete(ref),
      comments: async (ref) => tracker.tasks.get(ref)?.remarks ?? [],
      titled: async (title) => [...tracker.tasks.values()].filter(({ heading }) => heading === title).length,
    },
    open: (secret) => described(trackerSpec, secret === 'wrong' ? 'wrong-secret' : playedTracker.secret),
    pass: async () => {},
    hook: (ref) => playedTrackerHook(ref, HOOK_SECRET),
    close: async () => {
      await proxy.close()
      await tracker.close()
    },
  }
  return { ...peer, tracker, described }
}

describe('conformance', () => ticketSuite(startPeer))

describe('a document', () => {
  let peer: Awaited<ReturnType<typeof startPeer>>
  beforeAll(async () => {
    peer = await startPeer()
  })
  afterAll(() => peer.close())
  const checked = async (spec: object) => {
    const system = peer.described(spec)
    const said = await system.check()
    await system.close()
    return said
  }
  const { find, changes, write, status, comment, hook, ...least } = trackerSpec

  test('is tried without changing anything', async () => {
    peer.proxy.clear()
    expect(await checked(trackerSpec)).toEqual({ kind: 'ok', account: 'lotse', name: 'lotse', zone: null })
    expect(peer.proxy.calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
    expect(peer.tracker.tasks.size).toBe(0)
  })

  test.each([
    [
      'a placeholder that is none',
      { create: { ...least.create, path: '/tasks/{secret}' } },
      'spec: create: {secret} is not known',
    ],
    ['a header with an unknown placeholder', { headers: { a: '{x}' } }, 'spec: headers: {x} is not known'],
    ['a call to a ticket that names none', { read: { path: '/tasks' } }, 'spec: read: {ref} is missing'],
    ['no statuses', { statuses: [] }, 'spec: statuses'],
    ['a path that is an address', { read: { path: 'https://evil.example/{ref}' } }, 'spec: read.path'],
    ['a member that nobody knows', { reed: {} }, 'spec: '],
  ])('with %s is refused by its place, and nobody is asked', async (_, change, why) => {
    peer.proxy.clear()
    expect(await checked({ ...trackerSpec, ...change })).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining(why),
    })
    expect(peer.proxy.calls).toEqual([])
  })

  test.each([
    ['the account', { account: 'user.nickname' }, 'account'],
    ['the list of hits', { find: { ...find, list: 'hits' } }, 'find.list'],
    ['the list of changes', { changes: { ...changes, list: 'hits' } }, 'changes.list'],
  ])('that looks for %s in the wrong place says so when it is checked', async (_, change, place) => {
    expect(await checked({ ...trackerSpec, ...change })).toEqual({
      kind: 'refused',
      why: `answer_not_understood: ${place}`,
    })
  })

  test('that says only the least: what is left out it cannot do, and says so', async () => {
    const system = peer.described(least)
    expect((await system.check()).kind).toBe('ok')
    const said = await system.create(intentFor(peer))
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    expect((await system.read([said.ref])).tickets.get(said.ref)).toMatchObject({ textWritable: false })
    const notSetUp = { kind: 'refused', why: 'not_set_up' }
    expect([
      await system.transition(said.ref, 'over'),
      await system.comment(said.ref, 'a'),
      await system.write(said.ref, { title: 'a' }),
      await system.findByMarker('lotse-x'),
      await system.changesSince(null, 1000),
    ]).toEqual(Array(5).fill(notSetUp))
    expect(system.capabilities).toMatchObject({ poll: false, marker: false, comments: false, webhooks: false })
    await system.close()
  })

  test('a value in an address stays one part of it', async () => {
    const system = peer.described(trackerSpec)
    peer.proxy.clear()
    await system.read(['../whoami?a=b#c'])
    expect(peer.proxy.calls[0]?.path).toBe('/tasks/..%2Fwhoami%3Fa%3Db%23c')
    await system.close()
  })

  test('a status that the document does not name is shown as it is, and counts as under way', async () => {
    const system = peer.described(trackerSpec)
    const said = await system.create(intentFor(peer))
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    peer.tracker.change(said.ref, { state: 'limbo' })
    const status = { id: 'limbo', name: 'limbo', category: 'inProgress' }
    expect((await system.read([said.ref])).tickets.get(said.ref)).toMatchObject({ status })
    await system.close()
  })
})
