// What a role sees that may not read personal data: every answer, stream and file is walked for values that were planted (E9).
import { mayRole, type Operation, type OperationName, operations, roles } from '@lotse/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allOperations, House } from './house.ts'

let house: House
let id: string
let url: string

/** Values that tell who she is; none of them may reach a role without `personal.read`. */
const PLANTED = {
  email: 'zenobia.plantagenet@secretmail.example',
  phone: '+4915199887766',
  userId: 'zenobia-plantagenet-77',
  name: 'Zenobia Plantagenet',
  street: 'Wellenbrecherweg 12',
  city: 'Kleinkummerfeld',
  remark: 'allergic to quince marmalade',
  note: 'rang twice about the quince',
  company: 'Plantagenet Teppiche',
}
const needles = Object.values(PLANTED).flatMap((value) => [
  value,
  ...value.split(/[\s@]/).filter((word) => word.length > 6),
])
const blind = roles.filter((role) => !mayRole(role, 'personal.read'))

beforeAll(async () => {
  house = await House.build()
  const { email, phone, userId, name, street, city, remark, note, company } = PLANTED
  await house.track([
    { type: 'identify', userId, traits: { email, phone, name, address: { street, city }, plan: 'gold', orders: 3 } },
    {
      type: 'track',
      event: 'Order Completed',
      userId,
      properties: { remark, [email]: 1, list: [{ name }], total: 12.5 },
    },
    { type: 'page', name: 'Home', userId, properties: { url: `https://shop.example/?q=${email}`, referrer: remark } },
    { type: 'group', groupId: 'g-1', userId, traits: { name: company, plan: 'pro' } },
    { type: 'track', userId, properties: { remark } },
  ])
  await house.settle()
  id = await house.customer(userId)
  const consent = {
    channel: 'email',
    topic: 'news',
    state: 'granted',
    source: 'phone call',
    wording: 'May we?',
  } as const
  await house.ok('stateConsent', { params: { id }, body: consent })
  await house.ok('createNote', { params: { id }, body: { text: note } })
  await house.settle()
  url = await house.app.listen({ port: 0 })
})
afterAll(() => house.close())

const pathOf = async (operation: Operation): Promise<string> => {
  const { rows } = await house.world.pool.query<{ bucket: number; txid: string; seq: number }>(
    'select bucket, txid::text, seq from event where customer_id = $1 order by seq desc limit 1',
    [id],
  )
  const event = rows.map((row) => `${row.bucket}-${row.txid}-${row.seq}`)[0] ?? ''
  return operation.path
    .replace('/events/{id}', `/events/${event}`)
    .replace('{name}', encodeURIComponent('Order Completed'))
    .replace('{id}', id)
    .replace(/\{\w+\}/g, '1')
}

const readings = allOperations.filter(([, { method, allow }]) => method === 'GET' && allow !== 'public')

test('an administrator sees what was planted, so that the walk below looks for what is there', async () => {
  const { text } = await house.send('GET', `/api/v1/customers/${id}`, { headers: house.as('admin') })
  for (const value of [PLANTED.email, PLANTED.name, PLANTED.street, PLANTED.company]) expect(text).toContain(value)
  expect((await house.send('GET', `/api/v1/customers/${id}/timeline`, { headers: house.as('admin') })).text).toContain(
    PLANTED.remark,
  )
})

describe.each(blind)('E9 PD1 %s', (role) => {
  test.each(readings)('%s shows nothing that tells who she is', async (_, operation: Operation) => {
    const path = await pathOf(operation)
    if (operation.stream) {
      const opened = await fetch(url + path, { headers: house.as(role), signal: AbortSignal.timeout(400) }).catch(
        () => null,
      )
      if (!opened?.ok || !opened.body) return
      let text = ''
      try {
        for await (const chunk of opened.body.pipeThrough(new TextDecoderStream())) text += chunk
      } catch {
        // The stream is cut by the timeout; what came until then counts.
      }
      return expect(found(text)).toEqual([])
    }
    const { text } = await house.send('GET', path, { headers: house.as(role) })
    expect(found(text)).toEqual([])
  })
})

const found = (text: string): string[] => needles.filter((needle) => text.toLowerCase().includes(needle.toLowerCase()))

test('a viewer still sees what does not tell who somebody is', async () => {
  const { text } = await house.send('GET', `/api/v1/customers/${id}`, { headers: house.as('viewer') })
  expect(text).toContain('"plan":"gold"')
  expect(text).toContain('"orders":3')
  expect(text).toContain('Z. P.')
})

test('E9 leadership gets no list of customers, no customer and no timeline', async () => {
  for (const name of [
    'listCustomers',
    'getCustomer',
    'getTimeline',
    'watchCustomer',
  ] as const satisfies OperationName[]) {
    const reply = await house.send('GET', await pathOf(operations[name]), { headers: house.as('leadership') })
    expect([reply.status, reply.json.code], name).toEqual([403, 'auth.forbidden'])
  }
})

test('PD2 who sees masks cannot try values out: searching by identifier, text or hidden value is refused', async () => {
  const tries = [
    `/api/v1/customers?identity=${encodeURIComponent(`email:${PLANTED.email}`)}`,
    '/api/v1/customers?find=zenobia',
    `/api/v1/customers?cond=${encodeURIComponent('trait.name = "Zenobia Plantagenet"')}`,
    `/api/v1/events?property=${encodeURIComponent(`remark=${PLANTED.remark}`)}`,
  ]
  for (const path of tries) {
    expect((await house.send('GET', path, { headers: house.as('viewer') })).json, path).toMatchObject({
      code: 'auth.forbidden',
      action: 'personal.read',
    })
    expect((await house.send('GET', path, { headers: house.as('cx') })).status, path).toBe(200)
  }
})

test('a preview of a mail to a customer is refused to who sees masks', async () => {
  const document = {
    lotse: 'template/1',
    name: 'Peek',
    channel: 'email',
    locale: 'en',
    subject: '{{ customer.name }}',
    body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>',
  } as const
  const refused = await house.call('previewTemplate', { body: { document, customerId: id } }, house.as('viewer'))
  expect(refused.json).toMatchObject({ code: 'auth.forbidden', action: 'personal.read' })
})
