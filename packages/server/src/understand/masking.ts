// What people see of a customer who may not read personal data (E9): the masks, and their way through every answer. Reads nothing.
//
// Every answer, stream and file passes `maskAnswer` by its shape when the caller lacks `personal.read`, so that no operation can forget it:
// - an object with `kind` and `value` is an identifier, one with `name` and `value`, or `path` and `values`, a trait or property;
// - `jsonObject` holds traits or properties; `personalText` and `personalName` are texts about a customer.
// Shapes that hold nothing of a customer (flow and template documents, conditions, what people design, `plainObject`) are left as they are.
//
// Guessing: whoever sees masks must not try out values either. What searches by identifier, by text or by the value of a hidden trait
// needs `personal.read` itself: `refuseAction(caller, 'personal.read')`, for conditions where `asksHidden` says so.
import type { Condition, Json, JsonObject, Operand } from '@lotse/protocol'
import {
  atlasEdit,
  atlasFields,
  condition,
  flowDocument,
  jsonObject,
  jsonValue,
  plainObject,
  templateDocument,
} from '@lotse/protocol'
import { z } from 'zod'

/** Stands in the place of what is hidden. */
export const HIDDEN = '•••'

const EMAIL = /[^\s@<>"',;:]+@[^\s@<>"',;:]+/
const PHONE = /^\+?[\d\s()/.-]{6,}$/
const ADDRESS_OF_MACHINE = /^(\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]+:[0-9a-f:]+$/i
const NAME_KEY = /^(full|first|last|given|family|middle|nick|display|user)?_?-?\s?(name|surname|vorname|nachname)$/i
/** Names whose values sort people and things into kinds, and tell nobody who somebody is. */
const NEUTRAL_KEY =
  /^(currency|country|language|locale|time_?zone|plan|tier|level|category|status|type|kind|channel|platform|os|device_?type|browser|sku|product_?id|variant|unit|payment_?method|shipping_?method|utm_\w+|campaign|medium|template|topic|step|flow|reason|currency_?code)$/i
const NEUTRAL_VALUE = /^[\p{L}\p{N}][\p{L}\p{N} .:/+_-]{0,39}$/u
const PERSONAL_WORD =
  /(mail|phone|mobil|telefon|street|stra(ss|ß)e|address|adresse|postal|postcode|birth|geburt|gender|geschlecht|iban|passport|ausweis|steuer|latitude|longitude|vorname|nachname|salut|anrede|comment|message|salary|gehalt|income|health|religion)/
const PERSONAL_SHORT = new Set(
  'fax city ort zip plz age alter bic account konto card karte tax ssn lat lon lng ip name title titel note text'.split(
    ' ',
  ),
)
const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$ .:-]{0,60}$/u
/** A whole number this long may be a phone or customer number; amounts and instants stand under names of their own. */
const LONG_NUMBER = 1_000_000
const AMOUNT_KEY =
  /(price|amount|total|revenue|value|sum|cents|quantity|count|duration|ms|at|time|betrag|preis|summe|menge|anzahl)$/i
const DEPTH_MAX = 40

/**
 * An identifier, told apart from others but telling nobody who it is: `a…@s….de`, `…67`, `…42`.
 *
 * @param kind - e.g. `email`, `phone`, `userId`.
 */
export function maskIdentifier(kind: string, value: string): string {
  if (EMAIL.test(value)) return maskEmail(value)
  const end = [...value].slice(-2).join('')
  return value.length >= 6 || kind === 'phone' ? `…${end}` : HIDDEN
}

/** `anna@shop.example` becomes `a…@s….example`. */
export function maskEmail(text: string): string {
  const [local = '', domain = ''] = text.slice(text.search(EMAIL)).split('@')
  const ending = domain.includes('.') ? `.${domain.slice(domain.lastIndexOf('.') + 1)}` : ''
  return `${initial(local)}…@${initial(domain)}…${ending}`
}

/** `Anna Schmidt` becomes `A. S.`; an address or a number in its place is hidden as such. */
export function maskName(name: string): string {
  if (EMAIL.test(name)) return maskEmail(name)
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word))
  return words.length === 0
    ? HIDDEN
    : words
        .slice(0, 3)
        .map((word) => `${initial(word)}.`)
        .join(' ')
}

const initial = (text: string): string => [...text][0] ?? ''

/**
 * The value of a trait or property. Numbers, yes and no, and words that sort things into kinds stay; everything else is hidden.
 *
 * @param name - of the trait or property; it decides more than the value.
 */
export function maskValue(name: string, value: Json, depth = 0): Json {
  if (value === null) return null
  if (depth > DEPTH_MAX) return HIDDEN
  if (typeof value === 'object') {
    if (isArray(value)) return value.map((item) => maskValue(name, item, depth + 1))
    return maskObject(value, depth + 1)
  }
  if (typeof value === 'string') return maskWord(lastPart(name), value)
  return isOpenNumber(lastPart(name), value) ? value : HIDDEN
}

/** Traits or properties. Names that are data themselves (an address as a key) are hidden too. */
export function maskObject(object: JsonObject, depth = 0): JsonObject {
  const entries = Object.entries(object).map(([name, value], at) => [
    PLAIN_KEY.test(name) && !EMAIL.test(name) ? name : `${HIDDEN} ${at + 1}`,
    maskValue(name, value, depth),
  ])
  return Object.fromEntries(entries)
}

