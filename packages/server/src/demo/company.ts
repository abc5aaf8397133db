// The demo company as its files in examples/nordlicht describe it: read, checked, never changed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locales, roles, unitKinds, workingCalendar, workspaceSettings } from '@lotse/protocol'
import { z } from 'zod'

/** The folder of the company's files; the same distance from `src` and from `dist`. */
export const COMPANY_FOLDER = fileURLToPath(new URL('../../../../examples/nordlicht/', import.meta.url))

const texts = z.array(z.string().min(1)).min(1)
const region = z.strictObject({
  region: z.string(),
  country: z.string().length(2),
  zone: z.string(),
  locale: z.string(),
  currency: z.string().length(3),
  share: z.int(),
  names: z.string(),
  towns: texts,
})
const account = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['club', 'school']),
  region: z.string(),
  members: z.int(),
})
const member = z.strictObject({
  role: z.enum(roles),
  name: z.string(),
  email: z.email(),
  locale: z.enum(locales).nullable(),
  units: z.array(z.string()),
})
/**
 * `parent`: key of the unit it belongs to; `flows`, `templates`: what it owns, by the names of the files; `week`: where its week differs
 * from that of the house.
 */
const unit = z.strictObject({
  key: z.string(),
  kind: z.enum(unitKinds),
  name: z.string(),
  parent: z.string().optional(),
  flows: z.array(z.string()).default([]),
  templates: z.array(z.string()).default([]),
  week: workingCalendar.shape.week.optional(),
})
const product = z.strictObject({
  sku: z.string(),
  category: z.string(),
  de: z.string(),
  en: z.string(),
  cents: z.int().positive(),
})
const company = z.strictObject({
  seed: z.int(),
  workspace: z.strictObject({ name: z.string(), zone: z.string(), locale: z.enum(locales) }),
  from: z.string(),
  sources: z.strictObject({
    shop: z.string(),
    app: z.string(),
    warehouse: z.string(),
    crm: z.string(),
    service: z.string(),
  }),
  members: z.array(member),
  units: z.array(unit),
  hours: workingCalendar,
  topics: workspaceSettings.shape.topics,
  events: z.record(z.string(), z.string()),
  accounts: z.array(account).min(1),
})
const names = z.strictObject({
  regions: z.array(region).min(1),
  english: z.strictObject({ share: z.int(), locale: z.string(), first: texts, last: texts }),
  first: z.record(z.string(), texts),
  last: z.record(z.string(), texts),
  domains: z.record(z.string(), texts),
})

/** A part of the country with the language, zone and currency of its people; `share`: how many of 100 live there. */
export type Region = z.infer<typeof region>
/** A company customer: a school or a club. */
export type Account = z.infer<typeof account>
/** Something the shop sells; `cents` is the price in euros. */
export type Product = z.infer<typeof product>
/** Whom customers are made of. */
export type Names = z.infer<typeof names>
/** The systems behind the shop. */
export const houseSources = ['warehouse', 'crm', 'service'] as const
export type HouseSource = (typeof houseSources)[number]
/** The sources by what they stand for. */
export type SourceName = 'shop' | 'app' | HouseSource

/** Whether a system behind the shop tells it, not the customer's own browser or app. */
export function isHouse(source: SourceName): source is HouseSource {
  return source !== 'shop' && source !== 'app'
}
/** All of it. */
export type Company = z.infer<typeof company> & {
  readonly names: Names
  readonly products: readonly Product[]
}

/**
 * Reads the company.
 *
 * @throws ZodError where a file is not of the right form.
 */
export function readCompany(folder: string = COMPANY_FOLDER): Company {
  return {
    ...company.parse(readJson(folder, 'company.json')),
    names: names.parse(readJson(folder, 'names.json')),
    products: z.array(product).min(1).parse(readJson(folder, 'products.json')),
  }
}

/** A JSON file of a folder. */
export function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}
