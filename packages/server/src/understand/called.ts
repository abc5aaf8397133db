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
    const name = nameIn(readState(state).traits)
    return name === '' ? [] : [[id, name]]
  })
  return new Map(named)
}

type Traits = Readonly<Record<string, readonly [value: Json, ...rest: unknown[]]>>

function nameIn(traits: Traits): string {
  const told = (...names: readonly string[]) =>
    names
      .map((name) => traits[name]?.[0])
      .filter((value) => typeof value === 'string')
      .join(' ')
      .trim()
  return told('name') || told('firstName', 'lastName') || told('first_name', 'last_name')
}
