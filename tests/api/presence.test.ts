// Who has a map open and where: others hear it at once, it ends with the stream, and nobody outside of the workspace hears anything.
import { operations } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { openEvents } from './listen.ts'

let house: House
let url: string

beforeAll(async () => {
  house = await House.build()
  url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const name = { de: 'Kaufen' }
  for (const caller of ['admin', 'foreign'] as const) {
    const id = caller === 'admin' ? 'buy' : 'elsewhere'
    const edits = [{ do: 'make' as const, id, kind: 'journey' as const, journey: null, fields: { name } }]
    await house.ok('changeAtlas', { body: { id: `m-${caller}`, edits } }, house.as(caller))
  }
})
afterAll(() => house?.close())

const pathOf = (name: 'watchAtlas'): string => operations[name].path
const watching = (window: string, caller: Parameters<House['as']>[0], journey = 'buy') =>
  openEvents(`${url}${pathOf('watchAtlas')}?journey=${journey}&after=1000000&window=${window}`, house.as(caller))
const tell = (window: string, caller: Parameters<House['as']>[0], row: string | null) =>
  house.call('tellPlace', { params: { id: 'buy' }, body: { window, row, col: row } }, house.as(caller))

type Stream = Awaited<ReturnType<typeof openEvents>>
/** The next list of guests with so many in it. */
async function present(stream: Stream, count: number): Promise<readonly { window: string; row: string | null }[]> {
  for (;;) {
    const data = (await stream.next())?.data as { present?: { window: string; row: string | null }[] } | undefined
    if (data === undefined) throw new Error('the stream has ended')
    if (data.present?.length === count) return data.present
  }
}

test('somebody at a map is seen by the others, not by themselves, and is gone when their stream ends', async () => {
  const [anna, ben] = [await watching('anna', 'admin'), await watching('ben', 'cx')]
  await present(anna, 0)
  await present(ben, 0)
  // A line between processes takes a moment to be there; what is said before is said again by whoever is there.
  const heard = present(anna, 1)
  const saying = setInterval(() => void tell('ben', 'cx', 'steps'), 200)
  expect(await heard).toMatchObject([{ window: 'ben', row: 'steps' }])
  clearInterval(saying)
  await tell('anna', 'admin', 'phases')
  expect(await present(ben, 1)).toMatchObject([{ window: 'anna', row: 'phases' }])
  ben.close()
  await present(anna, 0)
  anna.close()
})

test('[E9] another workspace can neither tell nor hear', async () => {
  expect((await tell('spy', 'foreign', 'steps')).status).toBe(404)
  const spy = await watching('spy', 'foreign')
  await present(spy, 0)
  await tell('anna', 'admin', 'steps')
  const own = present(spy, 1).then(
    () => 'heard',
    () => 'nothing',
  )
  await new Promise((done) => setTimeout(done, 600))
  spy.close()
  expect(await own).toBe('nothing')
})

test('who may read may say where they are, and nothing too long', async () => {
  expect((await tell('viewer', 'viewer', 'steps')).status).toBe(204)
  for (const rubbish of ['x'.repeat(81), '', 'a b', '<b>', '../x', '"'])
    expect((await tell('viewer', 'viewer', rubbish)).status, rubbish).toBe(400)
})

test('nobody moves another one’s window, or sends it away', async () => {
  const anna = await watching('anna2', 'admin')
  await present(anna, 0)
  const heard = present(anna, 1)
  const saying = setInterval(() => void tell('ben2', 'cx', 'steps'), 200)
  await heard
  clearInterval(saying)
  // Somebody else takes the same name for their window, and leaves: the first is still there.
  const thief = await watching('ben2', 'viewer')
  await tell('ben2', 'viewer', 'phases')
  expect((await present(anna, 2)).map(({ row }) => row).toSorted()).toEqual(['phases', 'steps'])
  thief.close()
  expect(await present(anna, 1)).toMatchObject([{ row: 'steps' }])
  anna.close()
})

test('who says nothing more is gone within seconds, and who floods is held back while others are heard', async () => {
  const anna = await watching('anna3', 'admin')
  await present(anna, 0)
  await tell('silent', 'cx', 'steps')
  await present(anna, 1)
  house.now += 13_000
  await tell('loud', 'viewer', 'steps')
  expect(await present(anna, 1)).toMatchObject([{ window: 'loud' }])
  const statuses = await Promise.all(Array.from({ length: 70 }, () => tell('loud', 'viewer', 'steps')))
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([204, 429]))
  expect((await tell('calm', 'cx', 'steps')).status).toBe(204)
  house.now += 5000
  expect((await tell('loud', 'viewer', 'steps')).status).toBe(204)
  anna.close()
})

test('whoever has a journey open hears that there is talk in it, and not that of others', async () => {
  const [anna, elsewhere] = [await watching('anna4', 'admin'), await watching('spy4', 'foreign')]
  await present(anna, 0)
  const talks = async (stream: Stream) => {
    for (;;) {
      const data = (await stream.next())?.data as { talk?: true } | undefined
      if (data === undefined) return 'ended'
      if (data.talk) return 'talk'
    }
  }
  const [heard, other] = [talks(anna), talks(elsewhere).catch(() => 'ended')]
  const { id } = await house.ok('createComment', { body: { record: 'buy', text: 'Gut so.' } })
  expect(await heard).toBe('talk')
  for (const act of [
    () => house.ok('answerComment', { params: { id }, body: { text: 'Ja.' } }),
    () => house.ok('resolveComment', { params: { id }, body: { resolved: true } }),
    () => house.ok('deleteComment', { params: { id } }),
    () => house.ok('restoreComment', { params: { id } }),
  ]) {
    const next = talks(anna)
    await act()
    expect(await next).toBe('talk')
  }
  elsewhere.close()
  expect(await other).toBe('ended')
  anna.close()
})

test('what is said about a thing of the library is heard where its page is open, and nowhere else', async () => {
  const edits = ['till', 'shelf'].map((id) => ({
    ...{ do: 'make' as const, id, kind: 'touchpoint' as const, journey: null },
    fields: { name: { de: id } },
  }))
  await house.ok('changeAtlas', { body: { id: 'things', edits } })
  const page = (record: string, caller: Parameters<House['as']>[0]) =>
    openEvents(`${url}${pathOf('watchAtlas')}?record=${record}&window=page`, house.as(caller))
  const streams = [await page('till', 'viewer'), await page('shelf', 'viewer'), await page('till', 'foreign')] as const
  const heard: string[] = []
  const listening = streams.map(async (stream, at) => {
    for (;;) {
      const next = await stream.next().catch(() => undefined)
      if (next === undefined) return
      if (JSON.stringify(next.data) === '{"talk":true}') heard.push(`${at}`)
    }
  })
  const { id } = await house.ok('createComment', { body: { record: 'till', text: 'Zu eng?' } })
  // A line between processes takes a moment to be there; what is said before is said again.
  for (let times = 0; times < 50 && heard.length === 0; times++) {
    await house.ok('answerComment', { params: { id }, body: { text: 'Ja.' } })
    await new Promise((done) => setTimeout(done, 100))
  }
  await house.ok('createComment', { body: { record: 'buy', text: 'Etwas anderes' } })
  await new Promise((done) => setTimeout(done, 300))
  for (const stream of streams) stream.close()
  await Promise.all(listening)
  expect(new Set(heard)).toEqual(new Set(['0']))
})
