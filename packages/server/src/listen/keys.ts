// Dedupe keys: what makes two sent events the same one. Reads no database.
import { hash } from 'node:crypto'
import { KEY_BYTES } from '../adapters/store/ingest.ts'
import type { Entry } from './entry.ts'

/** Positions of entries whose message id does not stand earlier in the list. */
export function firstOccurrences(entries: readonly Entry[]): readonly number[] {
  const seen = new Set<string>()
  const firsts: number[] = []
  for (const [at, { event }] of entries.entries()) {
    const before = seen.size
    if (seen.add(idOf(event)).size > before) firsts.push(at)
  }
  return firsts
}

/** The keys of entries one after the other: the first bytes of SHA-256 over workspace and message id. */
export function keysOf(entries: readonly Entry[]): Buffer {
  const keys = Buffer.allocUnsafe(entries.length * KEY_BYTES)
  for (const [at, { event }] of entries.entries())
    hash('sha256', idOf(event), 'buffer').copy(keys, at * KEY_BYTES, 0, KEY_BYTES)
  return keys
}

function idOf(event: { readonly workspaceId: number; readonly messageId: string }): string {
  return `${event.workspaceId}:${event.messageId}`
}
