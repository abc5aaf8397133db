// What may stand at a place of a document, by its JSON Schema: names of properties and values. Pure; knows nothing of an editor.
// Understands what our schemas use of draft 2020-12: $ref into $defs, anyOf, oneOf, properties, required, items, const, enum, type.

/** A JSON Schema. */
export type Schema = {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly const?: unknown
  readonly enum?: readonly unknown[]
}

/**
 * One step down into a document. `key`: the property or the index gone into; `plain`: the texts, numbers and booleans that stand beside it,
 * which tell one kind of object from another.
 */
export type Level = { readonly key: string | number; readonly plain: Readonly<Record<string, unknown>> }

/** A property that may be written. */
export type NameOffer = { readonly name: string; readonly required: boolean; readonly type: string }

const REFS_MAX = 50

/** The schema itself, with references followed and alternatives laid open. */
function variantsOf(root: Schema, schema: Schema, depth = 0): readonly Schema[] {
  if (depth > REFS_MAX) return []
  const { $ref, anyOf, oneOf } = schema
  if ($ref !== undefined) {
    const target = root.$defs?.[$ref.replace('#/$defs/', '')]
    return target === undefined ? [] : variantsOf(root, target, depth + 1)
  }
  const choices = anyOf ?? oneOf
  return choices === undefined ? [schema] : choices.flatMap((choice) => variantsOf(root, choice, depth + 1))
}

/** Whether an object with these plain values can be of this variant: what is written must not contradict a constant, nor be unknown to it. */
function fits({ properties = {} }: Schema, plain: Level['plain']): boolean {
  return Object.entries(plain).every(([name, value]) => {
    const property = properties[name]
    if (property === undefined) return false
    return property.const === undefined || property.const === value
  })
}

/** The variants of an object that fit; all of them where none does, for then something is still being written. */
function fitting(variants: readonly Schema[], plain: Level['plain']): readonly Schema[] {
  const good = variants.filter((variant) => fits(variant, plain))
  return good.length > 0 ? good : variants
}

/**
 * The schemas that hold at a place.
 *
 * @param root - the whole schema.
 * @param levels - the way from the top.
 */
export function schemasAt(root: Schema, levels: readonly Level[]): readonly Schema[] {
  let here = variantsOf(root, root)
  for (const { key, plain } of levels) {
    const next =
      typeof key === 'number'
        ? here.flatMap(({ items }) => items ?? [])
        : fitting(here, plain).flatMap(({ properties }) => properties?.[key] ?? [])
    here = next.flatMap((schema) => variantsOf(root, schema))
  }
  return here
}

const typeOf = ({ type, const: only, enum: some }: Schema): string =>
  type ?? (only !== undefined || some !== undefined ? 'string' : 'object')

/**
 * The properties that may be added to an object.
 *
 * @param root - the whole schema.
 * @param levels - the way to the object.
 * @param there - names that stand in it already, with their plain values.
 */
export function namesAt(root: Schema, levels: readonly Level[], there: Level['plain']): readonly NameOffer[] {
  const variants = fitting(schemasAt(root, levels), there)
  const offers = new Map<string, NameOffer>()
  for (const { properties = {} } of variants)
    for (const [name, property] of Object.entries(properties)) {
      if (name in there || offers.has(name)) continue
      const required = variants.every((variant) => variant.required?.includes(name) === true)
      offers.set(name, { name, required, type: typeOf(variantsOf(root, property)[0] ?? property) })
    }
  return [...offers.values()].sort((one, other) => Number(other.required) - Number(one.required))
}

/**
 * The values that a place can only have: constants, choices, true and false.
 *
 * @param levels - the way to the place.
 */
export function valuesAt(root: Schema, levels: readonly Level[]): readonly unknown[] {
  const values = schemasAt(root, levels).flatMap(({ const: only, enum: some, type }): readonly unknown[] => {
    if (only !== undefined) return [only]
    if (some !== undefined) return some
    return type === 'boolean' ? [true, false] : []
  })
  return [...new Set(values)]
}

/** What a new property's value begins as. */
export function emptyOf(type: string): string {
  if (type === 'object') return '{}'
  if (type === 'array') return '[]'
  if (type === 'boolean') return 'true'
  return type === 'number' || type === 'integer' ? '0' : '""'
}
