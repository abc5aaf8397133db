// Whether a value may stand in a field, by the table of kinds. Changes nothing and knows nobody's rights.
import {
  type AtlasEdit,
  type AtlasKind,
  atlasKinds,
  binding,
  condition,
  contentLanguage,
  type FieldFact,
  fieldFact,
  type Json,
  TEXT_LENGTH_MAX,
} from '@lotse/protocol'
import { compileProfile, Problem } from '../base/index.ts'
import type { Records } from './edit.ts'
import { isOrderKey } from './order.ts'

const REFS_MAX = 200
const LINE_LENGTH_MAX = 500
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/**
 * Looks through edits before they are done.
 *
 * @param records - what stands before them.
 * @throws Problem `atlas.unknown_field`, `atlas.value_invalid`, `atlas.field_needed`, `atlas.wrong_home`; of conditions `condition.out_of_reach`, `condition.too_complex`, `condition.pattern_invalid`.
 */
export function checkEdits(records: Records, edits: readonly AtlasEdit[]): void {
  const made = new Map<string, AtlasKind>()
  const kindOf = (id: string) => made.get(id) ?? records(id)?.kind
  // What is pasted may name what comes behind it.
  for (const edit of edits) if (edit.do === 'make') made.set(edit.id, edit.kind)
  for (const edit of edits) {
    if (edit.do === 'make') checkMade(edit, kindOf)
    else if (edit.do === 'set') {
      const kind = kindOf(edit.id)
      if (kind !== undefined) checkField(kind, edit, kindOf)
    }
  }
}

type KindOf = (id: string) => AtlasKind | undefined

function checkMade({ id, kind, journey, fields }: Extract<AtlasEdit, { do: 'make' }>, kindOf: KindOf): void {
  if ((atlasKinds[kind].home === 'journey') !== (journey !== null)) throw new Problem('atlas.wrong_home', { id })
  for (const [field, value] of Object.entries(fields)) checkField(kind, { field, value }, kindOf)
  for (const [field, fact] of Object.entries<FieldFact>(atlasKinds[kind].fields))
    if (fact.needed && !isTexts(fact) && (fields[field] ?? null) === null)
      throw new Problem('atlas.field_needed', { field })
}

function checkField(
  kind: AtlasKind,
  { field, value }: { readonly field: string; readonly value: Json },
  kindOf: KindOf,
): void {
  const fact = fieldFact(kind, field)
  if (fact === undefined) throw new Problem('atlas.unknown_field', { field })
  if (value === null) {
    if (fact.needed) throw new Problem('atlas.field_needed', { field })
  } else if (!fits(fact, value, kindOf)) throw new Problem('atlas.value_invalid', { field })
}

const isTexts = ({ type }: FieldFact): boolean => type === 'text' || type === 'prose'

function fits(fact: FieldFact, value: Json, kindOf: KindOf): boolean {
  return tests[fact.type](value, fact, kindOf)
}

type Test = (value: Json, fact: FieldFact, kindOf: KindOf) => boolean
const isId = (value: Json): value is string => typeof value === 'string' && value !== ''

const tests: Record<FieldFact['type'], Test> = {
  text: (value) => areTexts(value, (text) => text.length <= LINE_LENGTH_MAX && !text.includes('\n')),
  prose: (value) => areTexts(value, (text) => text.length <= TEXT_LENGTH_MAX),
  choice: (value, { choices = [] }) => typeof value === 'string' && choices.includes(value),
  choices: (value, { choices = [] }) =>
    isList(value) && value.every((one) => typeof one === 'string' && choices.includes(one)),
  ref: isRef,
  refs: (value, fact, kindOf) =>
    isList(value) &&
    value.length <= REFS_MAX &&
    new Set(value).size === value.length &&
    value.every((one) => isRef(one, fact, kindOf)),
  number: (value, { min = -Infinity, max = Infinity }) => typeof value === 'number' && value >= min && value <= max,
  flag: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && DATE.test(value),
  order: (value) => typeof value === 'string' && isOrderKey(value),
  member: isId,
  file: isId,
  binding: isBinding,
  condition: isCondition,
}

function isBinding(value: Json, { asksAlone }: FieldFact): boolean {
  const parsed = binding.safeParse(value)
  return parsed.success && (!asksAlone || parsed.data.on.length === 0)
}

/** What can be read but asks for too much says so itself. */
function isCondition(value: Json): boolean {
  const parsed = condition.safeParse(value)
  if (parsed.success) compileProfile(parsed.data)
  return parsed.success
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isRef(value: Json, { kinds = [] }: FieldFact, kindOf: KindOf): boolean {
  const kind = isId(value) ? kindOf(value) : undefined
  return kind !== undefined && kinds.includes(kind)
}

function areTexts(value: Json, good: (text: string) => boolean): boolean {
  if (value === null || typeof value !== 'object' || isList(value)) return false
  return Object.entries(value).every(
    ([language, text]) => contentLanguage.safeParse(language).success && typeof text === 'string' && good(text),
  )
}
