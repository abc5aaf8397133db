// Whose event it is: the rules one by one, then laws over random histories against a slow, obvious oracle.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Identifier } from './input.ts'
import { classOf, identityKey } from './kinds.ts'
import {
  type Claim,
  type CustomerFacts,
  IDENTITIES_MAX,
  type Known,
  LINKS_PER_DAY_MAX,
  NEW_CUSTOMER,
  type NoteKind,
  type Resolution,
} from './resolution.ts'
import { factsNeeded, lookupsOf, resolve } from './resolve.ts'

/** A store in memory: applies resolutions as the database does. */
class Store {
  owners = new Map<string, number>()
  forwards = new Map<number, number>()
  links = new Map<string, number>()
  notes: NoteKind[] = []
  customers: number[] = []
  created = 0

  known(claims: readonly Claim[]): Known {
    const keys = claims.flatMap((claim) => lookupsOf(claim).map((one) => identityKey(claim.workspaceId, one)))
    const owners = new Map<string, number>()
    for (const key of keys) {
      const owner = this.owners.get(key)
      if (owner !== undefined) owners.set(key, owner)
    }
    const needed = [...factsNeeded(claims, owners)]
    return {
      owners,
      links: this.links,
      forwards: this.forwards,
      customers: new Map(needed.map((id) => [id, this.facts(id)])),
    }
  }

  facts(customer: number): CustomerFacts {
    const keys = [...this.owners].filter(([, owner]) => owner === customer).map(([key]) => key)
    const personIds = new Map<string, Set<string>>()
    for (const key of keys) {
      const [, kind = '', value = ''] = key.split(':')
      if (classOf(kind) === 'person') personIds.set(kind, (personIds.get(kind) ?? new Set()).add(value))
    }
    return { identities: keys.length, personIds }
  }

  apply(claims: readonly Claim[]): Resolution {
    const plan = resolve(claims, this.known(claims))
    const real = (customer: number) => (customer < NEW_CUSTOMER ? customer : this.created + 1 + customer - NEW_CUSTOMER)
    for (const { loser, survivor } of plan.mergers) {
      for (const [key, owner] of this.owners) if (owner === real(loser)) this.owners.set(key, real(survivor))
      this.forwards.set(real(loser), real(survivor))
    }
    for (const one of [...plan.added, ...plan.moved])
      this.owners.set(identityKey(one.workspaceId, one.identifier), real(one.customer))
    for (const { note, workspaceId, identifier } of plan.notes) {
      this.notes.push(note)
      const key = identityKey(workspaceId, identifier)
      if (note === 'linked') this.links.set(key, (this.links.get(key) ?? 0) + 1)
    }
    this.customers.push(...plan.customers.map(real))
    this.created += plan.created
    return plan
  }

  ownerOf(kind: string, value: string): number | undefined {
    return this.owners.get(`1:${kind}:${value}`)
  }

  find(customer: number): number {
    const next = this.forwards.get(customer)
    return next === undefined ? customer : this.find(next)
  }
}

const claim = (named: Readonly<Record<string, string>>, extra: Partial<Claim> = {}): Claim => ({
  workspaceId: 1,
  identifiers: Object.entries(named).map(([kind, value]): Identifier => ({ kind, value })),
  ...extra,
})
const after = (...claims: Claim[]): Store => {
  const store = new Store()
  for (const one of claims) store.apply([one])
  return store
}

