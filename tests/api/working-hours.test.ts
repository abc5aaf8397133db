// Working hours of a workspace and its units through the API: who has which, what they mean now, who may change them, two at once.
import { AROUND_THE_CLOCK } from '@lotse/core/base'
import type { WorkingCalendar } from '@lotse/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House

beforeAll(async () => {
  house = await House.build()
  await house.ok('updateWorkspace', { body: { zone: 'Europe/Berlin' } })
  await house.ok('updateWorkspace', { body: { zone: 'Europe/Berlin' } }, house.as('foreign'))
})
afterAll(() => house?.close())
beforeEach(async () => {
  await house.world.pool.query('delete from working_calendar')
})

const nine = [{ from: '09:00', to: '17:00' }]
const office: WorkingCalendar = {
  zone: null,
  week: [nine, nine, nine, nine, nine, [], []],
  holidays: { region: 'DE-SH', without: [], with: [] },
  days: [
    {
      name: 'Heiligabend',
      from: '2026-12-24',
      to: '2026-12-24',
      yearly: true,
      spans: [{ from: '09:00', to: '12:00' }],
    },
  ],
}
const put = (calendar: WorkingCalendar | null, version = 0) =>
  house.ok('updateWorkingCalendar', { body: { calendar, version } })
const unit = async (name: string, parentId: string | null = null) =>
  (await house.ok('createUnit', { body: { kind: 'team', name, parentId } })).id

describe('what working hours mean now', () => {
  test('where nobody said any, it is open around the clock', async () => {
    expect(await house.ok('getWorkingCalendar', {})).toMatchObject({
      calendar: null,
      own: false,
      version: 0,
      from: { kind: 'nobody' },
      now: { open: true, until: null },
    })
  })

  test('open until when, closed until when, in the workspace’s zone; ten days with the reason of each', async () => {
    // Friday, 20 November 2026, 13:00 in Berlin.
    expect((await put(office)).now).toMatchObject({ open: true, until: '2026-11-20T16:00:00.000Z' })
    house.now = Date.parse('2026-12-23T18:00:00Z')
    const { now, before, days } = await house.ok('getWorkingCalendar', {})
    expect(now).toEqual({
      at: '2026-12-23T18:00:00.000Z',
      open: false,
      until: '2026-12-24T08:00:00.000Z',
      nextOpening: '2026-12-24T08:00:00.000Z',
    })
    expect([before.date, before.spans.length]).toEqual(['2026-12-22', 1])
    expect(days.map(({ date }) => date.slice(8)).join(' ')).toBe('23 24 25 26 27 28 29 30 31 01')
    expect(days.map(({ because, spans }) => [because.kind, spans.length])).toEqual([
      ...[
        ['week', 1],
        ['own', 1],
        ['holiday', 0],
        ['holiday', 0],
        ['week', 0],
      ],
      ...[
        ['week', 1],
        ['week', 1],
        ['week', 1],
        ['week', 1],
        ['holiday', 0],
      ],
    ])
    house.now = Date.parse('2026-11-20T12:00:00Z')
  })

  test('another zone of the calendar’s own moves the hours; one that does not exist is refused', async () => {
    const { now, zone } = await put({ ...office, zone: 'America/New_York' })
    expect([zone, now.open, now.until]).toEqual(['America/New_York', false, '2026-11-20T14:00:00.000Z'])
    const refused = await house.call('updateWorkingCalendar', {
      body: { calendar: { ...office, zone: 'Mars/Olympus' }, version: 1 },
    })
    expect(refused.json).toMatchObject({ status: 400, code: 'request.invalid', field: 'calendar.zone' })
  })

  test('a preview says the same without changing anything, and lists a year’s holidays', async () => {
    const preview = await house.ok('previewWorkingCalendar', { body: { calendar: office, year: 2027 } })
    expect(preview.now.open).toBe(true)
    expect(preview.holidays.find(({ key }) => key === 'reformation')).toEqual({
      date: '2027-10-31',
      key: 'reformation',
      names: { de: 'Reformationstag', en: 'Reformation Day' },
      partly: false,
      kept: true,
    })
    expect((await house.ok('getWorkingCalendar', {})).calendar).toBeNull()
    const { items } = await house.ok('listHolidayRegions', {})
    expect(items).toHaveLength(51)
    expect(items).toContainEqual({ region: 'DE-BY', names: { de: 'Bayern', en: 'Bavaria' } })
  })
})

