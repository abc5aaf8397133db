// What an event holds, as paths with their values: the flat view from which its schema is learnt. Pure; bounded in depth and number.
import type { Json } from '@lotse/protocol'
import { isList, isObject } from '../../base/index.ts'
import type { EventBody } from '../input.ts'

/** Types of values as people name them. */
export type LeafType = 'text' | 'number' | 'boolean' | 'null' | 'list' | 'object'
/** One property of one event. Elements of lists share the path `list[]`. */
export type Leaf = { readonly path: string; readonly type: LeafType; readonly value: Json }

/** Levels that are looked into; what lies deeper is an `object` or a `list`. */
export const LEAF_DEPTH_MAX = 4
/** Properties that are looked at in one event. */
export const LEAVES_MAX = 300
/** Elements of a list that are looked at. */
const ELEMENTS_MAX = 5
const PATH_MAX = 200

/**
 * The properties of an event; traits stand under `traits.`, the group's id under `groupId`.
 *
 * @returns each path at most once per value looked at, at most {@link LEAVES_MAX}.
 */
export function leavesOf({ p, t, g }: EventBody): Leaf[] {
  const leaves: Leaf[] = []
  for (const [name, value] of Object.entries(p ?? {})) walk(leaves, name, value, 1)
  if (g !== undefined) walk(leaves, 'groupId', g, 1)
  for (const [name, value] of Object.entries(t ?? {})) walk(leaves, `traits.${name}`, value, 1)
  return leaves
}

function walk(leaves: Leaf[], path: string, value: Json, depth: number): void {
  if (leaves.length >= LEAVES_MAX || path.length > PATH_MAX) return
  leaves.push({ path, type: typeOf(value), value })
  if (depth >= LEAF_DEPTH_MAX) return
  if (isList(value)) for (const one of value.slice(0, ELEMENTS_MAX)) walk(leaves, `${path}[]`, one, depth + 1)
  else if (isObject(value))
    for (const [name, one] of Object.entries(value)) walk(leaves, `${path}.${name}`, one, depth + 1)
}

function typeOf(value: Json): LeafType {
  if (value === null) return 'null'
  if (isList(value)) return 'list'
  const type = typeof value
  return type === 'string' ? 'text' : type === 'number' || type === 'boolean' ? type : 'object'
}
