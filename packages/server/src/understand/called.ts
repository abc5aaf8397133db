// What customers are called, for lists that name them beside something else. Whoever asks may read customers.
import { readState } from '@lotse/core/understand'
import type { Json } from '@lotse/protocol'
import { statesOf } from '../adapters/store/customers.ts'
import type { Db } from '../adapters/store/members.ts'

/** The names that customers told, by id; those who told none are left out. */
export async function calledNames(
  db: Db,
  workspaceId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const states = await statesOf(db, workspaceId, [...new Set(ids)])
  const named = [...states].flatMap(([id, state]): [number, string][] => {
    const { traits } = readState(state)
    const name = toldName((trait) => traits[trait]?.[0])
    return name === '' ? [] : [[id, name]]
  })
  return new Map(named)
}

/**
 * The name that a customer told, empty where there is none.
 *
 * @param traitOf - a trait's value by its name.
 */
export function toldName(traitOf: (trait: string) => Json | undefined): string {
  const told = (...names: readonly string[]) =>
    names
      .map(traitOf)
      .filter((value) => typeof value === 'string')
      .join(' ')
      .trim()
  return told('name') || told('firstName', 'lastName') || told('first_name', 'last_name')
}