describe('WT7 units and their hours', () => {
  test('own ones, else the nearest above, else the workspace’s; taking own ones away brings those back', async () => {
    const north = await unit('Nord')
    const kiel = await unit('Kiel', north)
    const chat = await unit('Chat', kiel)
    const of = async (id: string) => (await house.ok('getUnitWorkingCalendar', { params: { id } })).from
    expect(await of(chat)).toEqual({ kind: 'nobody', unitId: null, name: null })
    await put(office)
    expect(await of(chat)).toEqual({ kind: 'workspace', unitId: null, name: null })
    const late = { ...office, week: office.week.map(() => [{ from: '20:00', to: '04:00' }]) }
    const set = await house.ok('updateUnitWorkingCalendar', {
      params: { id: north },
      body: { calendar: late, version: 0 },
    })
    expect(set).toMatchObject({ own: true, version: 1, now: { open: false }, unitsWithOwn: [north] })
    expect(await of(chat)).toEqual({ kind: 'unit', unitId: north, name: 'Nord' })
    expect(await of(kiel)).toMatchObject({ unitId: north })
    await house.ok('updateUnitWorkingCalendar', { params: { id: kiel }, body: { calendar: office, version: 0 } })
    expect(await of(chat)).toMatchObject({ unitId: kiel, name: 'Kiel' })
    await house.ok('updateUnitWorkingCalendar', { params: { id: kiel }, body: { calendar: null, version: 1 } })
    const inherited = await house.ok('getUnitWorkingCalendar', { params: { id: chat } })
    expect([inherited.own, inherited.version, inherited.calendar?.week]).toEqual([false, 0, late.week])
    expect((await house.ok('getWorkingCalendar', {})).calendar?.week).toEqual(office.week)
    await house.ok('updateUnitWorkingCalendar', { params: { id: north }, body: { calendar: null, version: 1 } })
    expect(await of(chat)).toMatchObject({ kind: 'workspace' })
  })

  test('a unit of another workspace is not found, and its hours stay', async () => {
    const foreign = house.as('foreign')
    const theirs = (await house.ok('createUnit', { body: { kind: 'team', name: 'Fremd' } }, foreign)).id
    const body = { calendar: office, version: 0 }
    expect((await house.call('getUnitWorkingCalendar', { params: { id: theirs } })).status).toBe(404)
    expect((await house.call('updateUnitWorkingCalendar', { params: { id: theirs }, body })).status).toBe(404)
    await put(office)
    expect((await house.ok('getWorkingCalendar', {}, foreign)).calendar).toBeNull()
  })
})

describe('changing working hours', () => {
  test('of two who changed the same edition the second is told, whichever way they change it', async () => {
    await put(office)
    const again = { ...office, week: office.week.map(() => nine) }
    const changes = [
      house.call('updateWorkingCalendar', { body: { calendar: again, version: 1 } }),
      house.call('updateWorkingCalendar', { body: { calendar: null, version: 1 } }),
    ]
    expect((await Promise.all(changes)).map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('an edition that is no longer the newest is neither changed nor taken away', async () => {
    await put(office)
    const { version } = await put({ ...office, days: [] }, 1)
    for (const calendar of [office, null]) {
      const late = await house.call('updateWorkingCalendar', { body: { calendar, version: 1 } })
      expect(late.json).toMatchObject({ status: 409, code: 'conflict', version })
    }
    expect((await house.ok('getWorkingCalendar', {})).calendar).toEqual({ ...office, days: [] })
  })

  test('two who say them for the first time at once: one is told', async () => {
    const first = () => house.call('updateWorkingCalendar', { body: { calendar: office, version: 0 } })
    expect((await Promise.all([first(), first()])).map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('the audit log keeps what they were and what they became', async () => {
    await put(office)
    await put({ ...office, days: [] }, 1)
    const { items } = await house.ok('listAudit', { query: { limit: 1 } })
    expect(items[0]).toMatchObject({
      operation: 'updateWorkingCalendar',
      detail: { calendar: { before: { days: [{ name: 'Heiligabend' }] }, after: { days: [] } } },
    })
  })

  test('rubbish is refused and changes nothing', async () => {
    await put(office)
    const rubbish = [
      { ...office, week: [] },
      { ...office, week: office.week.map(() => [{ from: '25:00', to: '26:00' }]) },
      { ...office, holidays: { region: 'DE-XX', without: [], with: [] } },
      { ...office, days: [{ name: '', from: '2026-01-01', to: '2026-01-01', yearly: false, spans: [] }] },
      { ...office, days: Array.from({ length: 401 }, () => ({ ...office.days[0] })) },
      { ...AROUND_THE_CLOCK, more: true },
    ]
    for (const calendar of rubbish) {
      const body = JSON.stringify({ calendar, version: 1 })
      const reply = await house.send('PUT', '/api/v1/workspace/working-calendar', { body, headers: house.as('admin') })
      expect([reply.status, reply.json.code], JSON.stringify(calendar).slice(0, 80)).toEqual([400, 'request.invalid'])
    }
    expect((await house.ok('getWorkingCalendar', {})).calendar).toEqual(office)
  })

  test('everybody reads them, only admins and service leads change them', async () => {
    const body = { calendar: office, version: 0 }
    expect((await house.call('getWorkingCalendar', {}, house.as('viewer'))).status).toBe(200)
    for (const role of ['viewer', 'department', 'service_agent', 'cx'] as const)
      expect((await house.call('updateWorkingCalendar', { body }, house.as(role))).status, role).toBe(403)
    expect((await house.call('updateWorkingCalendar', { body }, house.as('service_lead'))).status).toBe(200)
  })
})
