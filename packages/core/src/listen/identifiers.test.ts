// Which identifiers an event names, in which form, and which stand for nobody.
import type { Json, JsonObject } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IDENTIFIERS_PER_EVENT_MAX, type IdentityRules, identifiersOf, isBlocked, normalise } from './identifiers.ts'
import { byRank, classOf } from './kinds.ts'

const rules: IdentityRules = {
  contactsIdentify: true,
  blocked: new Set(['kiosk-1']),
  phone: (text) => (/^\+?[\d ]{6,}$/.test(text) ? `+49${text.replace(/\D/g, '')}` : undefined),
}

function named(traits: JsonObject, context: JsonObject = {}, userId?: string): string[] {
  const found = identifiersOf({ workspaceId: 1, userId, anonymousId: undefined, traits }, context, rules)
  return (found?.taken ?? []).map(({ kind, value }) => `${kind}:${value}`)
}

test.each([
  ['userId', 'person'],
  ['order_app', 'person'],
  ['email', 'contact'],
  ['phone', 'contact'],
  ['anonymousId', 'device'],
  ['deviceId', 'device'],
  ['ga_client_id', 'device'],
  ['ios.idfa', 'device'],
  ['android.id', 'device'],
])('L10 %s stands for a %s', (kind, expected) => {
  expect(classOf(kind)).toBe(expected)
})

describe('L11 where identifiers come from', () => {
  test.each<[string, JsonObject, JsonObject, string[]]>([
    ['a list in the context', {}, { externalIds: [{ type: 'crm', id: 7 }] }, ['crm:7']],
    ['the singular of it', {}, { externalId: [{ type: 'crm', id: 'a' }] }, ['crm:a']],
    ['a trait by type', { externalIds: { crm: 'a', shop: 'b' } }, {}, ['crm:a', 'shop:b']],
    ['traits of the message', { email: 'a@b.example' }, {}, ['email:a@b.example']],
    ['traits of the context', {}, { traits: { email: 'a@b.example' } }, ['email:a@b.example']],
    ['the device', {}, { device: { id: 'd-1' } }, ['deviceId:d-1']],
    ['names of our own kinds', {}, { externalIds: [{ type: 'user_id', id: 'u' }] }, ['userId:u']],
    ['a type that is no name', {}, { externalIds: [{ type: 'a:b', id: 'x' }] }, []],
  ])('%s', (_, traits, context, expected) => {
    expect(named(traits, context)).toEqual(expected)
  })
})

test('L12 the order of weight does not depend on the order of the sender', () => {
  const ordered = ['userId', 'crm', 'email', 'phone', 'anonymousId', 'deviceId'].map((kind) => ({ kind, value: 'x' }))
  fc.assert(
    fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) => {
      expect(byRank(shuffled)).toEqual(ordered)
    }),
  )
})

test.each<[string, string, string, string | undefined]>([
  ['text is trimmed and composed', 'userId', ' Jose\u0301 ', 'Jos\u00e9'],
  ['case of an id counts', 'userId', 'Ab', 'Ab'],
  ['e-mail is in lower case', 'email', ' Ada@Example.COM ', 'ada@example.com'],
  ['no mailbox, nobody', 'email', 'ada at example', undefined],
  ['phone as E.164', 'phone', '0431 123456', '+490431123456'],
  ['no number, nobody', 'phone', 'call me', undefined],
  ['longer than 255 characters', 'userId', 'x'.repeat(256), undefined],
])('L13 normal forms: %s', (_, kind, value, expected) => {
  expect(normalise(kind, value, rules)?.value).toBe(expected)
})

test('I1 contacts identify nobody where the workspace says so', () => {
  expect(normalise('email', 'a@b.example', { ...rules, contactsIdentify: false })).toBeUndefined()
})

test.each(['', '0', '000-0', 'NULL', 'undefined', 'None', 'guest', '[object Object]', 'kiosk-1', 'true'])(
  'L14 %j stands for nobody',
  (value) => {
    expect(isBlocked({ kind: 'userId', value }, rules)).toBe(true)
  },
)

test('L14 mailboxes of nobody are kept out, and told apart from what is taken', () => {
  const traits: Record<string, Json> = { email: 'noreply@shop.example' }
  const found = identifiersOf({ workspaceId: 1, userId: 'ada', anonymousId: undefined, traits }, {}, rules)
  expect(found?.taken.map(({ kind }) => kind)).toEqual(['userId'])
  expect(found?.blocked.map(({ value }) => value)).toEqual(['noreply@shop.example'])
  expect(isBlocked({ kind: 'email', value: 'testa@shop.example' }, rules)).toBe(false)
})

test('L15 twenty identifiers are taken, one more is a fault', () => {
  const ids = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`crm${i}`, 'x']))
  expect(named({ externalIds: ids(IDENTIFIERS_PER_EVENT_MAX) })).toHaveLength(IDENTIFIERS_PER_EVENT_MAX)
  const many = { workspaceId: 1, userId: undefined, anonymousId: undefined, traits: { externalIds: ids(21) } }
  expect(identifiersOf(many, {}, rules)).toBeUndefined()
})
