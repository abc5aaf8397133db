// Kills a server, its PostgreSQL or one of its connections at moments that chance names. Starts again only what nobody else starts.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { isAlive, postgresPid, postgresUrl, until } from '../process.ts'
import type { Chance } from './chance.ts'
import type { Site } from './site.ts'
import type { Witness } from './witness.ts'

/** What is killed and who looks on. `say` tells people what happens. */
export type Scene = {
  readonly site: Site
  readonly dataFolder: string
  readonly chance: Chance
  readonly witness: Witness
  readonly say: (text: string) => void
}

/** Longest life of a server between two kills. */
const LIFE_MS_MAX = 3000
/** One in so many kills falls into the start; one in so many takes the PostgreSQL along. */
const EARLY_ONE_IN = 5
const BOTH_ONE_IN = 4
const BACK_MS = 30_000

/** kill -9 of the server, so many times; it runs again afterwards. */
export async function killServers(scene: Scene, times: number): Promise<void> {
  const { site, chance, say } = scene
  for (let n = 1; n <= times; n++) {
    const early = n > 1 && chance.below(EARLY_ONE_IN) === 0
    const lifeMs = chance.between(50, LIFE_MS_MAX)
    const both = chance.below(BOTH_ONE_IN) === 0
    if (n > 1) await (early ? site.begin() : site.start())
    if (!early) await scene.witness.look(postgresUrl(scene.dataFolder))
    await wait(lifeMs)
    if (both) killPostgres(scene.dataFolder)
    await site.kill()
    say(
      `kill ${n} of ${times}: server${both ? ' and PostgreSQL' : ''}, ${lifeMs} ms after its ${early ? 'beginning' : 'start'}`,
    )
  }
  await site.start()
}

/** kill -9 of the PostgreSQL of a living server, so many times; every third time only of one connection's process. */
export async function killDatabases(scene: Scene, times: number): Promise<void> {
  const { dataFolder, chance, witness, say } = scene
  for (let n = 1; n <= times; n++) {
    await witness.look(postgresUrl(dataFolder))
    const lifeMs = chance.between(50, LIFE_MS_MAX)
    await wait(lifeMs)
    const one = n % 3 === 0
    const killed = one ? await killBackend(dataFolder, chance) : killPostgres(dataFolder)
    const back = await until(() => answers(dataFolder), BACK_MS)
    if (!back) throw new Error('PostgreSQL did not come back')
    say(`kill ${n} of ${times}: ${one ? `backend of "${killed}"` : 'PostgreSQL'} after ${lifeMs} ms`)
  }
}

function killPostgres(dataFolder: string): string {
  try {
    const pid = postgresPid(dataFolder)
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  } catch {
    // It is not up yet, or gone already.
  }
  return 'postmaster'
}

/** Kills one connection's process, upon which PostgreSQL ends all others and recovers. */
async function killBackend(dataFolder: string, chance: Chance): Promise<string> {
  const client = new pg.Client(postgresUrl(dataFolder))
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number; application_name: string }>(
    `select pid, application_name from pg_stat_activity where application_name like 'lotse%' order by pid`,
  )
  const victim = rows[chance.below(rows.length)]
  if (victim) process.kill(victim.pid, 'SIGKILL')
  await client.end().catch(() => undefined)
  return victim?.application_name ?? 'nobody'
}

async function answers(dataFolder: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: postgresUrl(dataFolder), connectionTimeoutMillis: 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
