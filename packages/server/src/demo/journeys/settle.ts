// Puts the demo's atlas into its workspace through the management API, each change by a member who may make it. Done once; what people change afterwards stays.
import { reachOf } from '@lotse/protocol'
import { type Call, Refused, type Visit, visit } from '../caller.ts'
import type { Company } from '../company.ts'
import type { UnitIds } from '../units.ts'
import { type AtlasChange, atlasChanges, journeys, measured } from './atlas.ts'

/** `flows`: their ids by the names of their files; `password`: of all members; `call`: for whom no member can be found; `signal` ends it early. */
export type AtlasSetting = {
  readonly call: Call
  readonly url: string
  readonly company: Company
  readonly units: UnitIds
  readonly flows: ReadonlyMap<string, string>
  readonly password: string
  readonly signal: AbortSignal
}

type Member = Company['members'][number]

/**
 * Writes the atlas and has its journeys measured. Repeating an interrupted writing is harmless: a change is done once.
 *
 * @returns whether it came to its end.
 */
export async function settleAtlas(setting: AtlasSetting): Promise<boolean> {
  const { company, units, flows, signal } = setting
  const desks = new Desks(setting)
  try {
    const members = new Map<string, string>()
    for (const { owner } of journeys) {
      const { memberId } = await desks.of(owner)
      if (memberId !== null) members.set(owner, memberId)
    }
    for (const change of atlasChanges(company, { flows, members })) {
      if (signal.aborted) return false
      await write(change, desks, units)
    }
    for (const { id, owner } of measured) await measure((await desks.of(owner)).call, id)
    return true
  } finally {
    await desks.leave()
  }
}

async function write({ id, owner, edits }: AtlasChange, desks: Desks, units: UnitIds): Promise<void> {
  const ownerId = units.get(owner)
  // What belongs to a unit that somebody renamed is the CX team's.
  const { call } = await desks.of(ownerId === undefined ? 'cx' : owner)
  await call('changeAtlas', { body: { id, edits: [...edits], ...(ownerId === undefined ? {} : { ownerId }) } })
}

async function measure(call: Call, id: string): Promise<void> {
  const { items } = await call('listEditions', { params: { id } })
  if (items.length === 0) await call('publishJourney', { params: { id } })
}

/**
 * Who writes what a unit owns: somebody of the unit, or of the one above it, who may; else the CX team, which may write everything.
 *
 * @throws Error where nobody may.
 */
export function authorOf({ members, units }: Pick<Company, 'members' | 'units'>, owner: string): Member {
  const parent = units.find(({ key }) => key === owner)?.parent
  const writers = members.filter(({ role }) => role !== 'admin' && reachOf([role], 'atlas.edit') !== undefined)
  const of = (unit: string | undefined) => writers.find(({ units: own }) => unit !== undefined && own.includes(unit))
  const author = of(owner) ?? of(parent) ?? writers.find(({ role }) => role === 'cx')
  if (author === undefined) throw new Error(`nobody may write for ${owner}`)
  return author
}

/** `memberId`: null where nobody signed in. */
type Desk = { readonly call: Call; readonly memberId: string | null }

/** The authors at their desks: each signs in once. */
class Desks {
  readonly #setting: AtlasSetting
  readonly #visits = new Map<string, Promise<Visit | undefined>>()

  constructor(setting: AtlasSetting) {
    this.#setting = setting
  }

  /** Who writes for a unit. */
  async of(owner: string): Promise<Desk> {
    const { company, url, password, call } = this.#setting
    const { email } = authorOf(company, owner)
    const visiting = this.#visits.get(email) ?? visit(url, { email, password }).catch(ifRefused)
    this.#visits.set(email, visiting)
    return (await visiting) ?? { call, memberId: null }
  }

  /** Everybody signs out. */
  async leave(): Promise<void> {
    const visits = await Promise.all(this.#visits.values())
    await Promise.all(visits.map((one) => one?.call('signOut', {})))
  }
}

/** In an older demo somebody may have another password by now. */
function ifRefused(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error
}
