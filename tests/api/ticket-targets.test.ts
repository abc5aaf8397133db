// Where units open their tickets: said, inherited, put aside with the connection; and tickets of what passes a filter that is off.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TicketStage } from './ticket-stage.ts'

let stage: TicketStage
beforeAll(async () => {
  stage = await TicketStage.build()
}, 60_000)
afterAll(() => stage?.close())

test('[R0.20] with the filter of a department switched off, what is submitted has its ticket without anybody deciding; elsewhere a person still does', async () => {
  const { house, stage: company } = stage
  const off = { mode: 'off' as const, approvers: [], capacity: null }
  await house.ok('setFilter', { params: { id: company.units.web }, body: { filter: off } }, company.as('cora'))
  const id = await company.insight()
  await company.move(id, 'cora', { step: 'submit' })
  await stage.round()
  await stage.round()
  const ticket = await house.ok('getInsightTicket', { params: { id } }, company.as('wanda'))
  expect([ticket.state, await stage.status(id)]).toEqual(['linked', 'ticket'])
  const { decisions } = await house.ok('getInsightWork', { params: { id } }, company.as('wanda'))
  expect(decisions).toMatchObject([{ verdict: 'pass' }])
  await house.ok('setFilter', { params: { id: company.units.web }, body: { filter: null } }, company.as('cora'))
  const waits = await company.insight()
  await company.move(waits, 'cora', { step: 'submit' })
  await stage.round()
  await stage.round()
  expect(await stage.status(waits)).toBe('backlog')
})

test('each unit says where its tickets are opened, and says so no longer', async () => {
  const { house, stage: company, connection } = stage
  const targets = async () => (await house.ok('listTicketTargets', {}, company.as('cora'))).items
  const ofWeb = async () => (await targets()).find(({ unitId }) => unitId === company.units.web)
  const said = await ofWeb()
  expect(JSON.stringify(said)).toContain('CX')
  const target = { connectionId: connection, project: 'OTHER' }
  await house.ok('setTicketTarget', { params: { id: company.units.web }, body: { target } }, company.as('cora'))
  expect(JSON.stringify(await ofWeb())).toContain('OTHER')
  await house.ok('setTicketTarget', { params: { id: company.units.web }, body: { target: null } }, company.as('cora'))
  expect(JSON.stringify(await ofWeb())).not.toContain('OTHER')
})

test('a connection is put aside and brought back, and its tickets stay as they are', async () => {
  const { house, connection } = stage
  const names = async () => (await house.ok('listTicketConnections', {})).items.map(({ id }) => id)
  await house.ok('removeTicketConnection', { params: { id: connection } })
  expect(await names()).not.toContain(connection)
  const back = await house.ok('restoreTicketConnection', { params: { id: connection } })
  expect(back.id).toBe(connection)
  expect(await names()).toContain(connection)
})
