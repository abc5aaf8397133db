// The kinds of records that people design, and the fields of each: one table of facts for server, screens, import, export and search. Holds no rules.

/** What a field holds. See {@link FieldFact}. */
export type FieldType =
  | 'text'
  | 'prose'
  | 'choice'
  | 'choices'
  | 'ref'
  | 'refs'
  | 'number'
  | 'flag'
  | 'date'
  | 'order'
  | 'member'
  | 'file'
  | 'binding'
  | 'condition'

/**
 * A field. `text`: one line, in each of the workspace's languages. `prose`: lines likewise. `order`: a key that sorts among its like (see
 * core/atlas/order). `ref`: another record of one of `kinds`. `number`: between `min` and `max`. `date`: `2026-03-29`.
 * `member`: an id. `file`: that of a picture. `binding`: what makes it live (see binding.ts). `condition`: of customers, by what is known of them. `needed`: given from the start and never taken away.
 * `searched`: found by its words. `asksAlone`: of a binding, answers but no visits.
 */
export type FieldFact = {
  readonly type: FieldType
  readonly kinds?: readonly string[]
  readonly choices?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly needed?: true
  readonly searched?: true
  readonly asksAlone?: true
}

/** Where records of a kind live: `library`: once in the workspace, placed by journeys; `journey`: inside of one journey. */
export type Home = 'library' | 'journey'

/** A kind of record. */
export type KindFact = { readonly home: Home; readonly fields: Readonly<Record<string, FieldFact>> }

/** How far from the edge of its phase a step can be put by hand in the graph. */
export const GRAPH_PX_MAX = 10_000

const name = { type: 'text', needed: true, searched: true } as const
const about = { type: 'prose', searched: true } as const
const order = { type: 'order', needed: true } as const
const ref = (...kinds: readonly string[]) => ({ type: 'ref', kinds }) as const
const refs = (...kinds: readonly string[]) => ({ type: 'refs', kinds }) as const
const neededRef = (...kinds: readonly string[]) => ({ type: 'ref', kinds, needed: true }) as const
const choice = (...choices: readonly string[]) => ({ type: 'choice', choices }) as const

/** What a lane shows. */
export const laneTypes = [
  'text',
  'image',
  'emotion',
  'persona',
  'touchpoint',
  'channel',
  'need',
  'process',
  'application',
  'data',
  'insight',
  'measure',
  'metric',
  'live',
  'owner',
  'handover',
] as const

/** The kinds a lane of a journey can place. */
const placed = [
  'touchpoint',
  'persona',
  'channel',
  'need',
  'process',
  'transaction',
  'application',
  'dataSource',
  'dataObject',
  'product',
  'insight',
] as const

/** Kinds that terms of taxonomies stand on. */
export const termedKinds = [
  'journey',
  'phase',
  'step',
  'touchpoint',
  'persona',
  'need',
  'process',
  'application',
  'dataSource',
  'dataObject',
  'product',
  'insight',
] as const
const termed = { terms: refs('term') } as const

/** What an insight is. */
export const insightSorts = ['painPoint', 'opportunity', 'wow', 'idea', 'risk'] as const

/** Where an insight comes from. `feature`: of a product, which customers do not take up; `usability`: a touchpoint that is hard to use. */
export const insightOrigins = ['voices', 'figures', 'feature', 'usability', 'staff'] as const

/** What an insight can concern, on whatever layer; products it names in a field of their own. */
export const concernable = [
  'journey',
  'phase',
  'step',
  'touchpoint',
  'channel',
  'need',
  'persona',
  'segment',
  'brand',
  'process',
  'transaction',
  'application',
  'dataSource',
  'dataObject',
] as const

const dimensions = {
  products: refs('product'),
  brands: refs('brand'),
  channels: refs('channel'),
  personas: refs('persona'),
  segments: refs('segment'),
  ...termed,
} as const

