// The chain of audit entries: each entry's hash covers what it says and the hash before it. Pure; reads and writes nothing.
import { createHash } from 'node:crypto'
import { canonicalJson } from '@lotse/core/base'
import type { ChainRow } from '../../adapters/store/audit-chain.ts'

/**
 * The hash of an entry: SHA-256 over the canonical JSON of what it says, its place, and the hash before it.
 *
 * @param before - of the entry one place earlier; null at place 1.
 */
export function linkHash(before: Buffer | null, link: ChainRow): Buffer {
  const said = { ...link, before: before?.toString('hex') ?? null }
  return createHash('sha256').update(canonicalJson(said)).digest()
}

/** A place whose hash was written down outside of the database. */
export type Anchor = { readonly workspaceId: number; readonly place: number; readonly hash: string }

/**
 * What does not fit. `changed`: the entry is not what was sealed, or not where. `missing`: no entry at this place. `cut_off`: an anchor
 * names a place after the last one. `rewritten`: the chain fits in itself, but not an anchor.
 */
export type Break = { readonly at: number; readonly why: 'changed' | 'missing' | 'cut_off' | 'rewritten' }

/** Follows a chain entry by entry. */
export class ChainWalk {
  place = 0
  hash: Buffer | null = null
  readonly #anchors: ReadonlyMap<number, string>
  readonly #furthest: number

  /** @param anchors - of this workspace. */
  constructor(anchors: readonly Anchor[]) {
    this.#anchors = new Map(anchors.map(({ place, hash }) => [place, hash]))
    this.#furthest = Math.max(0, ...anchors.map(({ place }) => place))
  }

  /** Takes the next entry by place. Answers what is wrong, if anything. */
  next(link: ChainRow, stored: Buffer): Break | undefined {
    const at = this.place + 1
    if (link.place !== at) return { at, why: 'missing' }
    const hash = linkHash(this.hash, link)
    if (!hash.equals(stored)) return { at, why: 'changed' }
    const anchor = this.#anchors.get(at)
    if (anchor !== undefined && anchor !== hash.toString('hex')) return { at, why: 'rewritten' }
    this.place = at
    this.hash = hash
    return undefined
  }

  /** Called after the last entry. */
  end(): Break | undefined {
    return this.#furthest > this.place ? { at: this.place + 1, why: 'cut_off' } : undefined
  }
}
