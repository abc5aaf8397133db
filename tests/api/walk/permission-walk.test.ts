// The permission walk: every operation × every role × own, foreign and other workspace's things, against the table of permissions (E9).
import { type Operation, type OperationName, operations, type Role, reachOf, roles } from '@lotse/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../house.ts'
import { at, type Fixture } from './fixture.ts'
import { fixtures } from './fixtures.ts'
import { ELSEWHERE, type Place, Stage } from './stage.ts'

const all = Object.entries(operations) as [OperationName, Operation][]
const guarded = all.filter(([, { allow }]) => allow !== 'public')

let stage: Stage
beforeAll(async () => {
  stage = await Stage.build()
})
afterAll(() => stage?.close())

test('O1 every operation has its fixture', () => {
  const missing = guarded.map(([name]) => name).filter((name) => !(name in fixtures))
  const sentence = `tests/api/walk/fixtures.ts needs a line for: ${missing.join(', ')}. docs/permissions.md says how.`
  expect(missing, sentence).toEqual([])
  const gone = Object.keys(fixtures).filter((name) => !(name in operations))
  expect(gone, 'these fixtures belong to no operation').toEqual([])
})

type Where = 'own' | 'foreign' | 'elsewhere'

/** What the table says: the status and code of the answer, or that the work is done. */
function expected(role: Role, operation: Operation, where: Where): string {
  const { allow, owned } = operation
  const reach = allow === 'public' || allow === 'member' ? 'all' : reachOf([role], allow)
  if (reach === undefined) return '403 auth.forbidden'
  if (where === 'elsewhere') return 'nothing there'
  if (owned !== undefined && reach === 'own' && where === 'foreign') return '403 auth.not_owner'
  return 'done'
}

type Statuses = { readonly where: Where; readonly done: number; readonly elsewhere: number }

function answered(reply: Reply, { where, done, elsewhere }: Statuses): string {
  const { status } = reply
  if (reply.text.includes(ELSEWHERE)) return `${status} and it shows what is in the other workspace: ${reply.text}`
  if (where === 'elsewhere' && status === elsewhere) return 'nothing there'
  if (where !== 'elsewhere' && status === done) return 'done'
  const { code, detail = '' } = reply.json
  const plain = code === 'auth.forbidden' || code === 'auth.not_owner'
  return plain ? `${status} ${code}` : `${status} ${code ?? reply.text.slice(0, 200)} ${detail}`
}

async function walk(name: OperationName, fixture: Fixture, role: Role, where: Where): Promise<string> {
  const operation: Operation = operations[name]
  const { ours, theirs, foreignUnit } = stage
  const owner = { own: ours.unit, foreign: foreignUnit, elsewhere: theirs.unit }[where]
  const workspace = (where === 'elsewhere' ? theirs : ours).workspace
  const place: Place = stage.place(role, { workspace, owner })
  const input = {
    params: await at(fixture.params, place),
    query: await at(fixture.query, place),
    body: await at(fixture.body, place),
  }
  const reply = await stage.call(name, input, await stage.session(role))
  await fixture.after?.(place)
  const { answers = operation.status ?? 200 } = fixture
  return answered(reply, { where, done: answers, elsewhere: fixture.elsewhere ?? 404 })
}

/** Without a thing in its path an operation has no "elsewhere"; what units do not own has no "foreign". */
function wheresOf(name: OperationName, { elsewhere }: Fixture): readonly Where[] {
  const { owned, path }: Operation = operations[name]
  const named = path.includes('{') || elsewhere !== undefined
  return ['own', ...(owned ? (['foreign'] as const) : []), ...(named ? (['elsewhere'] as const) : [])]
}

describe('[R0.46] O1 E9 who may do what, to which thing', () => {
  test.each(guarded.map(([name]) => name).filter((name) => name in fixtures))('%s', async (name) => {
    const operation: Operation = operations[name]
    const fixture = fixtures[name] ?? {}
    const said: string[] = []
    const done: string[] = []
    for (const role of roles)
      for (const where of wheresOf(name, fixture)) {
        const should = expected(role, operation, where)
        // A stream that opens never ends here; that it opens is shown beside.
        if (operation.stream && should === 'done') continue
        said.push(`${role} ${where}: ${should}`)
        done.push(`${role} ${where}: ${await walk(name, fixture, role, where)}`)
      }
    expect(done).toEqual(said)
  })
})
