// Signatures of deliveries: each way by a known example, and everything that must not pass.
import { createHmac } from 'node:crypto'
import type { SignatureScheme } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { signatureFault } from './signature.ts'

const NOW = 1_700_000_000_000
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const BODY = Buffer.from('{"test": 2432232314}')
const seconds = (ms = NOW) => String(Math.floor(ms / 1000))
const hmac = (key: string | Buffer, ...parts: (string | Buffer)[]) => {
  const digest = createHmac('sha256', key)
  for (const part of parts) digest.update(part)
  return digest
}

/** The headers of a well-signed delivery. */
function signed(scheme: SignatureScheme, secret = SECRET, body = BODY, at = NOW): Record<string, string> {
  const time = seconds(at)
  if (scheme === 'standard') {
    const digest = hmac(Buffer.from(secret.replace('whsec_', ''), 'base64'), `msg_1.${time}.`, body).digest('base64')
    return { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': `v1,AAAA v1,${digest}` }
  }
  if (scheme === 'timestamped')
    return { 'stripe-signature': `t=${time},v1=${hmac(secret, `${time}.`, body).digest('hex')},v0=x` }
  if (scheme === 'hex') return { 'x-hub-signature-256': `sha256=${hmac(secret, body).digest('hex')}` }
  return { 'x-shopify-hmac-sha256': hmac(secret, body).digest('base64') }
}
const fault = (scheme: SignatureScheme, headers: Record<string, string>, body = BODY, now = NOW) =>
  signatureFault(scheme, SECRET, { header: (name) => headers[name], body, now })

const SCHEMES = ['standard', 'timestamped', 'hex', 'base64'] as const
const TIMED = ['standard', 'timestamped'] as const

test('L98 the example of the Standard Webhooks specification fits', () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  expect(fault('standard', headers, BODY, 1_614_265_330_000)).toBeNull()
})

test.each(SCHEMES)('L98 %s: what is signed well passes; another secret, body or no signature does not', (scheme) => {
  expect(fault(scheme, signed(scheme))).toBeNull()
  expect(fault(scheme, signed(scheme, 'whsec_b3RoZXI='))).toMatch(/does not fit/)
  expect(fault(scheme, signed(scheme), Buffer.from('{"test": 1}'))).toMatch(/does not fit/)
  expect(fault(scheme, {})).toMatch(/needed/)
  const empty = Object.fromEntries(Object.keys(signed(scheme)).map((name) => [name, '']))
  expect(fault(scheme, empty)).not.toBeNull()
})

test.each(TIMED)('L98 %s: one that was seen five minutes ago may not be sent again', (scheme) => {
  expect(fault(scheme, signed(scheme, SECRET, BODY, NOW - 300_000))).toBeNull()
  expect(fault(scheme, signed(scheme, SECRET, BODY, NOW - 302_000))).toMatch(/5 minutes/)
  expect(fault(scheme, signed(scheme, SECRET, BODY, NOW + 302_000))).toMatch(/5 minutes/)
})

test('L98 a time that is none is refused', () => {
  expect(fault('standard', { ...signed('standard'), 'webhook-timestamp': 'NaN' })).toMatch(/time/)
  expect(fault('timestamped', { 'stripe-signature': 'v1=00' })).toMatch(/time/)
  expect(fault('timestamped', { 'stripe-signature': ',,=,t,v1' })).toMatch(/time/)
})
