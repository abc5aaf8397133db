// What every channel must do, whatever it speaks: one suite, run by each channel's test against a real peer with faults.
import type { Channel, Delivery, OutgoingMessage } from '@lotse/core/ports'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

/** How the peer behaves. `refusing`: says no for good; `busy`: asks to come later; `cut`: takes the message and breaks off; `slow`: answers late, not too late. */
export type PeerMood = 'fine' | 'refusing' | 'busy' | 'cut' | 'slow' | 'down'

/** A real peer that a test can put into a mood. */
export type Peer<M extends OutgoingMessage> = {
  readonly channel: Channel<M>
  /** Whether the channel speaks to one server that its `check` can ask. */
  readonly oneServer: boolean
  setMood(mood: PeerMood): Promise<void>
  /** Keys of the messages that reached it, answered or not, oldest first. */
  received(): Promise<readonly string[]>
  message(key: string): M
  close(): Promise<void>
}

const answers: readonly [PeerMood, Delivery['kind']][] = [
  ['fine', 'accepted'],
  ['slow', 'accepted'],
  ['refusing', 'refused'],
  ['busy', 'later'],
  ['cut', 'unknown'],
  ['down', 'later'],
]

/**
 * Registers the suite's tests.
 *
 * @param start - starts a peer and a channel that speaks to it.
 */
export function channelSuite<M extends OutgoingMessage>(start: () => Promise<Peer<M>>): void {
  let peer: Peer<M>
  beforeAll(async () => {
    peer = await start()
  })
  afterEach(() => peer.setMood('fine'))
  afterAll(() => peer.close())

  test.each(answers)('a peer that is %s: the message is %s', async (mood, kind) => {
    await peer.setMood(mood)
    expect((await peer.channel.send(peer.message(`answer/${mood}`))).kind).toBe(kind)
  })

  test('E3 the peer sees the key, and the same one when a try is repeated', async () => {
    await peer.setMood('cut')
    await peer.channel.send(peer.message('repeat/1'))
    await peer.setMood('fine')
    await peer.channel.send(peer.message('repeat/1'))
    const seen = (await peer.received()).filter((key) => key === 'repeat/1')
    expect(seen).toHaveLength(2)
  })

  test('a peer that was down is reached again without a restart', async () => {
    await peer.setMood('down')
    const down = await peer.channel.send(peer.message('back/1'))
    expect(down).toMatchObject({ kind: 'later', down: true })
    if (peer.oneServer) expect(await peer.channel.check()).toMatchObject({ ok: false })
    await peer.setMood('fine')
    expect((await peer.channel.send(peer.message('back/2'))).kind).toBe('accepted')
    expect(await peer.channel.check()).toEqual({ ok: true })
  })

  test('fifty messages at once all arrive, each once', async () => {
    const keys = Array.from({ length: 50 }, (_, i) => `many/${i}`)
    const kinds = await Promise.all(keys.map(async (key) => (await peer.channel.send(peer.message(key))).kind))
    expect(new Set(kinds)).toEqual(new Set(['accepted']))
    const seen = (await peer.received()).filter((key) => key.startsWith('many/'))
    expect(seen.sort()).toEqual(keys.sort())
  })

  test('reasons name codes, never the address of the receiver', async () => {
    await peer.setMood('refusing')
    const delivery = await peer.channel.send(peer.message('why/1'))
    expect(delivery.kind === 'refused' && delivery.why).toMatch(/\d{3}/)
    expect(JSON.stringify(delivery)).not.toContain('reader@')
  })
}