/** All kinds. Ids of records are letters and digits; a cell's and a feeling's follow from where they stand, so that two people who begin one at once begin the same. */
export const atlasKinds = {
  journey: {
    home: 'library',
    fields: {
      name,
      about,
      goal: { type: 'prose', searched: true },
      level: choice('lifecycle', 'journey', 'part'),
      state: choice('asIs', 'toBe'),
      actor: choice('customer', 'employee', 'partner', 'system'),
      under: ref('journey'),
      ofStep: ref('step'),
      order: { type: 'order' },
      responsible: { type: 'member' },
      template: ref('journey'),
      isTemplate: { type: 'flag' },
      idleMs: { type: 'number', min: 60_000, max: 34_560_000_000 },
      binding: { type: 'binding', asksAlone: true },
      ...dimensions,
    },
  },
  phase: { home: 'journey', fields: { name, about, order, ...termed } },
  step: {
    home: 'journey',
    fields: {
      name,
      about,
      feeling: about,
      motive: about,
      goal: about,
      phase: neededRef('phase'),
      order,
      actor: choice('customer', 'employee', 'partner', 'system'),
      momentOfTruth: { type: 'flag' },
      selfService: { type: 'flag' },
      start: { type: 'flag' },
      end: { type: 'flag' },
      // Where it was put by hand in the graph: from the left edge of its phase, and from where steps begin.
      leftPx: { type: 'number', min: 0, max: GRAPH_PX_MAX },
      topPx: { type: 'number', min: 0, max: GRAPH_PX_MAX },
      binding: { type: 'binding' },
      ...termed,
    },
  },
  lane: {
    home: 'journey',
    fields: {
      name,
      type: { type: 'choice', choices: laneTypes, needed: true },
      order,
      persona: ref('persona'),
      height: { type: 'number', min: 1, max: 40 },
      hidden: { type: 'flag' },
    },
  },
  transition: {
    home: 'journey',
    fields: {
      from: neededRef('step'),
      to: neededRef('step'),
      label: { type: 'text' },
      share: { type: 'number', min: 0, max: 1 },
      withinMs: { type: 'number', min: 0, max: 31_622_400_000 },
    },
  },
  cell: {
    home: 'journey',
    // `alt`: what the picture shows, for those who do not see it.
    fields: {
      step: neededRef('step'),
      lane: neededRef('lane'),
      text: about,
      image: { type: 'file' },
      alt: { type: 'prose', searched: true },
    },
  },
  placement: {
    home: 'journey',
    fields: {
      item: { type: 'ref', kinds: placed, needed: true },
      step: ref('step'),
      phase: ref('phase'),
      lane: ref('lane'),
      span: { type: 'number', min: 1, max: 60 },
      order,
      note: about,
    },
  },
  feeling: {
    home: 'journey',
    fields: {
      step: neededRef('step'),
      persona: ref('persona'),
      value: { type: 'number', min: -2, max: 2 },
      why: about,
    },
  },
  touchpoint: {
    home: 'library',
    fields: {
      name,
      about,
      state: choice('idea', 'planned', 'building', 'live', 'retired'),
      address: { type: 'text' },
      binding: { type: 'binding' },
      ...dimensions,
    },
  },
  persona: {
    home: 'library',
    fields: {
      name,
      about,
      quote: about,
      goals: about,
      frustrations: about,
      picture: { type: 'file' },
      segment: ref('segment'),
      share: { type: 'number', min: 0, max: 1 },
      ...termed,
    },
  },
  segment: { home: 'library', fields: { name, about, condition: { type: 'condition' } } },
  channel: { home: 'library', fields: { name, about, wire: { type: 'text' } } },
  need: {
    home: 'library',
    fields: { name, about, fulfilment: choice('none', 'partly', 'fully'), touchpoints: refs('touchpoint'), ...termed },
  },
  process: { home: 'library', fields: { name, about, roles: about, selfService: { type: 'flag' }, ...termed } },
  transaction: {
    home: 'library',
    fields: {
      name,
      about,
      process: neededRef('process'),
      order,
      role: { type: 'text' },
      after: refs('transaction'),
      data: refs('dataObject'),
    },
  },
  application: {
    home: 'library',
    fields: { name, about, vendor: { type: 'text' }, address: { type: 'text' }, ...termed },
  },
  dataSource: {
    home: 'library',
    fields: { name, about, technology: { type: 'text' }, source: { type: 'text' }, ...termed },
  },
  dataObject: { home: 'library', fields: { name, about, personal: { type: 'flag' }, ...termed } },
  product: { home: 'library', fields: { name, about, key: { type: 'text' }, ...termed } },
  brand: { home: 'library', fields: { name, about } },
  insight: {
    home: 'library',
    fields: {
      name,
      about,
      sort: choice(...insightSorts),
      origin: choice(...insightOrigins),
      concerns: refs(...concernable),
      products: refs('product'),
      related: refs('insight'),
      ...termed,
    },
  },
  link: {
    home: 'library',
    fields: {
      from: { type: 'ref', kinds: [...placed, 'journey', 'step'], needed: true },
      to: { type: 'ref', kinds: [...placed, 'journey', 'step'], needed: true },
      how: { type: 'choice', choices: ['supports', 'uses', 'feeds'], needed: true },
    },
  },
  taxonomy: {
    home: 'library',
    fields: {
      name,
      about,
      policy: { type: 'choice', choices: ['refuse', 'flag'], needed: true },
      // Of which kinds of records; none: of all. `expected`: each should have a term of it. `single`: one at most.
      of: { type: 'choices', choices: termedKinds },
      expected: { type: 'flag' },
      single: { type: 'flag' },
    },
  },
  term: {
    home: 'library',
    fields: {
      name,
      about,
      taxonomy: neededRef('taxonomy'),
      synonyms: about,
      replacedBy: ref('term'),
      order: { type: 'order' },
    },
  },
} as const satisfies Record<string, KindFact>

/** A kind of record. */
export type AtlasKind = keyof typeof atlasKinds

/** The facts of a field; undefined where the kind has none of this name. */
export function fieldFact(kind: AtlasKind, field: string): FieldFact | undefined {
  const fields: Readonly<Record<string, FieldFact>> = atlasKinds[kind].fields
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}
