// What of a message reaches the log.
import { parseTrack } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { type Arrival, incoming } from './tracked.ts'

const arrival: Arrival = {
  workspaceId: 1,
  sourceId: 1,
  arrived: Date.UTC(2026, 2, 29),
  origin: 'tracking',
  rules: { contactsIdentify: true, blocked: new Set(), phone: () => undefined },
  freshId: () => 'fresh',
}

test('L53 of the context only locale, time zone, campaign, page and make of the device are kept', () => {
  const context = {
    ip: '192.0.2.1',
    userAgent: 'Browser/1',
    locale: 'de-AT',
    timezone: 'Europe/Vienna',
    campaign: { name: 'spring' },
    page: { path: '/boots', secret: 'x' },
    device: { id: 'd-1', model: 'P8', advertisingId: 'a-1' },
    library: { name: 'analytics.js' },
  }
  const parsed = parseTrack({ type: 'track', event: 'Viewed', userId: 'ada', context })
  if (!parsed.ok) throw new Error(parsed.fault.detail)
  const found = incoming(parsed.message, arrival)
  expect(found).toMatchObject({ ok: true })
  expect(found.ok && found.event.body.c).toEqual({
    locale: 'de-AT',
    timezone: 'Europe/Vienna',
    campaign: { name: 'spring' },
    page: { path: '/boots' },
    device: { model: 'P8' },
  })
})
