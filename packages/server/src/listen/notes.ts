// Leaves out notes that repeat: a full customer or a blocked address would else write a row with every event. Remembers per process.
import { DAY_MS } from '@lotse/core/base'
import type { IdentityNote, NoteKind } from '@lotse/core/listen'
import { LRUCache } from 'lru-cache'

/** Each of these is a fact of its own, however often it happens. */
const ALWAYS: ReadonlySet<NoteKind> = new Set(['linked', 'shared_device'])
const REMEMBERED_MAX = 50_000

/** A filter that lets a refusal of one customer's kind of identifier pass once in 24 hours. */
export function noteFilter(): (notes: readonly IdentityNote[], now: number) => readonly IdentityNote[] {
  const told = new LRUCache<string, number>({ max: REMEMBERED_MAX })
  return (notes, now) =>
    notes.filter(({ note, customer, identifier }) => {
      if (ALWAYS.has(note)) return true
      const key = `${note}:${customer}:${identifier.kind}`
      const last = told.get(key)
      if (last !== undefined && now - last < DAY_MS) return false
      told.set(key, now)
      return true
    })
}
