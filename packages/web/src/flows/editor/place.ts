// Where the cursor stands in a JSON document, also in one that is still being written. Reads the editor's syntax tree, changes nothing.
import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { Level } from './schema.ts'

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

/**
 * A place. `levels`: the way to it; `at`: whether a property's name or a value is written here; `there`: for a name, what the object holds
 * already; `from`, `to`: what a choice would replace, quotes included.
 */
export type Place = {
  readonly at: 'name' | 'value'
  readonly levels: readonly Level[]
  readonly there: Level['plain']
  readonly from: number
  readonly to: number
}

const PLAIN = new Set(['String', 'Number', 'True', 'False'])
const VALUES = new Set([...PLAIN, 'Null', 'Object', 'Array'])

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const childrenOf = (node: Node): Node[] => {
  const found: Node[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child)
  return found
}

/** The texts, numbers and booleans of an object, but for the property at hand; of objects and arrays only the name, as null. */
function plainOf(state: EditorState, object: Node, but: Node | null): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const property of childrenOf(object)) {
    if (property.name !== 'Property' || (but !== null && property.from === but.from)) continue
    const [name, ...rest] = childrenOf(property)
    const key = name === undefined ? undefined : parsed(state.sliceDoc(name.from, name.to))
    const value = rest.find((node) => PLAIN.has(node.name))
    if (typeof key === 'string' && value !== undefined) plain[key] = parsed(state.sliceDoc(value.from, value.to))
  }
  return plain
}

/** Names in an object, whatever stands behind them. */
function namesOf(state: EditorState, object: Node, but: Node | null): string[] {
  return childrenOf(object).flatMap((property) => {
    if (property.name !== 'Property' || (but !== null && property.from === but.from)) return []
    const name = property.firstChild
    const key = name === null ? undefined : parsed(state.sliceDoc(name.from, name.to))
    return typeof key === 'string' ? [key] : []
  })
}

/** The way from the top to what a node stands in. */
function levelsTo(state: EditorState, node: Node): Level[] {
  const levels: Level[] = []
  for (let at: Node | null = node; at?.parent; at = at.parent) {
    const { parent }: Node = at
    if (parent === null) break
    if (parent.name === 'Array') {
      const index = childrenOf(parent).filter((child) => VALUES.has(child.name) && child.to <= at.from).length
      levels.unshift({ key: index, plain: {} })
    }
    if (at.name === 'Property' && parent.name === 'Object') {
      const name = at.firstChild
      const key = name === null ? undefined : parsed(state.sliceDoc(name.from, name.to))
      if (typeof key === 'string') levels.unshift({ key, plain: plainOf(state, parent, at) })
    }
  }
  return levels
}

function innerNode(state: EditorState, pos: number): Node {
  const tree = syntaxTree(state)
  const before = tree.resolveInner(pos, -1)
  return before.name === '{' || before.name === '[' || before.name === ',' || before.name === ':'
    ? (before.parent ?? before)
    : before
}

/** The last property before the cursor whose value is still missing: `"kind": |`. */
function openProperty(object: Node, pos: number): Node | undefined {
  return childrenOf(object).findLast(
    (child) =>
      child.name === 'Property' &&
      child.to <= pos &&
      !childrenOf(child)
        .slice(1)
        .some((part) => VALUES.has(part.name)),
  )
}

/** The place at a position; null where nothing can be offered. */
export function placeAt(state: EditorState, pos: number): Place | null {
  const node = innerNode(state, pos)
  const { name, parent } = node
  if (name === 'PropertyName' && parent?.parent) {
    const object = parent.parent
    return nameIn(state, { object, but: parent, from: node.from, to: node.to })
  }
  if (name === 'Property' || PLAIN.has(name))
    return valueIn(state, node, name === 'Property' ? { from: pos, to: pos } : { from: node.from, to: node.to })
  const object = name === 'Object' ? node : parent?.name === 'Object' ? parent : null
  if (object !== null) {
    const open = openProperty(object, pos)
    if (open !== undefined && /:\s*$/.test(state.sliceDoc(open.from, pos)))
      return valueIn(state, open, { from: pos, to: pos })
    return nameIn(state, { object, but: null, from: pos, to: pos })
  }
  return name === 'Array' ? valueOfArray(state, node, pos) : null
}

type Span = { readonly from: number; readonly to: number }

function nameIn(
  state: EditorState,
  { object, but, ...span }: Span & { readonly object: Node; readonly but: Node | null },
): Place {
  const known = Object.fromEntries(namesOf(state, object, but).map((name) => [name, null]))
  return { at: 'name', levels: levelsTo(state, object), there: { ...known, ...plainOf(state, object, but) }, ...span }
}

function valueIn(state: EditorState, node: Node, span: Span): Place {
  return { at: 'value', levels: levelsTo(state, node), there: {}, ...span }
}

function valueOfArray(state: EditorState, array: Node, pos: number): Place {
  const index = childrenOf(array).filter((child) => VALUES.has(child.name) && child.to <= pos).length
  return { at: 'value', levels: [...levelsTo(state, array), { key: index, plain: {} }], there: {}, from: pos, to: pos }
}
