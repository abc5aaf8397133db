// Gives the company its departments, teams and regions, and its members to them. Done once; what somebody changes afterwards stays.
import type { Call } from './caller.ts'
import type { Company } from './company.ts'

/** Ids of units by their key in the company's files. */
export type UnitIds = ReadonlyMap<string, string>

const MEMBERS = { query: { limit: 200 } }

/** Sees that the units are there. In a workspace that has none, members are given to them, too. */
export async function settleUnits(call: Call, company: Company): Promise<UnitIds> {
  const { items } = await call('listUnits', {})
  const known = new Map(
    company.units.flatMap(({ key, kind, name }) => {
      const unit = items.find((item) => item.kind === kind && item.name === name)
      return unit === undefined ? [] : [[key, unit.id] as const]
    }),
  )
  if (items.length > 0) return known
  const made = new Map<string, string>()
  // One after the other: a parent stands before what belongs to it.
  for (const { key, kind, name, parent } of company.units) {
    const parentId = (parent === undefined ? undefined : made.get(parent)) ?? null
    made.set(key, (await call('createUnit', { body: { kind, name, parentId } })).id)
  }
  await settleMembers(call, company, made)
  return made
}

async function settleMembers(call: Call, company: Company, units: UnitIds): Promise<void> {
  const { items } = await call('listMembers', MEMBERS)
  for (const { email, units: keys } of company.members) {
    const member = items.find((item) => item.email === email)
    const unitIds = keys.flatMap((key) => units.get(key) ?? [])
    if (member) await call('changeMember', { params: { id: member.id }, body: { unitIds } })
  }
}

/**
 * The query that makes something the property of the unit that owns it in the files.
 *
 * @param name - of the file, e.g. `welcome`.
 */
export function ownedBy(
  { units }: Company,
  ids: UnitIds,
  what: 'flows' | 'templates',
  name: string,
): { readonly ownerId?: string } {
  const owner = units.find((unit) => unit[what].includes(name))
  const ownerId = owner && ids.get(owner.key)
  return ownerId === undefined ? {} : { ownerId }
}
