// What the parts of a map may ask for, handed down to all of them. Does nothing itself.
import type { AtlasEdit, AtlasKind, AtlasRecord } from '@lotse/protocol'
import { createContext, useContext } from 'react'
import type { Layout } from './layout.ts'
import type { Move, Spot } from './spots.ts'

/** What is being written. `words`: typing; `items`: choosing from the library; `from`: the text it began with. */
export type Editing = {
  readonly spot: Spot
  readonly sort: 'words' | 'items'
  readonly from: string
  readonly draft: string
}

/** What can be done at a map. All of it stays the same function while the map is open. */
export type Acts = {
  /** As of the last drawing. */
  readonly layout: () => Layout
  /** The language of what is written. */
  readonly language: () => string
  /** Says what went wrong. */
  readonly tell: (failure: unknown) => void
  readonly select: (spot: Spot, extend?: boolean) => void
  /** Begins to write; `draft` instead of what stands there: a text, or a picture that was brought. */
  readonly begin: (spot: Spot, draft?: string | File) => void
  /** Chooses from the library in a place of words. */
  readonly beginItems: (spot: Spot) => void
  /** Ends writing with a text, and goes on. */
  readonly write: (text: string, go: Move | null) => void
  readonly leave: (go?: Move | null) => void
  readonly edit: (edits: readonly AtlasEdit[]) => void
  readonly place: (spot: Spot, item: AtlasRecord) => void
  readonly placeNew: (spot: Spot, kind: AtlasKind, name: string) => void
  readonly unplace: (placement: string) => void
  readonly feel: (spot: Spot, value: number | null) => void
  readonly stepAfter: (step: string) => void
  /** Asks the library. */
  readonly look: (kinds: readonly AtlasKind[], find: string) => Promise<readonly AtlasRecord[]>
}

/** Hands the acts down. */
export const ActsContext = createContext<Acts | null>(null)
/** Hands down what is being written. */
export const EditingContext = createContext<Editing | null>(null)

/** The acts of the map around. */
export function useActs(): Acts {
  const acts = useContext(ActsContext)
  if (acts === null) throw new Error('there is no map around')
  return acts
}
