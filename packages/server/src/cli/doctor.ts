// `lotse doctor`: looks at everything an operator would ask about, and says what to do where something is wrong. Mends nothing.
import { statfs } from 'node:fs/promises'
import { databaseFacts } from '../adapters/store/doctor.ts'
import { bucketOwners } from '../adapters/store/stuck.ts'
import type { World } from '../base/world.ts'
import type { Config } from '../config.ts'
import { type Command, say } from './command.ts'
import { withWorld } from './world.ts'

/** One line of the answer. */
export type Finding = { readonly well: boolean; readonly about: string; readonly says: string }

const GB = 1024 ** 3
const FREE_GB_MIN = 2
/** An engine that was not heard of for this long does not count. */
const ENGINE_ALIVE_MS = 15_000

export const doctor: Command = {
  name: 'doctor',
  help: 'looks at settings, disk, database and engine, and says what is wrong',
  run: async (_argv, config) => {
    const findings = await withWorld(config, 'doctor', examine)
    for (const { well, about, says } of findings) say(`${well ? 'well' : 'LOOK'}  ${about.padEnd(10)} ${says}`)
    return findings.every(({ well }) => well) ? 0 : 1
  },
}

/** Everything that was found, in the order in which an operator would ask. Reads only. */
export async function examine(world: World): Promise<Finding[]> {
  const facts = await databaseFacts(world.db)
  const { owned, unowned } = await bucketOwners(world.db, ENGINE_ALIVE_MS)
  return [
    await disk(world.config),
    {
      well: true,
      about: 'database',
      says: `PostgreSQL ${facts.version}, ${(facts.sizeBytes / GB).toFixed(2)} GB, schema up to date`,
    },
    finding(
      facts.members > 0,
      'members',
      `${facts.members}`,
      'nobody can sign in yet: start the server and open the link it prints',
    ),
    finding(
      unowned === 0,
      'engine',
      `all ${owned} buckets are worked on`,
      `${unowned} buckets are not worked on: is a server with the role engine running?`,
    ),
    finding(
      facts.setAside === 0,
      'inputs',
      'none set aside',
      `${facts.setAside} made a rule throw and were set aside; see Mission Control`,
    ),
    finding(
      facts.deadMessages === 0,
      'messages',
      'none given up',
      `${facts.deadMessages} were given up; they can be retried`,
    ),
    finding(
      world.config.mail !== null,
      'mail',
      'a mail server is set',
      'no mail server is set (LOTSE_SMTP_URL, LOTSE_MAIL_FROM): e-mails wait',
    ),
  ]
}

async function disk({ dataFolder }: Config): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataFolder)
  const freeGb = (bavail * bsize) / GB
  const says = `${freeGb.toFixed(1)} GB free in ${dataFolder}`
  return finding(freeGb >= FREE_GB_MIN, 'disk', says, `${says}: events are refused when it is nearly full`)
}

function finding(well: boolean, about: string, fine: string, wrong: string): Finding {
  return { well, about, says: well ? fine : wrong }
}
