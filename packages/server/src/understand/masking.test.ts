// What is left of somebody's data when it is masked, and what nobody may ask for who sees masks.
import { customerSummary, jsonObject, personalName, personalText, timelineItem, why } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  asksHidden,
  HIDDEN,
  maskAnswer,
  maskEmail,
  maskIdentifier,
  maskName,
  maskObject,
  maskValue,
} from './masking.ts'

test('names become initials, e-mail and phone keep so much that two can be told apart', () => {
  expect(maskName('Anna-Lena von Größe')).toBe('A. v. G.')
  expect(maskName('李小龙')).toBe('李.')
  expect(maskName('🙂')).toBe(HIDDEN)
  expect(maskEmail('anna@mail.shop.example')).toBe('a…@m….example')
  expect(maskIdentifier('phone', '+4915112345678')).toBe('…78')
  expect(maskIdentifier('userId', 'anna.schmidt')).toBe('…dt')
  expect(maskIdentifier('userId', 'anna')).toBe(HIDDEN)
  expect(maskIdentifier('userId', 'anna@shop.de')).toBe('a…@s….de')
})

test('numbers, yes and no, and kinds of things stay; texts, places, birthdays, ids and addresses as keys do not', () => {
  const traits = {
    plan: 'gold',
    orders: 3,
    total: 1234567.5,
    vip: true,
    plan2: 'gold',
    birthday: '1980-01-01',
    zip: 24103,
    customerNo: 10234567,
    age: 44,
    address: { street: 'Kai 1', country: 'DE' },
    tags: ['loves tea'],
    'anna@shop.example': 1,
    status: 'write to anna@shop.example',
    currency: '+49 151 1234567',
    phone: '0151 1234567',
    nickname: 'Anni Sea',
    nothing: null,
  }
  expect(maskObject(traits)).toEqual({
    plan: 'gold',
    orders: 3,
    total: 1234567.5,
    vip: true,
    plan2: HIDDEN,
    birthday: HIDDEN,
    zip: HIDDEN,
    customerNo: HIDDEN,
    age: HIDDEN,
    address: { street: HIDDEN, country: 'DE' },
    tags: [HIDDEN],
    [`${HIDDEN} 12`]: 1,
    status: 'a…@s….example',
    currency: HIDDEN,
    phone: '…67',
    nickname: 'A. S.',
    nothing: null,
  })
})

test('law: a long word somebody wrote under any name is never shown whole, nor is an address', () => {
  const secret = 'Quetzalcoatlus77'
  fc.assert(
    fc.property(fc.string(), fc.json(), (name, json) => {
      fc.pre(!/^(currency|plan|status|type|kind)$/i.test(name))
      const planted = { [name]: secret, inner: { deep: [secret, JSON.parse(json)] }, status: `${secret}@x.example` }
      expect(JSON.stringify(maskObject(planted))).not.toContain(secret)
    }),
  )
})

test('bottomless nesting ends in something hidden', () => {
  let deep: { [key: string]: unknown } = { secret: 'x' }
  for (let i = 0; i < 2000; i++) deep = { inner: deep }
  expect(JSON.stringify(maskValue('a', deep as never))).not.toContain('secret')
})

test('an answer is masked where its shape says that it is about somebody, and nowhere else', () => {
  const shape = z.object({
    called: personalName.nullable(),
    note: personalText.optional(),
    traits: jsonObject,
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
    identities: z.array(z.object({ kind: z.string(), value: z.string() })),
    flow: z.string(),
  })
  const answer = {
    called: 'Anna Schmidt',
    note: 'called at noon',
    traits: { email: 'a@b.example' },
    facts: [
      { name: 'referrer', value: 'Anna' },
      { name: 'currency', value: 'EUR' },
    ],
    identities: [{ kind: 'userId', value: 'anna-schmidt' }],
    flow: 'Anna says hello',
  }
  expect(maskAnswer(shape, answer)).toEqual({
    called: 'A. S.',
    note: HIDDEN,
    traits: { email: 'a…@b….example' },
    facts: [
      { name: 'referrer', value: HIDDEN },
      { name: 'currency', value: 'EUR' },
    ],
    identities: [{ kind: 'userId', value: '…dt' }],
    flow: 'Anna says hello',
  })
  expect(maskAnswer(shape.nullable(), null)).toBeNull()
})

test('shapes that are there already are known: identities, timelines, reasons', () => {
  expect(customerSummary.shape.traits).toBe(jsonObject)
  const reason = {
    text: 'trait.email = "x"',
    truth: false,
    values: [
      { operand: 'trait.email', value: 'anna@shop.example' },
      { operand: 'trait.plan', value: 'gold' },
    ],
  }
  const moment = {
    what: 'not_entered',
    at: '2026-01-01T00:00:00.000Z',
    version: 1,
    event: 'Paid',
    reason: 'not_eligible',
    explanation: { text: 'all', truth: false, children: [reason] },
  }
  const found = {
    customerId: '1',
    flowId: 'f',
    flowName: 'F',
    verdict: 'left',
    reason: null,
    moments: [moment],
    cut: false,
  }
  const text = JSON.stringify(maskAnswer(why, why.parse(found)))
  expect(text).not.toContain('anna@')
  expect(text).toContain('"gold"')
  expect(timelineItem.shape.detail).toBeInstanceOf(z.ZodUnion)
})

test('a condition about events, counts and kinds may be asked; one about who somebody is may not', () => {
  const literal = { literal: 'x' }
  const about = (left: object) => ({ op: 'eq', left, right: literal }) as never
  expect(asksHidden(about({ trait: 'plan' }))).toBe(false)
  expect(asksHidden(about({ aggregate: { fn: 'count', event: 'Paid' } }))).toBe(false)
  expect(asksHidden(about({ trait: 'email' }))).toBe(true)
  expect(asksHidden({ all: [about({ trait: 'plan' }), { not: about({ identity: 'email' }) }] } as never)).toBe(true)
  const counted = { aggregate: { fn: 'count', event: 'Paid', where: about({ property: 'address.street' }) } }
  expect(asksHidden(about(counted))).toBe(true)
})
