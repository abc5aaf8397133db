// What the parts of a graph share when they draw. Holds nothing itself.
import type { AtlasRecord } from '@lotse/protocol'
import type { Layout } from '../layout.ts'
import { nameIn } from '../texts.ts'
import type { Drawing } from './geometry.ts'
import type { Hint } from './hints.ts'
import type { RealOver, RealWay } from './over.ts'
import type { Placed } from './placing.ts'
import type { DesignedWay } from './ways.ts'

/** All of it. */
export type GraphScene = {
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly mayEdit: boolean
  readonly title: string
  readonly ways: readonly DesignedWay[]
  /** What stands at ways, by their ends. */
  readonly words: ReadonlyMap<string, string>
  readonly graph: Placed
  readonly drawing: Drawing
  /** Steps that were put somewhere by hand. */
  readonly hints: ReadonlyMap<string, Hint>
  readonly ends: { readonly starts: ReadonlySet<string>; readonly ends: ReadonlySet<string> }
  readonly over: RealOver | null
  /** Ways that customers went and nobody drew. */
  readonly arcs: readonly RealWay[]
  /** The way that is shown beside the graph. */
  readonly chosen: string | undefined
  readonly unnamed: string
  /** Opens what is known of a step or a way; null: nothing more is. */
  readonly openDetails: ((id: string) => void) | null
}

/** What a step is called. */
export const stepName = ({ records, language, unnamed }: GraphScene, step: string): string =>
  nameIn(records.get(step), language) || unnamed
