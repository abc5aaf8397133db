// Starts the engine beside HTTP, in a thread of its own.
import type { Role } from '../../base/role.ts'
import { startThread } from '../../base/thread.ts'
import type { World } from '../../base/world.ts'

/** The engine as a role of the process. */
export function startEngine(world: World): Role {
  return startThread('engine', new URL('./thread.js', import.meta.url), world)
}
