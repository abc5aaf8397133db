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
  expect((await tell('viewer', 'viewer', 'x'.repeat(81))).status).toBe(400)
})
