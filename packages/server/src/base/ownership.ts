// Ownership of things by units: who may change only what is their own is refused elsewhere. What an action is allowed to stands in the table.
import { Problem } from '@lotse/core/base'
import {
  type Action,
  type JsonObject,
  type Operation,
  type OwnedKind,
  type OwnerFilter,
  reachOf,
} from '@lotse/protocol'
import type { FastifyRequest } from 'fastify'
import type { Db } from '../adapters/store/members.ts'
import { type GivenKind, ownerOf, setOwner } from '../adapters/store/owners.ts'
import { listUnits, ownUnits, standingUnits, unitsWithin } from '../adapters/store/units.ts'
import { inChargeOf } from '../insights/charge.ts'
import type { Caller } from './auth.ts'
import { integerId } from './ids.ts'

/**
 * Refuses an operation on a thing that no unit of the caller owns, where their roles reach own things alone (O2). A thing that does not
 * exist passes: the operation says so, or makes it.
 *
 * @throws Problem `auth.not_owner`.
 */
export async function refuseForeign(
  db: Db,
  { owned, allow }: Operation,
  { caller, params }: Pick<FastifyRequest, 'caller' | 'params'>,
): Promise<void> {
  if (owned === undefined || caller === null || allow === 'public' || allow === 'member') return
  if (reachOf(caller.roles, allow) === 'all') return
  const [name = ''] = Object.values(params ?? {})
  const ownerId = await ownerOfThing(db, caller.workspaceId, owned, String(name))
  if (ownerId !== undefined) await refuseForeignUnit(db, caller, { action: allow, ownerId })
}

/** Whose a thing is; of an insight, who is in charge of it. */
async function ownerOfThing(db: Db, workspaceId: number, kind: OwnedKind, name: string) {
  return kind === 'insight' ? inChargeOf(db, workspaceId, name) : ownerOf(db, workspaceId, { kind, name })
}

/**
 * Refuses an action on what a unit owns that is none of the caller's, where their roles reach own things alone.
 *
 * @throws Problem `auth.not_owner`.
 */
export async function refuseForeignUnit(
  db: Db,
  caller: Caller,
  { action, ownerId }: { readonly action: Action; readonly ownerId: number | null },
): Promise<void> {
  if (reachOf(caller.roles, action) === 'all' || (await isOwnUnit(db, caller, ownerId))) return
  throw new Problem('auth.not_owner', { action, ownerId: ownerId === null ? null : String(ownerId) })
}

/** Whether a unit is one of the caller's, or lies below one. */
export async function isOwnUnit(db: Db, caller: Caller, unit: number | null): Promise<boolean> {
  return unit !== null && (await ownIds(db, caller)).has(unit)
}

/**
 * The owner of a thing that is being made (O3): the one that is wished, else the only unit its maker belongs to.
 *
 * @param wished - id of a unit, `none` for nobody, or undefined.
 * @throws Problem `auth.not_owner`, `unit.unknown`, `unit.needed` where a maker who reaches own things alone belongs to several or none.
 */
export async function ownerOfNew(
  db: Db,
  caller: Caller,
  { action, wished }: { readonly action: Action; readonly wished: string | undefined },
): Promise<number | null> {
  const all = reachOf(caller.roles, action) === 'all'
  if (wished === 'none' && all) return null
  if (wished !== undefined && wished !== 'none') {
    const ownerId = await knownUnit(db, caller.workspaceId, wished)
    if (!all && !(await ownIds(db, caller)).has(ownerId))
      throw new Problem('auth.not_owner', { action, ownerId: wished })
    return ownerId
  }
  const units = wished === 'none' ? [] : await directUnits(db, caller)
  if (units.length === 1) return units[0] ?? null
  if (!all) throw new Problem('unit.needed', { field: 'ownerId' })
  return null
}

/**
 * The owners that a list is narrowed to (O6): a unit with all below it, the caller's own ones, or nobody.
 *
 * @returns undefined where the list shows everything.
 */
export async function ownersAsked(
  db: Db,
  caller: Caller,
  asked: OwnerFilter | undefined,
): Promise<readonly number[] | 'none' | undefined> {
  if (asked === undefined || asked === 'none') return asked
  if (asked === 'mine') return [...(await ownIds(db, caller))]
  return unitsWithin(db, caller.workspaceId, integerId(asked))
}

/**
 * Hands a thing to a unit, or to nobody (O4).
 *
 * @returns for the audit log, whose it was and whose it is, by name.
 * @throws Problem `unit.unknown`, `not_found`.
 */
export async function handOver(
  db: Db,
  { workspaceId }: Caller,
  { kind, name, to }: { readonly kind: GivenKind; readonly name: string; readonly to: string | null },
): Promise<JsonObject> {
  const before = await ownerOf(db, workspaceId, { kind, name })
  if (before === undefined) throw new Problem('not_found')
  const ownerId = to === null ? null : await knownUnit(db, workspaceId, to)
  await setOwner(db, workspaceId, { kind, name, ownerId })
  return { owner: { before: await unitName(db, workspaceId, before), after: await unitName(db, workspaceId, ownerId) } }
}

async function unitName(db: Db, workspaceId: number, id: number | null): Promise<string | null> {
  return id === null ? null : ((await listUnits(db, workspaceId, id))[0]?.name ?? null)
}

/** The id of a unit that may be given something new. @throws Problem `unit.unknown`. */
async function knownUnit(db: Db, workspaceId: number, text: string): Promise<number> {
  const [id] = await standingUnits(db, workspaceId, [integerId(text)])
  if (id === undefined) throw new Problem('unit.unknown', { field: 'ownerId' })
  return id
}

async function ownIds(db: Db, { workspaceId, memberId }: Caller): Promise<ReadonlySet<number>> {
  return new Set(memberId === null ? [] : (await ownUnits(db, workspaceId, memberId)).map(({ id }) => id))
}

async function directUnits(db: Db, { workspaceId, memberId }: Caller): Promise<number[]> {
  if (memberId === null) return []
  const units = (await ownUnits(db, workspaceId, memberId)).filter(({ direct }) => direct)
  return standingUnits(
    db,
    workspaceId,
    units.map(({ id }) => id),
  )
}