/** Whether values under this name are shown as they are, so that they may be asked for as well. */
export function isOpenName(name: string): boolean {
  return NEUTRAL_KEY.test(lastPart(name))
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value)
const lastPart = (path: string): string => path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path

function maskWord(name: string, value: string): string {
  if (EMAIL.test(value)) return maskEmail(value)
  if (NEUTRAL_KEY.test(name) && NEUTRAL_VALUE.test(value) && !PHONE.test(value) && !ADDRESS_OF_MACHINE.test(value))
    return value
  if (NAME_KEY.test(name)) return maskName(value)
  if (PHONE.test(value) && /phone|mobil|tel|fax|handy/i.test(name)) return maskIdentifier('phone', value)
  return HIDDEN
}

function isOpenNumber(name: string, value: number | boolean): boolean {
  if (AMOUNT_KEY.test(name)) return true
  if (isPersonalName(name)) return false
  return typeof value === 'boolean' || !Number.isInteger(value) || Math.abs(value) < LONG_NUMBER
}

function isPersonalName(name: string): boolean {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return PERSONAL_WORD.test(name.toLowerCase()) || words.some((word) => PERSONAL_SHORT.has(word))
}

/** Whether a condition asks for the value of something that is masked. */
export function asksHidden(asked: Condition): boolean {
  return operandsOf(asked).some(
    (operand) =>
      'identity' in operand ||
      ('trait' in operand && !isOpenName(operand.trait)) ||
      ('account' in operand && !isOpenName(operand.account)) ||
      ('property' in operand && !isOpenName(operand.property)) ||
      ('aggregate' in operand && operand.aggregate.where !== undefined && asksHidden(operand.aggregate.where)),
  )
}

// Walks whatever stands in a condition: every object with an operand's key is one.
function operandsOf(part: unknown, depth = 0): Operand[] {
  if (typeof part !== 'object' || part === null || depth > DEPTH_MAX) return []
  const own = OPERAND_KEYS.some((key) => key in part) ? [part as Operand] : []
  return [...own, ...Object.values(part).flatMap((inner) => operandsOf(inner, depth + 1))]
}
const OPERAND_KEYS = ['trait', 'identity', 'account', 'property', 'aggregate']

/** Shapes that hold nothing of a customer. */
const OPEN: ReadonlySet<unknown> = new Set([
  flowDocument,
  templateDocument,
  condition,
  plainObject,
  atlasFields,
  atlasEdit,
])

/**
 * An answer as somebody sees it who may not read personal data.
 *
 * @param shape - of the answer; it says where personal data stands.
 * @param answer - parsed by it.
 */
export function maskAnswer(shape: z.ZodType, answer: unknown): unknown {
  if (answer === null || answer === undefined || OPEN.has(shape)) return answer
  if (shape === jsonObject) return maskObject(answer as JsonObject)
  if (shape === jsonValue) return maskValue('', answer as Json)
  const told = z.globalRegistry.get(shape)?.['x-personal']
  if (told === 'name') return maskName(String(answer))
  if (told === 'text') return HIDDEN
  if (told === 'key') return maskIdentifier('', String(answer))
  return maskInside(shape, answer)
}

function maskInside(shape: z.ZodType, answer: unknown): unknown {
  if (shape instanceof z.ZodNullable || shape instanceof z.ZodOptional || shape instanceof z.ZodDefault)
    return maskAnswer(shape.unwrap() as z.ZodType, answer)
  if (shape instanceof z.ZodLazy) return maskAnswer(shape.unwrap() as z.ZodType, answer)
  if (shape instanceof z.ZodArray)
    return (answer as unknown[]).map((item) => maskAnswer(shape.element as z.ZodType, item))
  if (shape instanceof z.ZodRecord) return maskEach(answer, () => shape.valueType as z.ZodType)
  if (shape instanceof z.ZodUnion) {
    const fitting = (shape.options as readonly z.ZodType[]).find((option) => option.safeParse(answer).success)
    return fitting === undefined ? HIDDEN : maskAnswer(fitting, answer)
  }
  return shape instanceof z.ZodObject ? maskFields(shape, answer as Readonly<Record<string, unknown>>) : answer
}

function maskFields(shape: z.ZodObject, answer: Readonly<Record<string, unknown>>): unknown {
  const { kind, name, path, operand, value, values } = answer
  const called = [name, path, operand].find((text) => typeof text === 'string')
  const masked = maskEach(answer, (field) => shape.shape[field] as z.ZodType | undefined)
  if (typeof kind === 'string' && typeof value === 'string') return { ...masked, value: maskIdentifier(kind, value) }
  if (typeof called !== 'string') return masked
  // A name may be data itself: somebody's address as a key.
  const names = { ...plainName('name', name), ...plainName('path', path) }
  return {
    ...masked,
    ...names,
    ...('value' in answer && value !== undefined ? { value: maskValue(called, value as Json) } : {}),
    ...(Array.isArray(values) ? { values: maskValue(called, values as Json) } : {}),
  }
}

const plainName = (field: string, name: unknown): Record<string, string> =>
  typeof name === 'string' && EMAIL.test(name) ? { [field]: maskEmail(name) } : {}

function maskEach(answer: unknown, shapeOf: (field: string) => z.ZodType | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answer as object).map(([field, value]) => {
      const shape = shapeOf(field)
      return [field, shape === undefined ? value : maskAnswer(shape, value)]
    }),
  )
}
