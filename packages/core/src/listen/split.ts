// Whose identities and events are whose when a wrong merge is taken apart (I5). Pure: the logs come in, two sides go out.
import type { EventBody, Identifier } from './input.ts'
import { byRank } from './kinds.ts'

/** The side of the one who carried on, or of the one who was merged away. */
export type Side = 'stays' | 'leaves'

/** An entry of the logs. `side`: whose it was before the merge; null: it came after the merge, under the survivor's name. */
export type LoggedClaim = {
  readonly seq: number
  readonly side: Side | null
  readonly identifiers: readonly Identifier[]
}

/** `sides`: by {@link sideKey}; `leaving`: entries after the merge that belong to who leaves, by seq. */
export type Parting = { readonly sides: ReadonlyMap<string, Side>; readonly leaving: readonly number[] }

/** Under what an identifier's side is known. */
export function sideKey({ kind, value }: Pick<Identifier, 'kind' | 'value'>): string {
  return `${kind}:${value}`
}

/** The identifiers that a log entry names. The former id of an alias may be a user id or an anonymous one. */
export function namedIn({ i = [] }: EventBody): Identifier[] {
  return i.flatMap(([kind, value]) =>
    kind === 'previousId'
      ? [
          { kind: 'userId', value },
          { kind: 'anonymousId', value },
        ]
      : [{ kind, value }],
  )
}

/**
 * Takes a merge apart (L33, L34).
 *
 * @param claims - entries of both before the merge, then those after it, each part in the order of the log.
 */
export function partLogs(claims: readonly LoggedClaim[]): Parting {
  const sides = new Map<string, Side>()
  const leaving: number[] = []
  for (const { seq, side, identifiers } of claims) {
    const known = side ?? sideOf(identifiers, sides)
    for (const identifier of identifiers)
      if (side !== null || !sides.has(sideKey(identifier))) sides.set(sideKey(identifier), known)
    if (side === null && known === 'leaves') leaving.push(seq)
  }
  return { sides, leaving }
}

/** The strongest identifier whose side is known decides; an entry that names nobody stays where it is. */
function sideOf(identifiers: readonly Identifier[], sides: ReadonlyMap<string, Side>): Side {
  for (const identifier of byRank(identifiers)) {
    const side = sides.get(sideKey(identifier))
    if (side !== undefined) return side
  }
  return 'stays'
}
