// `lotse audit`: checks the log of who did what against itself and against anchors, and prints anchors to be kept elsewhere. Mends nothing.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { headOf } from '../adapters/store/audit-chain.ts'
import { workspaceIds } from '../adapters/store/workspaces.ts'
import type { World } from '../base/world.ts'
import { anchorLine, anchorsIn, readAnchors } from '../privacy/audit/anchors.ts'
import type { Anchor } from '../privacy/audit/chain.ts'
import { type Checked, checkChain } from '../privacy/audit/check.ts'
import { sealAll } from '../privacy/audit/seal.ts'
import { type Command, say, UsageFault } from './command.ts'
import { withWorld } from './world.ts'

const HELP = `npm run lotse -- audit verify [--anchors FILE]   says of each workspace whether its log is whole, or at which entry it breaks
npm run lotse -- audit anchor                    prints the last entry's hash of each workspace, to be kept outside of this machine`

export const audit: Command = {
  name: 'audit',
  help: 'checks that the log of who did what is whole (verify), prints its last hashes (anchor)',
  run: async (argv, config) => {
    const { values, positionals } = argumentsOf(argv)
    const [what] = positionals
    if (what !== 'verify' && what !== 'anchor') throw new UsageFault(HELP)
    const kept = values.anchors === undefined ? [] : anchorsIn(await readFile(values.anchors, 'utf8'))
    return withWorld(config, 'audit', (world) => (what === 'anchor' ? printAnchors(world) : verify(world, kept)))
  },
}

function argumentsOf(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: { anchors: { type: 'string' } }, allowPositionals: true })
  } catch {
    throw new UsageFault(HELP)
  }
}

async function printAnchors(world: World): Promise<number> {
  await sealAll(world)
  for (const id of await workspaceIds(world.db)) {
    const head = await headOf(world.db, id)
    if (head) say(anchorLine(id, head, world.clock.now()))
  }
  return 0
}

async function verify(world: World, kept: readonly Anchor[]): Promise<number> {
  const anchors = [...(await readAnchors(world.config.dataFolder)), ...kept]
  let whole = true
  for (const id of await workspaceIds(world.db)) {
    const found = await checkChain(world.db, id, anchors)
    say(`workspace ${id}: ${sentenceOf(found)}`)
    whole &&= found.brokenAt === null
  }
  return whole ? 0 : 1
}

const WHY: Readonly<Record<NonNullable<Checked['why']>, string>> = {
  changed: 'what stands there is not what was written',
  missing: 'an entry is missing there',
  cut_off: 'an anchor names an entry there, and the log ends before it',
  rewritten: 'the log fits in itself, but not to an anchor: it was written anew',
}

/** What was found, as a sentence. */
export function sentenceOf({ entries, unsealed, anchors, brokenAt, why }: Checked): string {
  if (brokenAt !== null && why !== null)
    return `BROKEN at entry ${brokenAt}: ${WHY[why]}; ${entries} entries before it are whole`
  const waiting = unsealed === 0 ? '' : `, ${unsealed} not sealed yet`
  return `whole, ${entries} entries${waiting}, ${anchors} anchors fit`
}
