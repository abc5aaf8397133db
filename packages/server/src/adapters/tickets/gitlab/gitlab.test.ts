// GitLab's issues against a played GitLab: the conformance suite, and what is its own.
import {
  intentFor,
  playedGitlab,
  playedGitlabHook,
  startFaultProxy,
  startPlayedGitlab,
  type TicketPeer,
  ticketSuite,
} from '@lotse/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openGitlab } from './system.ts'

const HOOK_SECRET = 'hook-secret'
const OTHER = 8

async function startPeer() {
  const gitlab = await startPlayedGitlab()
  const proxy = await startFaultProxy(gitlab.url)
  const issueOf = (ref: string) => {
    const issue = gitlab.world.issues.get(ref)
    if (issue === undefined) throw new Error(`no issue ${ref}`)
    return issue
  }
  const peer: TicketPeer = {
    proxy,
    project: String(playedGitlab.project),
    ticketKind: null,
    statuses: { first: 'open', next: 'label:In Arbeit', done: 'closed', never: 'label:nie' },
    assignee: '12',
    colleague: {
      retitle: async (ref, title) => gitlab.change(ref, OTHER, { title }),
      move: async (ref) => gitlab.change(ref, OTHER, { state: 'closed' }),
      remove: async (ref) => void gitlab.world.issues.delete(ref),
      comments: async (ref) => issueOf(ref).notes.map(({ body }) => body),
      titled: async (title) => [...gitlab.world.issues.values()].filter((issue) => issue.title === title).length,
    },
    open: (secret) =>
      openGitlab(
        {
          baseUrl: proxy.url,
          account: null,
          secret: secret === 'wrong' ? 'wrong-secret' : playedGitlab.secret,
          hookSecret: HOOK_SECRET,
          projects: [String(playedGitlab.project)],
          options: { statusLabels: 'In Arbeit,Prüfung' },
        },
        { exempt: ['127.0.0.1'] },
      ),
    pass: async () => {},
    hook: (ref) => playedGitlabHook(issueOf(ref), HOOK_SECRET, `key-${ref}`),
    close: async () => {
      await proxy.close()
      await gitlab.close()
    },
  }
  return { ...peer, gitlab }
}

describe('conformance', () => ticketSuite(startPeer))

describe('GitLab', () => {
  let peer: Awaited<ReturnType<typeof startPeer>>
  let system: ReturnType<TicketPeer['open']>
  beforeAll(async () => {
    peer = await startPeer()
    system = peer.open()
  })
  afterEach(() => {
    peer.gitlab.world.visible = true
  })
  afterAll(async () => {
    await system.close()
    await peer.close()
  })
  const opened = async () => {
    const intent = intentFor(peer)
    const said = await system.create(intent)
    if (said.kind !== 'created') throw new Error(JSON.stringify(said))
    return { ref: said.ref, marker: intent.marker }
  }
  const reading = async (ref: string) => (await system.read([ref])).tickets.get(ref)

  test('an issue that moved is not taken for closed: it is read where it went', async () => {
    const { ref, marker } = await opened()
    const there = peer.gitlab.move(ref, 32)
    expect(await reading(ref)).toMatchObject({ kind: 'ticket', ref: there, project: '32', status: { id: 'open' } })
    expect(await system.findByMarker(marker)).toMatchObject({ kind: 'found', ref: there })
    expect(await system.write(ref, { title: 'Am neuen Ort' })).toEqual({ kind: 'done' })
    expect(peer.gitlab.world.issues.get(there)?.title).toBe('Am neuen Ort')
  })

  test('one that moved where we may not look is forbidden, not done', async () => {
    const { ref } = await opened()
    peer.gitlab.world.issues.delete(peer.gitlab.move(ref, 33))
    expect(await reading(ref)).toEqual({ kind: 'forbidden' })
  })

  test('404 for want of right is told apart from an issue that is gone', async () => {
    const { ref } = await opened()
    peer.gitlab.world.visible = false
    expect(await reading(ref)).toEqual({ kind: 'forbidden' })
    peer.gitlab.world.visible = true
    peer.gitlab.world.issues.delete(ref)
    expect(await reading(ref)).toEqual({ kind: 'gone' })
  })

  test('labels of others stay when the status changes', async () => {
    const { ref } = await opened()
    peer.gitlab.change(ref, OTHER, { labels: ['Bug', 'Prüfung'] })
    await system.transition(ref, 'label:In Arbeit')
    expect(peer.gitlab.world.issues.get(ref)?.labels).toEqual(['Bug', 'In Arbeit'])
    await system.transition(ref, 'closed')
    expect(peer.gitlab.world.issues.get(ref)).toMatchObject({ labels: ['Bug'], state: 'closed' })
    await system.transition(ref, 'open')
    expect(await reading(ref)).toMatchObject({ status: { id: 'open', category: 'new' } })
  })

  test('who is no member is told as not taken', async () => {
    const { ref } = await opened()
    expect(await system.write(ref, { assignee: '404' })).toEqual({ kind: 'refused', why: 'not_taken: assignee' })
  })

  test('says what a new ticket lacks', async () => {
    expect(await system.create(intentFor(peer, { title: '' }))).toEqual({
      kind: 'refused',
      why: "HTTP 400: title: can't be blank",
    })
  })
})
