// What of a message reaches the log.
import { parseTrack } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { type Arrival, incoming } from './tracked.ts'

const arrival: Arrival = {
  workspaceId: 1,
  sourceId: 1,
  arrived: Date.UTC(2026, 2, 29),
  origin: 'tracking',
  trusted: false,
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

test.each([
  ['granted', 'email', false, 'requested'],
  ['granted', 'email', true, 'granted'],
  ['refused', 'email', false, 'refused'],
  ['requested', 'email', false, 'requested'],
  ['granted', 'sms', false, 'granted'],
] as const)('I4 %s for %s from a source with trust %s is taken as %s', (state, channel, trusted, taken) => {
  const properties = { channel, topic: 'news', state }
  const parsed = parseTrack({ type: 'track', event: 'Consent Changed', userId: 'ada', properties })
  if (!parsed.ok) throw new Error(parsed.fault.detail)
  const found = incoming(parsed.message, { ...arrival, trusted })
  expect(found).toMatchObject({ ok: true, event: { body: { p: { state: taken }, s: { state: taken } } } })
})
