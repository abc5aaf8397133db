// A value of a record as its readers would write it. Texts and orders are told elsewhere. Pure.
import { type AtlasKind, type AtlasRecord, type Condition, fieldFact, type Json } from '@lotse/protocol'
import { nameIn } from '../../canvas/texts.ts'
import { readingOf } from '../../conditions/reading.ts'
import type { Format } from '../../words/format-in.ts'
import type { Translate } from '../../words/index.ts'

/** Whoever reads: the words of the console, and the language of the content. */
export type Reader = { readonly t: Translate; readonly f: Format; readonly language: string }

type Given = {
  readonly kind: AtlasKind
  readonly field: string
  /** What can be named. */
  readonly edition: ReadonlyMap<string, AtlasRecord>
  readonly reader: Reader
}

/** The value; null where there is none. */
export function valueText(value: Json, given: Given): string | null {
  if (value === null) return null
  const { kind, field, edition, reader } = given
  const { t, f, language } = reader
  const nameOf = (id: Json): string => nameIn(edition.get(String(id)), language) || t('kept.unknown')
  switch (fieldFact(kind, field)?.type) {
    case 'flag':
      return t(value === true ? 'kept.yes' : 'kept.no')
    case 'choice':
      return field === 'type'
        ? t(`map.lane.${String(value) as 'text'}`)
        : t(`library.choice.${String(value) as 'live'}`)
    case 'number':
      return typeof value === 'number' ? numberText(field, value, reader) : null
    case 'ref':
      return nameOf(value)
    case 'refs':
      return Array.isArray(value) ? f.all(value.map(nameOf)) : null
    case 'binding':
      return boundTo(value) ?? t('kept.bound')
    case 'condition':
      return readingOf(reader, JSON.parse(JSON.stringify(value)) as Condition)
    case 'date':
      return typeof value === 'string' ? f.date(Date.parse(value)) : null
    default:
      return t('kept.given')
  }
}

function numberText(field: string, value: number, { f }: Reader): string {
  if (field.endsWith('Ms')) return f.duration(value)
  if (field === 'share') return f.share(value)
  return field === 'value' && value > 0 ? `+${f.number(value)}` : f.number(value)
}

/** Names of the events that a binding waits for; null where it says more than names. */
function boundTo(value: Json): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const [when, ...more] = Object.values(value)
  if (more.length > 0 || !Array.isArray(when)) return null
  const names = when.map((one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) && Object.keys(one).length === 1
      ? one['event']
      : undefined,
  )
  return names.every((name) => typeof name === 'string') ? names.join(', ') : null
}
