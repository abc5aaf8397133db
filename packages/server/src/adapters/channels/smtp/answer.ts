// What an SMTP server's answer, or its silence, means for a message (RFC 5321, RFC 3463). Decides by codes, never by wording.
import type { Delivery } from '@lotse/core/ports'
import { said } from './said.ts'

/** What nodemailer tells about a failure, as far as it is used here. */
export type SmtpFailure = {
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  readonly command?: string | undefined
}

/** Answers that speak about our access, not about the message: sending it elsewhere or later may work. */
const ACCESS_CODES: readonly number[] = [421, 454, 530, 534, 535, 538]
/** Faults of which the other side never heard, or that it had with the session as a whole. */
const SESSION_CODES = [
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'EAUTH',
  'ENOAUTH',
  'EREQUIRETLS',
  'EPROXY',
]
/** Enhanced codes 5.1.x that blame the recipient's address; 5.1.7 and 5.1.8 blame the sender's. */
const BAD_ADDRESS = /^5\d\d[ -]5\.1\.(?!7\b|8\b)\d{1,3}\b/

/**
 * Maps a failure.
 *
 * @param failure - the error of the try.
 * @param bodyStarted - whether the server had asked for the body (354) and got some of it.
 */
export function deliveryOf(failure: SmtpFailure, bodyStarted: boolean): Delivery {
  const { responseCode, response } = failure
  const why = whyOf(failure)
  if (responseCode === undefined || responseCode === 0) return silence(failure, { bodyStarted, why })
  if (responseCode < 500 || ACCESS_CODES.includes(responseCode) || isSession(failure))
    return { kind: 'later', why, retryMs: null, down: ACCESS_CODES.includes(responseCode) || isSession(failure) }
  return { kind: 'refused', why, permanent: true, badAddress: BAD_ADDRESS.test(response ?? '') }
}

function isSession(failure: SmtpFailure): boolean {
  return SESSION_CODES.includes(failure.code ?? '')
}

/** No answer: before the body nothing can have been taken; after its first byte it is not known. */
function silence(failure: SmtpFailure, { bodyStarted, why }: { bodyStarted: boolean; why: string }): Delivery {
  if (bodyStarted) return { kind: 'unknown', why }
  // Nodemailer itself found the recipient's address unusable.
  if (failure.code === 'EENVELOPE') return { kind: 'refused', why, permanent: true, badAddress: true }
  return { kind: 'later', why, retryMs: null, down: true }
}

const ADDRESS = /[^\s<>]+@[^\s<>]+/g

/** Code and the server's words without addresses, so that no personal data stands in reasons. */
function whyOf({ code, responseCode, response, command }: SmtpFailure): string {
  const words = responseCode && response ? response.replace(ADDRESS, '…') : (code ?? 'no answer')
  return said(`${command ? `${command.split(' ')[0]}: ` : ''}${words}`)
}