describe('I1 I2 one event at a time', () => {
  test('L20 nobody known: a new customer with all identifiers', () => {
    const store = after(claim({ userId: 'u', email: 'e', anonymousId: 'a' }))
    expect([...store.owners.values()]).toEqual([1, 1, 1])
  })

  test('one known: it gains the new identifiers', () => {
    const store = after(claim({ anonymousId: 'a' }), claim({ anonymousId: 'a', userId: 'u' }))
    expect(store.ownerOf('userId', 'u')).toBe(1)
  })

  test('L23 several known, one user id: they merge, the older carries on', () => {
    const store = after(claim({ anonymousId: 'a' }), claim({ userId: 'u' }), claim({ userId: 'u', anonymousId: 'a' }))
    expect([...store.owners.values()]).toEqual([1, 1])
    expect(store.forwards).toEqual(new Map([[2, 1]]))
  })

  test('L24 a device of another user goes over to the user named', () => {
    const store = after(
      claim({ userId: 'u1', anonymousId: 'a' }),
      claim({ userId: 'u2', anonymousId: 'a' }),
      claim({ anonymousId: 'a' }),
    )
    expect(store.customers).toEqual([1, 2, 2])
    expect(store.notes).toEqual(['shared_device'])
  })

  test('an e-mail address of another user stays where it is', () => {
    const store = after(claim({ userId: 'u1', email: 'e' }), claim({ userId: 'u2', email: 'e' }), claim({ email: 'e' }))
    expect(store.customers).toEqual([1, 2, 1])
    expect(store.notes).toEqual(['contradicted'])
  })

  test('an e-mail address names the person, the device goes along', () => {
    const store = after(
      claim({ userId: 'u1', email: 'e' }),
      claim({ userId: 'u2', anonymousId: 'a' }),
      claim({ email: 'e', anonymousId: 'a' }),
    )
    expect(store.customers).toEqual([1, 2, 1])
    expect(store.ownerOf('anonymousId', 'a')).toBe(1)
  })

  test('L25 a new user id does not join a customer who has another', () => {
    const store = after(
      claim({ userId: 'u1', anonymousId: 'a' }),
      claim({ userId: 'u2', anonymousId: 'a', email: 'e' }),
    )
    expect(store.ownerOf('userId', 'u2')).toBe(2)
    expect(store.ownerOf('email', 'e')).toBe(2)
  })

  test('L22 per namespace: two customer numbers stay apart, a user id and a customer number come together', () => {
    expect(after(claim({ crm: '1', anonymousId: 'a' }), claim({ crm: '2', anonymousId: 'a' })).customers).toEqual([
      1, 2,
    ])
    const store = after(claim({ crm: '1' }), claim({ userId: 'u' }), claim({ crm: '1', userId: 'u' }))
    expect(store.customers).toEqual([1, 2, 1])
  })

  test('L21 a known user id decides, whatever customer number is named beside it', () => {
    const store = after(claim({ userId: 'u', crm: '1' }), claim({ userId: 'u', crm: '2' }))
    expect(store.customers).toEqual([1, 1])
    expect(store.ownerOf('crm', '2')).toBeUndefined()
    expect(store.notes).toEqual(['contradicted'])
  })

  test('the same identifiers in another workspace are another customer', () => {
    expect(after(claim({ userId: 'u' }), claim({ userId: 'u' }, { workspaceId: 2 })).customers).toEqual([1, 2])
  })

  test('what the block list kept out is recorded', () => {
    const store = after(claim({ userId: 'u' }, { blocked: [{ kind: 'email', value: 'test@firm.de' }] }))
    expect(store.notes).toEqual(['blocked'])
  })
})

describe('alias', () => {
  test('a former anonymous id joins, known or not', () => {
    const known = after(claim({ anonymousId: 'a' }), claim({ userId: 'u' }, { previousId: 'a' }))
    expect([known.ownerOf('userId', 'u'), known.ownerOf('anonymousId', 'a')]).toEqual([1, 1])
    expect(after(claim({ userId: 'u' }, { previousId: 'a' }), claim({ anonymousId: 'a' })).customers).toEqual([1, 1])
  })

  test('L26 the sender itself states that two user ids are one person', () => {
    const store = after(
      claim({ userId: 'old' }),
      claim({ userId: 'new' }),
      claim({ userId: 'new' }, { previousId: 'old' }),
    )
    expect([store.ownerOf('userId', 'old'), store.ownerOf('userId', 'new')]).toEqual([1, 1])
  })

  test('a new user id takes the place of the old one', () => {
    const store = after(
      claim({ userId: 'old' }),
      claim({ userId: 'new' }, { previousId: 'old' }),
      claim({ userId: 'new' }),
    )
    expect(store.customers).toEqual([1, 1, 1])
  })

  test('a third user id stays apart from both', () => {
    const store = after(
      claim({ userId: 'old' }),
      claim({ userId: 'new' }, { previousId: 'old' }),
      claim({ userId: 'third', anonymousId: 'a' }),
      claim({ userId: 'new', anonymousId: 'a' }),
    )
    expect(store.ownerOf('userId', 'third')).not.toBe(store.ownerOf('userId', 'new'))
  })
})

describe('I3 limits', () => {
  test('L27 the 101st identity is left out and the event still goes to the customer', () => {
    const store = new Store()
    for (let n = 0; n < IDENTITIES_MAX + 5; n++) store.apply([claim({ userId: 'u', anonymousId: `a${n}` })])
    expect(store.facts(1).identities).toBe(IDENTITIES_MAX)
    expect(new Set(store.customers)).toEqual(new Set([1]))
    expect(store.notes.filter((note) => note === 'identity_limit')).toHaveLength(6)
  })

  test('two customers with more than 100 together stay apart', () => {
    const store = new Store()
    for (let n = 0; n < 60; n++)
      store.apply([claim({ userId: 'u', anonymousId: `a${n}` }), claim({ email: 'e', anonymousId: `b${n}` })])
    store.apply([claim({ userId: 'u', email: 'e' })])
    expect(store.ownerOf('email', 'e')).not.toBe(store.ownerOf('userId', 'u'))
    expect(store.notes).toContain('identity_limit')
  })

  test('L28 the 21st customer through one identity stays apart', () => {
    const store = after(claim({ email: 'e' }))
    for (let n = 0; n <= LINKS_PER_DAY_MAX; n++)
      store.apply([claim({ anonymousId: `a${n}` }), claim({ anonymousId: `a${n}`, email: 'e' })])
    expect(store.ownerOf('anonymousId', `a${LINKS_PER_DAY_MAX - 1}`)).toBe(1)
    expect(store.ownerOf('anonymousId', `a${LINKS_PER_DAY_MAX}`)).not.toBe(1)
    expect(store.notes.at(-1)).toBe('merge_limit')
  })
})

