// Figures and files that screens ask for: what moves, how the installation is, the list of customers as a file, owners of templates.
import { operations } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { openEvents } from './listen.ts'

let house: House
beforeAll(async () => {
  house = await House.build()
  await house.track([
    { type: 'identify', userId: 'anna', traits: { name: 'Anna Größe', email: 'anna@shop.example' } },
    { type: 'track', event: 'Seen', userId: 'anna' },
  ])
  await house.settle()
})
afterAll(() => house.close())

test('what moves is told for each span, to everybody and of the own workspace alone', async () => {
  for (const span of ['now', 'day', 'week'] as const) {
    const motion = await house.ok('getMotion', { query: { span } }, house.as('leadership'))
    expect(motion.span).toBe(span)
  }
  const own = JSON.stringify(await house.ok('getMotion', { query: { span: 'day' } }))
  const foreign = JSON.stringify(await house.ok('getMotion', { query: { span: 'day' } }, house.as('foreign')))
  expect(own).toContain('Site')
  expect(foreign).not.toContain('Site')
})

test('how the installation is, is told to administrators', async () => {
  const { findings, state } = await house.ok('getHealth', {})
  expect(findings.length).toBeGreaterThan(5)
  expect(['well', 'watch', 'wrong']).toContain(state)
  expect((await house.call('getHealth', {}, house.as('data'))).json.code).toBe('auth.forbidden')
})

test('the list of customers goes into a file, with its filters', async () => {
  const file = async (find: string) => (await house.call('exportCustomers', { query: { find, language: 'de' } })).text
  expect(await file('anna')).toContain('Anna Größe')
  expect(await file('nobody')).not.toContain('Anna Größe')
})

test('a template is handed to a unit, and back to nobody', async () => {
  const unit = await house.ok('createUnit', { body: { kind: 'department', name: 'Marketing' } })
  await house.ok('createTemplateVersion', {
    params: { key: 'hello' },
    body: {
      lotse: 'template/1',
      name: 'Hello',
      channel: 'email',
      locale: 'en',
      subject: 'Hello',
      body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>',
    },
  })
  const params = { key: 'hello' }
  expect((await house.ok('setTemplateOwner', { params, body: { ownerId: unit.id } })).ownerId).toBe(unit.id)
  expect((await house.ok('setTemplateOwner', { params, body: { ownerId: null } })).ownerId).toBeNull()
})

test('the live list of events opens', async () => {
  const url = await house.app.listen({ port: 0 })
  // Throws unless it is answered with 200.
  const stream = await openEvents(url + pathOf('watchEvents'), house.as('viewer'))
  stream.close()
  await expect(openEvents(url + pathOf('watchEvents'), house.as('leadership'))).rejects.toThrow('403')
})

const pathOf = (name: 'watchEvents'): string => operations[name].path
