// Random records of the atlas that fit their fields: a journey with everything in it, and a library around it.
import { keysBetween } from '@lotse/core/atlas'
import {
  type AtlasKind,
  type AtlasRecord,
  atlasKindNames,
  atlasKinds,
  type FieldFact,
  type Json,
} from '@lotse/protocol'
import fc from 'fast-check'

/** The journey that everything inside lives in. */
export const RANDOM_JOURNEY = 'journey1'

const KEYS = keysBetween(null, null, 12)

/** Texts that tables and XML like to spoil. */
const tricky = [
  '=1+1',
  '+49 30',
  '-2',
  '@a',
  "'=1",
  "''x",
  '1,5',
  '00123',
  '1e5',
  '2026-01-02',
  'TRUE',
  'toString',
  '__proto__',
  'ja',
  ' a ',
  '"',
  'a;b',
  '_x0041_',
  '_x000D_',
  '<&>',
  'x\u0007y',
  'a\rb',
  '[b]',
  '(de)',
  'Emotion',
  '\uFEFFz',
  'شراء',
  '買う',
]
const isStorable = (text: string) => text !== '' && !text.includes('\0') && !/[\u{d800}-\u{dfff}]/u.test(text)
const line = fc
  .oneof(fc.constantFrom(...tricky), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
  .filter((text) => isStorable(text) && !text.includes('\n'))
const lines = fc.oneof(
  line,
  fc.tuple(line, fc.constantFrom('\n', '\r\n', '\n\n'), line).map((parts) => parts.join('')),
)

/** Bindings of things that are met, and of what can only be asked about. */
const MET: readonly Json[] = [
  { on: [{ event: 'Order Paid' }] },
  { on: [{ page: '/cart*' }, { message: { flow: 'f', what: 'opened' } }] },
]
const HELD: readonly Json[] = [
  { exists: { identity: 'email' } },
  { all: [{ op: 'eq', left: { trait: 'club' }, right: { literal: 'gold' } }, { exists: { account: 'name' } }] },
]
const ASKED: Json = { on: [], asks: [{ kind: 'csat', event: 'Survey Answered', property: 'score' }] }

/** A random world. `languages`: of its texts. Ids are the kind with a number; of each kind there are up to `each`. */
export function randomAtlas({
  languages = ['de', 'en', 'pt-BR'],
  each = 3,
}: {
  readonly languages?: readonly string[]
  readonly each?: number
} = {}): fc.Arbitrary<AtlasRecord[]> {
  const counts = fc.record(Object.fromEntries(atlasKindNames.map((kind) => [kind, fc.nat({ max: each })])))
  return counts.chain((wanted) => {
    const ids = idsOf({ ...wanted, journey: Math.max(1, wanted['journey'] ?? 0) })
    const records = [...ids].flatMap(([kind, of]) => of.map((id) => recordOf(kind, id, { ids, languages })))
    return fc.tuple(...records).map((made) => made.filter((record) => record !== undefined))
  })
}

/** Kinds that something needs of another kind of which there is none are left out. */
function idsOf(counts: Readonly<Record<string, number>>): Map<AtlasKind, string[]> {
  const ids = new Map(
    atlasKindNames.map((kind) => [kind, Array.from({ length: counts[kind] ?? 0 }, (_, n) => `${kind}${n + 1}`)]),
  )
  for (let before = -1, now = 0; before !== now; ) {
    before = now
    for (const kind of atlasKindNames) if (lacksAnything(kind, ids)) ids.set(kind, [])
    now = [...ids.values()].flat().length
  }
  return ids
}

function lacksAnything(kind: AtlasKind, ids: ReadonlyMap<AtlasKind, readonly string[]>): boolean {
  return Object.values<FieldFact>(atlasKinds[kind].fields).some(
    ({ needed, type, kinds = [] }) =>
      needed && type === 'ref' && kinds.every((one) => (ids.get(one as AtlasKind) ?? []).length === 0),
  )
}

type Among = { readonly ids: ReadonlyMap<AtlasKind, readonly string[]>; readonly languages: readonly string[] }

function recordOf(kind: AtlasKind, id: string, among: Among): fc.Arbitrary<AtlasRecord> {
  const facts = Object.entries<FieldFact>(atlasKinds[kind].fields)
  const fields = fc.record(Object.fromEntries(facts.map(([field, fact]) => [field, fieldValue(fact, among)])), {
    requiredKeys: facts.filter(([, { needed, type }]) => needed && type !== 'text').map(([field]) => field),
  })
  const journey = atlasKinds[kind].home === 'journey' ? RANDOM_JOURNEY : null
  return fields.map((given) => {
    const said = Object.entries(given).filter((one): one is [string, Json] => one[1] !== undefined && one[1] !== null)
    return { id, kind, journey, fields: Object.fromEntries(said), removed: false }
  })
}

function fieldValue(
  { type, kinds = [], choices = [], min = -1000, max = 1000, asksAlone }: FieldFact,
  { ids, languages }: Among,
): fc.Arbitrary<Json> {
  const named = kinds.flatMap((kind) => ids.get(kind as AtlasKind) ?? [])
  const texts = (text: fc.Arbitrary<string>) =>
    fc
      .uniqueArray(fc.constantFrom(...languages), { minLength: 1 })
      .chain((some) => fc.record(Object.fromEntries(some.map((one) => [one, text]))))
  const arbitraries: Record<FieldFact['type'], () => fc.Arbitrary<Json>> = {
    text: () => texts(line),
    prose: () => texts(lines),
    choice: () => fc.constantFrom(...choices),
    choices: () => fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1 }),
    ref: () => (named.length === 0 ? fc.constant(null) : fc.constantFrom(...named)),
    refs: () => (named.length === 0 ? fc.constant(null) : fc.uniqueArray(fc.constantFrom(...named), { minLength: 1 })),
    number: () =>
      fc
        .oneof(fc.integer({ min: Math.ceil(min), max: Math.floor(max) }), fc.double({ min, max, noNaN: true }))
        .map((value) => value + 0),
    flag: () => fc.boolean(),
    date: () => fc.constantFrom('2026-03-29', '1999-12-31'),
    order: () => fc.constantFrom(...KEYS),
    member: () => fc.constantFrom('1', '2'),
    file: () => fc.constantFrom('1', '2'),
    condition: () => fc.constantFrom(...HELD),
    binding: () => fc.constantFrom<Json>(ASKED, ...(asksAlone ? [] : MET)),
  }
  return arbitraries[type]()
}
