// Finds the person that an operation is about. Reads only.
import { Problem } from '@lotse/core/base'
import { isKnown, type Person, personOf } from '../adapters/store/privacy/person.ts'
import { bigId } from '../base/ids.ts'
import type { World } from '../base/world.ts'

/**
 * The person behind an id.
 *
 * @throws Problem `not_found` where the workspace has no such customer.
 */
export async function knownPerson({ pool }: Pick<World, 'pool'>, workspaceId: number, id: string): Promise<Person> {
  const person = await personOf(pool, workspaceId, bigId(id))
  if (!(await isKnown(pool, person))) throw new Problem('not_found')
  return person
}
