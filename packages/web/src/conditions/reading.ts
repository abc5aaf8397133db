// A condition in plain words, as one part of a sentence. Pure; knows no screen.
import type { Aggregate, Comparator, Condition, Operand } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import type { Value } from './values.ts'

/** What sentences are made with. */
export type Voice = { readonly t: Translate; readonly f: Format }

const DURATION = /^(\d+)(ms|s|m|h|d|w)$/
const timesKeys = {
  eq: 'conditions.say.timesEq',
  ne: 'conditions.say.timesNe',
  lt: 'conditions.say.timesLt',
  le: 'conditions.say.timesLe',
  gt: 'conditions.say.timesGt',
  ge: 'conditions.say.timesGe',
} as const
type Unit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w'

/** The words of a condition: `the trait “plan” is “gold” and …`. */
export function readingOf(voice: Voice, condition: Condition): string {
  const { t } = voice
  if ('all' in condition) return joined(voice, condition.all, (left, right) => t('conditions.say.and', { left, right }))
  if ('any' in condition) return joined(voice, condition.any, (left, right) => t('conditions.say.or', { left, right }))
  if ('not' in condition) return negated(voice, condition.not)
  if ('exists' in condition) return t('conditions.say.exists', { left: subject(voice, condition.exists) })
  if ('in' in condition)
    return t('conditions.say.in', {
      left: subject(voice, condition.in),
      values: voice.f.any(condition.values.map((value) => said(voice, value))),
    })
  return compared(voice, condition)
}

function joined(voice: Voice, parts: readonly Condition[], join: (left: string, right: string) => string): string {
  const [only] = parts
  if (parts.length === 1 && only) return readingOf(voice, only)
  return parts.map((part) => bracketed(voice, part)).reduce(join)
}

const isList = (condition: Condition): boolean =>
  ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1)

function bracketed(voice: Voice, part: Condition): string {
  const inner = readingOf(voice, part)
  return isList(part) ? voice.t('conditions.say.group', { inner }) : inner
}

function negated(voice: Voice, inner: Condition): string {
  if ('exists' in inner) return voice.t('conditions.say.missing', { left: subject(voice, inner.exists) })
  return voice.t('conditions.say.not', { inner: bracketed(voice, inner) })
}

type Compared = Extract<Condition, { readonly op: unknown }>

function compared(voice: Voice, { op, left, right }: Compared): string {
  const { t } = voice
  if ('aggregate' in left && left.aggregate.fn === 'count' && 'literal' in right && op in timesKeys)
    return happened(voice, left.aggregate, op as Comparator, right.literal)
  return t(`conditions.say.${op}`, { left: subject(voice, left), right: subject(voice, right) })
}

function happened(voice: Voice, aggregate: Aggregate, op: Comparator, n: Value): string {
  const { t, f } = voice
  const parts = placed(voice, aggregate)
  if (op === 'eq' && n === 0) return t('conditions.say.never', parts)
  const number = typeof n === 'number' ? f.number(n) : said(voice, n)
  return t('conditions.say.happened', { ...parts, times: t(timesKeys[op], { n: number }) })
}

/** The event with its filter, and its window, each as it stands in a sentence. */
function placed(voice: Voice, { event, where, within }: Aggregate) {
  const { t } = voice
  return {
    what:
      where === undefined
        ? t('conditions.say.what', { event })
        : t('conditions.say.whatWhere', { event, inner: readingOf(voice, where) }),
    within: within === undefined ? '' : t('conditions.say.within', { span: spanWords(voice, within) }),
  }
}

/** A duration in words: `30 days`. */
export function spanWords({ t, f }: Voice, span: string): string {
  const [, digits = '', unit] = DURATION.exec(span) ?? []
  if (unit === undefined) return span
  const count = Number(digits)
  return t(`conditions.say.span.${unit as Unit}`, { count, formatted: f.number(count) })
}

function subject(voice: Voice, operand: Operand): string {
  const { t } = voice
  if ('literal' in operand) return said(voice, operand.literal)
  if ('trait' in operand) return t('conditions.say.trait', { name: operand.trait })
  if ('identity' in operand) return t('conditions.say.identity', { name: operand.identity })
  if ('account' in operand) return t('conditions.say.account', { name: operand.account })
  if ('property' in operand) return t('conditions.say.property', { name: operand.property })
  if ('event' in operand) return t(`conditions.say.event.${operand.event}`)
  if ('aggregate' in operand) {
    const { fn, of = '' } = operand.aggregate
    return t(`conditions.say.aggregate.${fn}`, { of, ...placed(voice, operand.aggregate) })
  }
  if ('ago' in operand) return t('conditions.say.ago', { span: spanWords(voice, operand.ago) })
  return 'now' in operand ? t('conditions.say.now') : t(`conditions.say.calendar.${operand.calendar}`)
}

function said({ t, f }: Voice, value: Value): string {
  if (typeof value === 'number') return f.number(value)
  return t('conditions.say.text', { text: typeof value === 'string' ? value : JSON.stringify(value) })
}