test('I4 an event of our own follows the customer to where it was merged', () => {
  const store = after(
    claim({ anonymousId: 'a' }),
    claim({ userId: 'u' }),
    claim({ userId: 'u', anonymousId: 'a' }),
    claim({}, { customerId: 2 }),
  )
  expect(store.customers.at(-1)).toBe(1)
})

// -- laws --------------------------------------------------------------------------------------------------------

const few = (prefix: string, count: number) => fc.nat({ max: count - 1 }).map((n) => `${prefix}${n}`)
const named = fc
  .record(
    { userId: few('u', 4), crm: few('c', 3), email: few('e', 4), anonymousId: few('a', 6), deviceId: few('d', 3) },
    { requiredKeys: [] },
  )
  .filter((ids) => Object.keys(ids).length > 0)
const alias = fc.record({ userId: few('u', 4), previousId: fc.oneof(few('u', 4), few('a', 6)) })
const anyClaim = fc.oneof(
  { weight: 9, arbitrary: named.map((ids) => claim(ids)) },
  { weight: 1, arbitrary: alias.map(({ userId, previousId }) => claim({ userId }, { previousId })) },
)
const history = fc.array(anyClaim, { maxLength: 40 })
const runs = { numRuns: 500 }

test('law: L29 a group of n gives the same as n groups of one', () => {
  const cut = fc.tuple(history, fc.nat({ max: 40 }))
  fc.assert(
    fc.property(cut, ([claims, at]) => {
      const grouped = new Store()
      grouped.apply(claims.slice(0, at))
      grouped.apply(claims.slice(at))
      const single = after(...claims)
      expect(grouped.owners).toEqual(single.owners)
      expect(grouped.customers).toEqual(single.customers)
      expect(grouped.forwards).toEqual(single.forwards)
      expect(grouped.notes).toEqual(single.notes)
    }),
    runs,
  )
})

test('law: L31 two user ids never share a customer unless an alias states it', () => {
  fc.assert(
    fc.property(history, (claims) => {
      const store = after(...claims.filter((one) => one.previousId === undefined))
      const users = [...store.owners].filter(([key]) => key.startsWith('1:userId:')).map(([, owner]) => owner)
      expect(new Set(users).size).toBe(users.length)
      const crm = [...store.owners].filter(([key]) => key.startsWith('1:crm:')).map(([, owner]) => owner)
      expect(new Set(crm).size).toBe(crm.length)
    }),
    runs,
  )
})

test('law: an event belongs to the user it names', () => {
  fc.assert(
    fc.property(history, named, (claims, ids) => {
      const store = after(...claims, claim(ids))
      const customer = store.customers.at(-1)
      if (ids.userId !== undefined) expect(store.ownerOf('userId', ids.userId)).toBe(store.find(customer ?? 0))
    }),
    runs,
  )
})

test('law: no owner was merged away, and the survivor is always the older', () => {
  fc.assert(
    fc.property(history, (claims) => {
      const store = after(...claims)
      for (const owner of store.owners.values()) expect(store.forwards.has(owner)).toBe(false)
      for (const [loser, survivor] of store.forwards) expect(survivor).toBeLessThan(loser)
    }),
    runs,
  )
})

/** The slow and obvious way: whoever shares an identifier is one person. */
function components(claims: readonly Claim[]): Set<string> {
  let groups: Set<string>[] = []
  for (const { identifiers } of claims) {
    const keys = identifiers.map((one) => identityKey(1, one))
    const touching = groups.filter((group) => keys.some((key) => group.has(key)))
    groups = [
      ...groups.filter((group) => !touching.includes(group)),
      new Set([...keys, ...touching.flatMap((group) => [...group])]),
    ]
  }
  return new Set(groups.map((group) => [...group].sort().join(' ')))
}

function partition(store: Store): Set<string> {
  const groups = new Map<number, string[]>()
  for (const [key, owner] of store.owners) groups.set(owner, [...(groups.get(owner) ?? []), key])
  return new Set([...groups.values()].map((keys) => keys.sort().join(' ')))
}

test('law: I4 L30 where nothing contradicts, the customers are the same in whatever order the events arrive', () => {
  const soft = fc
    .record({ email: few('e', 6), anonymousId: few('a', 9), deviceId: few('d', 5) }, { requiredKeys: [] })
    .filter((ids) => Object.keys(ids).length > 0)
  const shuffled = fc
    .array(
      soft.map((ids) => claim(ids)),
      { maxLength: 30 },
    )
    .chain((claims) => fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })))
  fc.assert(
    fc.property(shuffled, ([claims, other]) => {
      const [a, b] = [after(...claims), after(...other)]
      const limited = [...a.notes, ...b.notes].some((note) => note === 'merge_limit' || note === 'identity_limit')
      if (limited) return
      expect(partition(a)).toEqual(components(claims))
      expect(partition(b)).toEqual(components(claims))
    }),
    runs,
  )
})
