// A world for a command that works beside the server, or without it.
import { borrowDatabase } from '../adapters/store/database.ts'
import { migrate } from '../adapters/store/migrate.ts'
import { createLog } from '../base/log.ts'
import { secretIn } from '../base/secrets.ts'
import { createWorld, type World } from '../base/world.ts'
import type { Config } from '../config.ts'

const STOP_MS = 5000
const CONNECTIONS = 4

/**
 * Does some work with a world. The built-in database of a running server is shared with it; where none runs it is started for the
 * time of the work.
 */
export async function withWorld<T>(config: Config, name: string, work: (world: World) => Promise<T>): Promise<T> {
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const secret = config.secret ?? secretIn(config.dataFolder)
  const database = await borrowDatabase(config, log)
  try {
    await migrate(database.url)
    const world = createWorld({ ...config, secret, databaseUrl: database.url }, { name, log, connections: CONNECTIONS })
    return await work(world).finally(() => world.pool.end())
  } finally {
    await database.stop(STOP_MS)
  }
}
