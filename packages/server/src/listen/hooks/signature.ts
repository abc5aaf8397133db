// Whether a delivery is signed as its source asks for: four usual ways of HMAC-SHA-256, compared in constant time. Knows no source.
//
// standard     Standard Webhooks 1.0.0 (github.com/standard-webhooks): webhook-id, webhook-timestamp, webhook-signature "v1,BASE64 ..."
//              over "ID.TIMESTAMP.BODY", by a secret "whsec_BASE64"
// timestamped  Stripe's: Stripe-Signature or X-Signature "t=SECONDS,v1=HEX" over "SECONDS.BODY"
// hex          GitHub's: X-Hub-Signature-256 or X-Signature-256 "sha256=HEX" over the body
// base64       Shopify's: X-Shopify-Hmac-Sha256 or X-Hmac-Sha256 "BASE64" over the body
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SignatureScheme } from '@lotse/protocol'

/** A delivery as it came. `body`: the very bytes. `now`: UTC milliseconds. */
export type Signed = {
  readonly header: (name: string) => string | undefined
  readonly body: Buffer
  readonly now: number
}

/** What is wrong, as a sentence for whoever sets it up; null: it is signed well. */
export type SignatureFault = string | null

/** Older or younger deliveries are refused, because somebody may send a seen one again. */
const TOLERANCE_MS = 5 * 60_000
/** While a secret changes, a delivery may carry two signatures. */
const SIGNATURES_MAX = 10

/**
 * Looks at a delivery's signature.
 *
 * @param secret - as the sender gave it.
 */
export function signatureFault(scheme: SignatureScheme, secret: string, signed: Signed): SignatureFault {
  switch (scheme) {
    case 'standard':
      return standardFault(secret, signed)
    case 'timestamped':
      return timestampedFault(secret, signed)
    case 'hex':
      return plainFault(signed, { names: ['x-hub-signature-256', 'x-signature-256'], encoding: 'hex', secret })
    case 'base64':
      return plainFault(signed, { names: ['x-shopify-hmac-sha256', 'x-hmac-sha256'], encoding: 'base64', secret })
  }
}

function standardFault(secret: string, { header, body, now }: Signed): SignatureFault {
  const [id, time, given] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')]
  if (id === undefined || time === undefined || given === undefined)
    return 'the headers webhook-id, webhook-timestamp and webhook-signature are needed'
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const digest = digestOf(key, Buffer.from(`${id}.${time}.`), body)
  const versions = given.split(' ').filter((part) => part.startsWith('v1,'))
  return (
    timeFault(time, now) ??
    matchFault(
      digest,
      versions.map((part) => Buffer.from(part.slice(3), 'base64')),
    )
  )
}

function timestampedFault(secret: string, { header, body, now }: Signed): SignatureFault {
  const given = header('stripe-signature') ?? header('x-signature')
  if (given === undefined) return 'the header Stripe-Signature or X-Signature is needed'
  const parts = given.split(',').map((part) => part.trim().split('='))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  const digest = digestOf(secret, Buffer.from(`${time}.`), body)
  const versions = parts.filter(([name]) => name === 'v1').map(([, value = '']) => Buffer.from(value, 'hex'))
  return timeFault(time, now) ?? matchFault(digest, versions)
}

type Plain = { readonly names: readonly string[]; readonly encoding: 'hex' | 'base64'; readonly secret: string }

function plainFault({ header, body }: Signed, { names, encoding, secret }: Plain): SignatureFault {
  const given = names.map(header).find((value) => value !== undefined)
  if (given === undefined) return `the header ${names.join(' or ')} is needed`
  return matchFault(digestOf(secret, body), [Buffer.from(given.trim().replace(/^sha256=/, ''), encoding)])
}

function timeFault(seconds: string, now: number): SignatureFault {
  const at = /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : Number.NaN
  if (Math.abs(now - at) <= TOLERANCE_MS) return null
  return 'the time of the signature is missing, or more than 5 minutes away'
}

function matchFault(digest: Buffer, given: readonly Buffer[]): SignatureFault {
  const fits = given
    .slice(0, SIGNATURES_MAX)
    .some((one) => one.length === digest.length && timingSafeEqual(one, digest))
  return fits ? null : 'the signature does not fit: another secret, or the body was changed on its way'
}

function digestOf(key: string | Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}
