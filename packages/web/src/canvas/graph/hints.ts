// Where steps of a graph were put by hand, and the edits that put them there or give them back to the layout. Pure.
import { type AtlasEdit, type AtlasRecord, GRAPH_PX_MAX } from '@lotse/protocol'

/** A place set by hand: from the left edge of the step's phase, and from where steps begin. */
export type Hint = { readonly leftPx: number; readonly topPx: number }

/** What places set by hand keep to, so that boxes come to stand in line. */
const STEP_PX = 8

/** The places that were set, by step. */
export function hintsOf(steps: readonly AtlasRecord[]): ReadonlyMap<string, Hint> {
  return new Map(
    steps.flatMap(({ id, fields: { leftPx, topPx } }): [string, Hint][] =>
      typeof leftPx === 'number' && typeof topPx === 'number' ? [[id, { leftPx, topPx }]] : [],
    ),
  )
}

/** A place as it is kept: in line, and never before its phase or above all steps. */
export function kept({ leftPx, topPx }: Hint): Hint {
  const inLine = (px: number) => Math.min(GRAPH_PX_MAX, Math.max(0, Math.round(px / STEP_PX) * STEP_PX))
  return { leftPx: inLine(leftPx), topPx: inLine(topPx) }
}

/** Puts a step somewhere; nothing where it stands there already. */
export function putting({ id, fields }: AtlasRecord, hint: Hint): AtlasEdit[] {
  return Object.entries(kept(hint)).flatMap(([field, value]): AtlasEdit[] =>
    fields[field] === value ? [] : [{ do: 'set', id, field, value }],
  )
}

/** Gives all steps back to the layout. */
export function layingAnew(steps: readonly AtlasRecord[]): AtlasEdit[] {
  return steps.flatMap(({ id, fields }) =>
    ['leftPx', 'topPx'].flatMap((field): AtlasEdit[] =>
      fields[field] === undefined || fields[field] === null ? [] : [{ do: 'set', id, field, value: null }],
    ),
  )
}
