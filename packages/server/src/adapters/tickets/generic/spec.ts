// How a system is spoken to that has no adapter of its own: calls with placeholders and where their answers hold what. Checked before anything is asked.
import { mappingField, ticketCategories } from '@lotse/protocol'
import { z } from 'zod'
import { readJson } from '../net/json.ts'

const PATH_LENGTH_MAX = 2000
const SPEC_LENGTH_MAX = 5000
const PLACEHOLDER = /\{([a-zA-Z]+)\}/g

const json: z.ZodType<unknown> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)
const path = z.string().startsWith('/').max(PATH_LENGTH_MAX)
const call = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  path,
  body: json.optional(),
})
/** A call with placeholders such as `{title}`. */
export type GenericCall = z.infer<typeof call>

const status = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  category: z.enum(ticketCategories),
})
const ref = z.strictObject({ ref: mappingField, key: mappingField.optional(), url: mappingField.optional() })
const list = z.string().max(200)

/** The document. What is left out the system cannot do; `list`: path to the list in an answer, empty: the answer is the list. */
export const genericSpec = z.strictObject({
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().regex(/^[\x20-\x7e]{0,2000}$/)).default({}),
  statuses: z.array(status).min(1).max(100),
  projects: z.array(z.strictObject({ id: z.string().min(1), name: z.string().min(1) })).default([]),
  check: call,
  account: mappingField.optional(),
  create: call,
  created: ref,
  read: call,
  ticket: z.strictObject({
    title: mappingField,
    status: mappingField,
    description: mappingField.optional(),
    key: mappingField.optional(),
    url: mappingField.optional(),
    project: mappingField.optional(),
    assignee: mappingField.optional(),
    lastAuthor: mappingField.optional(),
    createdAt: mappingField.optional(),
    updatedAt: mappingField.optional(),
    statusSince: mappingField.optional(),
  }),
  find: ref.extend({ call, list }).optional(),
  changes: z
    .strictObject({
      call,
      list,
      ref: mappingField,
      updatedAt: mappingField,
      pageSize: z.number().int().min(1).max(1000),
    })
    .optional(),
  write: call.optional(),
  status: call.optional(),
  comment: call.optional(),
  hook: z
    .strictObject({
      header: z.string().regex(/^[a-z0-9-]{1,100}$/),
      scheme: z.enum(['hmacSha256', 'token']),
      ref: mappingField,
      id: mappingField.optional(),
    })
    .optional(),
})
export type GenericSpec = z.infer<typeof genericSpec>

/** Placeholders that each call may have. `page` counts from 1, `offset` from 0. */
const PLACES = {
  check: [],
  create: ['marker', 'project', 'kind', 'title', 'description', 'priority', 'backLink'],
  read: ['ref'],
  find: ['marker'],
  changes: ['since', 'sinceSeconds', 'page', 'offset'],
  write: ['ref', 'title', 'description', 'assignee', 'priority'],
  status: ['ref', 'status'],
  comment: ['ref', 'text'],
} as const

/** What a placeholder stands for. */
export type Values = Readonly<Record<string, string | number | null>>

/** A document that can be used, or what is wrong with it. */
export type ReadSpec =
  | { readonly kind: 'spec'; readonly spec: GenericSpec }
  | { readonly kind: 'refused'; readonly why: string }

/** Reads a document. */
export function readSpec(text: string | undefined): ReadSpec {
  if (text === undefined || text.length > SPEC_LENGTH_MAX) return { kind: 'refused', why: 'spec: missing or too long' }
  const read = genericSpec.safeParse(readJson(text))
  if (!read.success) {
    const { path: place, message } = read.error.issues[0] ?? { path: [], message: '' }
    return { kind: 'refused', why: `spec: ${place.join('.')}: ${message}` }
  }
  const wrong = wrongPlaceholder(read.data)
  return wrong === null ? { kind: 'spec', spec: read.data } : { kind: 'refused', why: `spec: ${wrong}` }
}

/** The first placeholder that nothing would be put into; or that a call to one ticket does not name it. */
function wrongPlaceholder(spec: GenericSpec): string | null {
  const calls = { ...spec, find: spec.find?.call, changes: spec.changes?.call }
  for (const [name, places] of Object.entries(PLACES)) {
    const one = calls[name as keyof typeof PLACES]
    if (one === undefined) continue
    const used = [...`${one.path} ${JSON.stringify(one.body ?? '')}`.matchAll(PLACEHOLDER)].map(
      ([, place = '']) => place,
    )
    const unknown = used.find((place) => !places.some((known) => known === place))
    if (unknown !== undefined) return `${name}: {${unknown}} is not known`
    if (places.some((place) => place === 'ref') && !used.includes('ref')) return `${name}: {ref} is missing`
  }
  for (const value of Object.values(spec.headers)) {
    const unknown = [...value.matchAll(PLACEHOLDER)].find(
      ([, place = '']) => !['secret', 'account', 'basic'].includes(place),
    )
    if (unknown) return `headers: ${unknown[0]} is not known`
  }
  return null
}

/** An address with its placeholders filled, each as one part of it. */
export const filledPath = (text: string, values: Values): string =>
  text.replace(PLACEHOLDER, (_, name: string) => encodeURIComponent(String(values[name] ?? '')))

/** A header with its placeholders filled. */
export const filledText = (text: string, values: Values): string =>
  text.replace(PLACEHOLDER, (_, name: string) => String(values[name] ?? ''))

/** A body with its placeholders filled. A text that is one placeholder becomes its value, and members whose value is not given are left out. */
export function filledBody(body: unknown, values: Values): unknown {
  if (typeof body === 'string') {
    const alone = /^\{([a-zA-Z]+)\}$/.exec(body)?.[1]
    return alone === undefined ? filledText(body, values) : values[alone]
  }
  if (Array.isArray(body)) return body.map((one) => filledBody(one, values))
  if (typeof body !== 'object' || body === null) return body
  const members = Object.entries(body).map(([name, value]) => [name, filledBody(value, values)] as const)
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}
