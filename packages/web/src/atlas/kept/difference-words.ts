// What differs between two editions of a journey, in the words of its readers: which thing, and each value that was and is. Pure.
import { compareEditions, type Difference, type JourneyMap, journeyMap, textsOf } from '@lotse/core/atlas'
import { type AtlasRecord, fieldFact, type Json } from '@lotse/protocol'
import { nameIn } from '../../canvas/texts.ts'
import type { FieldChange } from '../../versions/changes.ts'
import type { Translate } from '../../words/index.ts'
import { type Reader, valueText } from './value-words.ts'

/** A journey as it stood or stands, with what of the library it names. */
export type Edition = { readonly records: ReadonlyMap<string, AtlasRecord>; readonly map: JourneyMap }

/** A difference as it is read. `changes`: by the names of fields. */
export type ShownDifference = {
  readonly id: string
  readonly what: Difference['what']
  readonly title: string
  readonly changes: readonly FieldChange[]
}

type Both = { readonly before: Edition; readonly after: Edition; readonly reader: Reader }

/** The edition of some records. */
export function editionOf(records: Iterable<AtlasRecord>): Edition {
  const all = [...records]
  return { records: new Map(all.map((one) => [one.id, one])), map: journeyMap(all) }
}

/** In this order differences are read: the whole first, then its frame, then what stands in it. */
const ORDER: readonly AtlasRecord['kind'][] = [
  'journey',
  'phase',
  'step',
  'lane',
  'transition',
  'cell',
  'placement',
  'feeling',
]

/** What of a thing that came or went is told, besides its name. */
const TOLD: ReadonlySet<string> = new Set(['text', 'value', 'note', 'label'])

/** What differs in the second edition of a journey. */
export function shownDifferences(journey: string, both: Both): ShownDifference[] {
  const { before, after } = both
  return compareEditions(within(before, journey), within(after, journey))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map((difference) => shown(difference, both))
}

const within = ({ records }: Edition, journey: string): AtlasRecord[] =>
  [...records.values()].filter((record) => record.id === journey || record.journey === journey)

function shown({ id, what, fields }: Difference, both: Both): ShownDifference {
  const { before, after, reader } = both
  const [old, now] = [standing(before, id), standing(after, id)]
  const record = now ?? old
  if (record === undefined) throw new Error(`nothing is known of ${id}, which differs`)
  const title = titleOf(record, now === undefined ? before : after, reader)
  const came = what === 'added' || what === 'removed'
  const told = came ? Object.keys(record.fields).filter((field) => TOLD.has(field)) : fields.map(({ field }) => field)
  return { id, what, title, changes: told.flatMap((field) => changesOf(field, [old, now], both)) }
}

const standing = ({ records }: Edition, id: string): AtlasRecord | undefined => {
  const record = records.get(id)
  return record?.removed === true ? undefined : record
}

/** What a record is called, with where it stands where that tells it from others. */
function titleOf({ kind, fields, ...record }: AtlasRecord, edition: Edition, { t, language }: Reader): string {
  const nameOf = (id: Json | undefined): string => {
    const named = edition.records.get(String(id))
    return nameIn(named, language) || (named?.kind === 'lane' ? laneName(named, t) : t('library.unnamed'))
  }
  const step = nameOf(fields['step'])
  switch (kind) {
    case 'journey':
      return t('kept.of.journey')
    case 'phase':
    case 'step':
      return t(`kept.of.${kind}`, { name: nameOf(record.id) })
    case 'lane':
      return t('kept.of.lane', { name: nameOf(record.id) })
    case 'transition':
      return t('kept.of.transition', { from: nameOf(fields['from']), to: nameOf(fields['to']) })
    case 'cell':
      return t('kept.of.cell', { lane: nameOf(fields['lane']), step })
    case 'placement':
      return t('kept.of.placement', { item: nameOf(fields['item']), step: nameOf(fields['step'] ?? fields['phase']) })
    case 'feeling':
      return fields['persona'] === undefined
        ? t('kept.of.feeling', { step })
        : t('kept.of.feelingOf', { step, persona: nameOf(fields['persona']) })
    default:
      return nameOf(record.id)
  }
}

const laneName = ({ fields }: AtlasRecord, t: Translate): string =>
  t(`map.lane.${String(fields['type'] ?? 'text') as 'text'}`)

type Pair = readonly [AtlasRecord | undefined, AtlasRecord | undefined]

/** A field before and after, as texts; texts in several languages one by one; an order as the place it comes to. */
function changesOf(field: string, pair: Pair, both: Both): FieldChange[] {
  const [old, now] = pair
  const { before, after, reader } = both
  const kind = (now ?? old)?.kind ?? 'journey'
  const { type } = fieldFact(kind, field) ?? {}
  if (type === 'text' || type === 'prose') return textChanges(field, pair, reader)
  const path = fieldName(field, reader.t)
  const read = (record: AtlasRecord | undefined, edition: Edition): string | null => {
    if (record === undefined) return null
    if (type === 'order') return placeOf(record, edition, reader)
    return valueText(record.fields[field] ?? null, { kind, field, edition: edition.records, reader })
  }
  const change = { path, before: read(old, before), after: read(now, after) }
  return change.before === change.after ? [] : [change]
}

function textChanges(field: string, [old, now]: Pair, { t, language }: Reader): FieldChange[] {
  const [was, is] = [textsOf(old?.fields[field]), textsOf(now?.fields[field])]
  const languages = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((one) => was[one] !== is[one])
  const name = fieldName(field, t)
  return languages.map((one) => ({
    path: one === language ? name : `${name} (${one})`,
    before: was[one] ?? null,
    after: is[one] ?? null,
  }))
}

/** The place of a record among its like, from 1. */
function placeOf(record: AtlasRecord, { map }: Edition, { t, f }: Reader): string | null {
  const at = likesOf(record, map).findIndex(({ id }) => id === record.id)
  return at < 0 ? null : t('kept.placeNumber', { number: f.whole(at + 1) })
}

function likesOf({ kind, fields }: AtlasRecord, map: JourneyMap): readonly AtlasRecord[] {
  if (kind === 'lane') return map.lanes
  if (kind === 'phase') return map.phases.map(({ phase }) => phase)
  if (kind === 'step') return map.phases.find(({ phase }) => phase.id === fields['phase'])?.steps ?? []
  return kind === 'placement' ? map.placed(String(fields['step']), String(fields['lane'])) : []
}

/** Fields that stand in forms are called there as well. */
const FORMS: ReadonlySet<string> = new Set([
  'name',
  'about',
  'state',
  'goal',
  'persona',
  'level',
  'isTemplate',
  'type',
  'actor',
  'momentOfTruth',
  'start',
  'end',
  'feeling',
  'motive',
  'selfService',
])

const fieldName = (field: string, t: Translate): string =>
  FORMS.has(field) ? t(`library.field.${field as 'name'}`) : t(`kept.field.${field as 'text'}`)
