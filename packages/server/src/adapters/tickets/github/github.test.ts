// GitHub's issues against a played GitHub: the conformance suite, and what is its own.
import {
  intentFor,
  playedGithub,
  playedGithubHook,
  startFaultProxy,
  startPlayedGithub,
  type TicketPeer,
  testMarker,
  ticketSuite,
} from '@lotse/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openGithub } from './system.ts'

const HOOK_SECRET = 'hook-secret'
const OTHER = 8

async function startPeer() {
  const github = await startPlayedGithub()
  const proxy = await startFaultProxy(github.url)
  const issueOf = (ref: string) => {
    const issue = github.world.issues.get(ref)
    if (issue === undefined) throw new Error(`no issue ${ref}`)
    return issue
  }
  const peer: TicketPeer = {
    proxy,
    project: playedGithub.repo,
    ticketKind: null,
    statuses: { first: 'open', next: 'label:In Arbeit', done: 'closed', never: 'label:nie' },
    assignee: 'ina',
    colleague: {
      retitle: async (ref, title) => github.change(ref, OTHER, { title }),
      move: async (ref) => github.change(ref, OTHER, { state: 'closed' }),
      remove: async (ref) => void github.world.issues.delete(ref),
      comments: async (ref) => issueOf(ref).comments.map(({ body }) => body),
      titled: async (title) => [...github.world.issues.values()].filter((issue) => issue.title === title).length,
    },
    open: (secret) =>
      openGithub(
        {
          baseUrl: proxy.url,
          account: null,
          secret: secret === 'wrong' ? 'wrong-secret' : playedGithub.secret,
          hookSecret: HOOK_SECRET,
          projects: [playedGithub.repo],
          options: { statusLabels: 'In Arbeit, Prüfung' },
        },
        { exempt: ['127.0.0.1'] },
      ),
    pass: async () => {},
    hook: (ref) => playedGithubHook(issueOf(ref), HOOK_SECRET, `delivery-${ref}`),
    close: async () => {
      await proxy.close()
      await github.close()
    },
  }
  return { ...peer, github }
}

describe('conformance', () => ticketSuite(startPeer))

describe('GitHub', () => {
  let peer: Awaited<ReturnType<typeof startPeer>>
  let system: ReturnType<TicketPeer['open']>
  beforeAll(async () => {
    peer = await startPeer()
    system = peer.open()
  })
  afterEach(() => {
    peer.proxy.setFault(null)
    peer.github.world.visible = true
  })
  afterAll(async () => {
    await system.close()
    await peer.close()
  })
  const opened = async () => {
    const said = await system.create(intentFor(peer))
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    return said.ref
  }
  const reading = async (ref: string) => (await system.read([ref])).tickets.get(ref)

  test.each([
    ['a secondary limit', { 'retry-after': '12' }, '{}', 12_000],
    ['a secondary limit without a time', {}, '{"message":"You have exceeded a secondary rate limit"}', 60_000],
    ['a limit of 429', { 'retry-after': '5' }, '{}', 5000],
  ])('%s is no lack of right: everything waits', async (name, headers, body, retryMs) => {
    const own = peer.open()
    peer.proxy.setFault({ kind: 'status', status: name.endsWith('429') ? 429 : 403, headers, body, times: 1 })
    expect(await own.check()).toMatchObject({ kind: 'later', scope: 'connection', retryMs })
    await own.close()
  })

  test('a quota that is used up is waited for until it is new', async () => {
    const own = peer.open()
    const reset = String(Math.ceil(Date.now() / 1000) + 600)
    peer.proxy.setFault({
      kind: 'status',
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    })
    const said = await own.check()
    expect(said).toMatchObject({ kind: 'later', why: 'HTTP 403: quota' })
    expect(said.kind === 'later' && said.retryMs).toBeGreaterThan(590_000)
    await own.close()
  })

  test('an issue that moved is found where it went, under its new name', async () => {
    const ref = await opened()
    const issue = peer.github.world.issues.get(ref)
    if (issue === undefined) throw new Error('no issue')
    peer.github.world.issues.set('firma/neu#5', { ...issue, repo: 'firma/neu', number: 5 })
    // The proxy stands where the played GitHub names itself, so the way it points to is spelled with the proxy's address.
    peer.github.world.moved.set(ref, `${peer.proxy.url}/repos/firma/neu/issues/5`)
    expect(await reading(ref)).toMatchObject({ kind: 'ticket', key: 'firma/neu#5', project: 'firma/neu' })
  })

  test('an address elsewhere is not followed: the token stays here', async () => {
    const ref = await opened()
    peer.github.world.moved.set(ref, 'https://evil.example/repos/firma/reisen/issues/1')
    expect(await reading(ref)).toMatchObject({ kind: 'refused', why: expect.stringContaining('301') })
  })

  test('404 for want of right is told apart from an issue that is gone', async () => {
    const ref = await opened()
    peer.github.world.visible = false
    expect(await reading(ref)).toEqual({ kind: 'forbidden' })
    peer.github.world.visible = true
    peer.github.world.issues.delete(ref)
    expect(await reading(ref)).toEqual({ kind: 'gone' })
  })

  test('labels of others stay when the status changes, and closing names its reason', async () => {
    const ref = await opened()
    peer.github.change(ref, OTHER, { labels: ['Bug', 'Prüfung'] })
    expect(await reading(ref)).toMatchObject({ status: { id: 'label:Prüfung', category: 'inProgress' } })
    await system.transition(ref, 'label:In Arbeit')
    expect(peer.github.world.issues.get(ref)?.labels).toEqual(['Bug', 'In Arbeit'])
    await system.transition(ref, 'closed:not_planned')
    expect(peer.github.world.issues.get(ref)).toMatchObject({ labels: ['Bug'], state: 'closed', reason: 'not_planned' })
    expect(await reading(ref)).toMatchObject({ status: { id: 'closed:not_planned', category: 'done' } })
  })

  test('who cannot be given tickets is told as not taken', async () => {
    expect(await system.write(await opened(), { assignee: 'stranger' })).toEqual({
      kind: 'refused',
      why: 'not_taken: assignee',
    })
  })

  test('R6 a marker among more than three hundred newer tickets is found by the search', async () => {
    const marker = testMarker()
    await system.create(intentFor(peer, { marker }))
    for (const _ of Array(301).keys()) await system.create(intentFor(peer))
    expect(await system.findByMarker(marker)).toMatchObject({ kind: 'found' })
  }, 60_000)
})
