// Builds the world, starts the roles of this process and stops them in order. Holds no rules and reads no environment.

import { startEngine } from './act/engine/start.ts'
import { type Database, openDatabase } from './adapters/store/database.ts'
import { fitLog } from './adapters/store/keeping/horizon.ts'
import { migrate } from './adapters/store/migrate.ts'
import { startApi } from './api/start.ts'
import { createLog } from './base/log.ts'
import { measureProcess } from './base/metrics.ts'
import type { Role } from './base/role.ts'
import { secretIn } from './base/secrets.ts'
import { startThread } from './base/thread.ts'
import { startTracing } from './base/tracing.ts'
import { createWorld, type World } from './base/world.ts'
import type { Config, RoleName } from './config.ts'
import { startJobs } from './jobs/start.ts'

export type Server = {
  readonly world: World
  readonly roles: readonly Role[]
  /** Where it takes requests; null without the role `api`. */
  readonly url: string | null
  /** Takes nothing new, finishes what is in flight, stops the database. No accepted event is lost. */
  stop(): Promise<void>
}

type Starter = (world: World) => Promise<Role> | Role

/** In the order of starting: who takes requests comes last, so that everything behind it works when the first one arrives. */
const STARTERS: readonly (readonly [RoleName, Starter])[] = [
  ['jobs', startJobs],
  ['engine', startEngine],
  ['dispatch', (world) => startThread('dispatch', new URL('./act/dispatch/thread.js', import.meta.url), world)],
  ['api', startApi],
]

/** Together below the 10 s in which the whole process has to stop. */
const ACCEPTING_STOP_MS = 3000
const WORKING_STOP_MS = 3000
const DATABASE_STOP_MS = 3000

/**
 * Starts a server: database, migrations, roles.
 *
 * @throws FolderInUse, MigrationFault, or Error when a part cannot start; whatever was started by then is stopped.
 */
export async function startServer(config: Config): Promise<Server> {
  const log = createLog(config.logLevel)
  const secret = config.secret ?? secretIn(config.dataFolder)
  const database = await openDatabase(config, log)
  try {
    return await startRoles({ ...config, secret, databaseUrl: database.url }, database)
  } catch (error) {
    await database.stop(DATABASE_STOP_MS)
    throw error
  }
}

async function startRoles(config: Config & { readonly databaseUrl: string }, database: Database): Promise<Server> {
  const world = createWorld(config, { name: 'main' })
  const applied = await migrate(config.databaseUrl)
  if (applied.length > 0) world.log.info({ applied }, 'migrated the database')
  if (await fitLog(config.databaseUrl))
    world.log.warn('this database counts transactions from lower on; the log was fitted to it')
  measureProcess()
  const stopTracing = await startTracing(config, world.log)
  const roles: Role[] = []
  const stop = async () => {
    await stopRoles(roles)
    await Promise.all([world.pool.end(), stopTracing()])
    await database.stop(DATABASE_STOP_MS)
  }
  try {
    for (const [name, start] of STARTERS) if (config.roles.includes(name)) roles.push(await start(world))
  } catch (error) {
    await stopRoles(roles)
    await world.pool.end()
    throw error
  }
  return { world, roles, url: roles.find(({ url }) => url)?.url ?? null, stop }
}

async function stopRoles(roles: readonly Role[]): Promise<void> {
  const [accepting, working] = [roles.filter(({ name }) => name === 'api'), roles.filter(({ name }) => name !== 'api')]
  await Promise.all(accepting.map((role) => role.stop(ACCEPTING_STOP_MS)))
  await Promise.all(working.map((role) => role.stop(WORKING_STOP_MS)))
}
