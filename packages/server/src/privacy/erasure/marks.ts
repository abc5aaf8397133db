// Marks of erased people: keyed hashes by which an old event, an old backup or a forbidden address is known again, and nothing else told.
import type { Identifier } from '@lotse/core/listen'
import type { Secrets } from '../../base/secrets.ts'

/**
 * The mark of an identifier. Without the installation's secret it can neither be made nor guessed.
 *
 * @param workspaceId - the same identifier has another mark elsewhere.
 */
export function identityMark(secrets: Secrets, workspaceId: number, { kind, value }: Identifier): Buffer {
  return Buffer.from(secrets.sign('erased identity', JSON.stringify([workspaceId, kind, value])), 'base64url')
}

/** The mark of an address that must not be written to again. */
export function addressMark(secrets: Secrets, workspaceId: number, channel: string, address: string): Buffer {
  return Buffer.from(
    secrets.sign('erased address', JSON.stringify([workspaceId, channel, address.toLowerCase()])),
    'base64url',
  )
}
