// The identifiers an event names, in the one form under which they are known; leaves out what identifies nobody (I1, I3).
import type { Json, JsonObject } from '@lotse/protocol'
import type { Identifier } from './input.ts'
import { identityKey } from './kinds.ts'

/** What a workspace says about identifiers. `phone`: gives E.164, or undefined for what is no number. `blocked`: further values. */
export type IdentityRules = {
  readonly contactsIdentify: boolean
  readonly blocked: ReadonlySet<string>
  readonly phone: (text: string) => string | undefined
}

/** What an event names of its customer, as sent. */
export type NamedIds = {
  readonly workspaceId: number
  readonly userId: string | undefined
  readonly anonymousId: string | undefined
  readonly traits: JsonObject
}

/** Normalised identifiers, each once; those that the block list keeps out apart. */
export type Identifiers = { readonly taken: readonly Identifier[]; readonly blocked: readonly Identifier[] }

/** One event may name this many. */
export const IDENTIFIERS_PER_EVENT_MAX = 20

const VALUE_LENGTH_MAX = 255
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const EMAIL_LENGTH_MAX = 254
const KIND = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

/** Names that stand for kinds of ours in the lists of external ids. */
const SAME_KIND: ReadonlyMap<string, string> = new Map([
  ['user_id', 'userId'],
  ['anonymous_id', 'anonymousId'],
])

/** Values that stand for nobody, compared without case. */
const NOBODY: ReadonlySet<string> = new Set([
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  'n/a',
  'true',
  'false',
  'anonymous',
  'unknown',
  'guest',
  '[object object]',
])
const NOBODYS_MAILBOX = /^(test|noreply|no-reply|none|null|undefined)@/
const ZEROS = /^[0\s.+-]*$/

/**
 * The identifiers of an event.
 *
 * @param context - of the message, laid over that of its batch.
 * @returns `undefined` where it names more than `IDENTIFIERS_PER_EVENT_MAX`.
 */
export function identifiersOf(named: NamedIds, context: JsonObject, rules: IdentityRules): Identifiers | undefined {
  const all: Identifier[] = []
  for (const { kind, value } of candidates(named, context)) {
    const normal = normalise(kind, value, rules)
    if (!normal) continue
    const key = identityKey(named.workspaceId, normal)
    if (!all.some((one) => one.key === key)) all.push({ kind: normal.kind, value: normal.value, key })
    if (all.length > IDENTIFIERS_PER_EVENT_MAX) return undefined
  }
  if (!all.some((one) => isBlocked(one, rules))) return { taken: all, blocked: NONE }
  return { taken: all.filter((one) => !isBlocked(one, rules)), blocked: all.filter((one) => isBlocked(one, rules)) }
}

const NONE: readonly Identifier[] = []

/**
 * One identifier in its normal form: texts trimmed and NFC, e-mail in lower case, phone as E.164.
 *
 * @returns undefined where the value cannot be of that kind, or contacts identify nobody in this workspace.
 */
export function normalise(kind: string, value: string, rules: IdentityRules): Identifier | undefined {
  const text = value.trim().normalize('NFC')
  if (text.length > VALUE_LENGTH_MAX) return undefined
  if (kind === 'email') return rules.contactsIdentify ? email(text) : undefined
  if (kind === 'phone') return rules.contactsIdentify ? phone(text, rules) : undefined
  return { kind, value: text }
}

/** Whether a normalised identifier stands for nobody (I3). */
export function isBlocked({ kind, value }: Identifier, rules: IdentityRules): boolean {
  const plain = value.toLowerCase()
  if (NOBODY.has(plain) || ZEROS.test(plain) || rules.blocked.has(plain)) return true
  return kind === 'email' && NOBODYS_MAILBOX.test(plain)
}

function email(text: string): Identifier | undefined {
  const value = text.toLowerCase()
  return value.length <= EMAIL_LENGTH_MAX && EMAIL.test(value) ? { kind: 'email', value } : undefined
}

function phone(text: string, rules: IdentityRules): Identifier | undefined {
  const value = rules.phone(text)
  return value === undefined ? undefined : { kind: 'phone', value }
}

function candidates({ userId, anonymousId, traits }: NamedIds, context: JsonObject): Identifier[] {
  const list: Identifier[] = []
  if (userId !== undefined) list.push({ kind: 'userId', value: userId })
  if (anonymousId !== undefined) list.push({ kind: 'anonymousId', value: anonymousId })
  for (const from of [traits, objectOf(context.traits)]) {
    push(list, 'email', from?.email)
    push(list, 'phone', from?.phone)
    pushExternal(list, from?.externalIds)
  }
  pushExternal(list, context.externalIds)
  pushExternal(list, context.externalId)
  push(list, 'deviceId', objectOf(context.device)?.id)
  return list
}

function push(list: Identifier[], kind: string, value: Json | undefined): void {
  if (typeof value === 'string' && value !== '') list.push({ kind, value })
  else if (typeof value === 'number' && Number.isSafeInteger(value)) list.push({ kind, value: String(value) })
}

/** Clients send `[{ type, id }]`, people in traits also `{ type: id }`. */
function pushExternal(list: Identifier[], value: Json | undefined): void {
  if (Array.isArray(value)) for (const item of value) pushOne(list, objectOf(item)?.type, objectOf(item)?.id)
  else for (const [type, id] of Object.entries(objectOf(value) ?? {})) pushOne(list, type, id)
}

function pushOne(list: Identifier[], type: Json | undefined, id: Json | undefined): void {
  if (typeof type === 'string' && KIND.test(type)) push(list, SAME_KIND.get(type) ?? type, id)
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
