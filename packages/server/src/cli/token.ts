// `lotse token`: makes an API token for a program and prints it once. Only its hash is stored.
import { parseArgs } from 'node:util'
import { DAY_MS } from '@lotse/core/base'
import { type Role, roles } from '@lotse/protocol'
import { insertToken } from '../adapters/store/keys.ts'
import { listWorkspaces } from '../adapters/store/workspaces.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import type { World } from '../base/world.ts'
import type { Config } from '../config.ts'
import { type Command, say, UsageFault } from './command.ts'
import { withWorld } from './world.ts'

const DEFAULT_ROLE: Role = 'admin'
const DAYS_MAX = 3650
const NAME_LENGTH_MAX = 100
const USAGE = `lotse token NAME [--role ${roles.join('|')}] [--workspace ID] [--days N]`

type Wish = {
  readonly name: string
  readonly role: Role
  readonly workspaceId: number | null
  readonly days: number | null
}

export const token: Command = {
  name: 'token',
  help: 'makes an API token and prints it once: token NAME [--role R] [--workspace ID] [--days N]',
  run: async (argv, config: Config) => {
    const wish = readWish(argv)
    say(await withWorld(config, 'token', (world) => makeToken(world, wish)))
    return 0
  },
}

/**
 * Stores a new token.
 *
 * @returns the token: 256 random bits as base64url text; it cannot be shown again.
 */
export async function makeToken(world: World, { name, role, workspaceId, days }: Wish): Promise<string> {
  const secret = freshSecret()
  const now = world.clock.now()
  const workspace = await chooseWorkspace(world, workspaceId)
  const expiresAt = days === null ? null : now + days * DAY_MS
  await insertToken(world.db, { hash: hashOf(secret), workspaceId: workspace, name, role, now, expiresAt })
  return secret
}

async function chooseWorkspace({ db }: World, wished: number | null): Promise<number> {
  const found = await listWorkspaces(db)
  const [first, second] = found
  if (!first) throw new UsageFault('There is no workspace yet: start the server and make the first admin by its link.')
  if (wished === null && !second) return first.id
  if (found.some(({ id }) => id === wished)) return wished ?? first.id
  throw new UsageFault(
    `Name one of these workspaces with --workspace: ${found.map(({ id, name }) => `${id} (${name})`).join(', ')}`,
  )
}

/** What the arguments ask for. @throws UsageFault with what is right. */
export function readWish(argv: readonly string[]): Wish {
  const { values, positionals } = parse(argv)
  const [name, ...rest] = positionals
  if (!name || name.length > NAME_LENGTH_MAX || rest.length > 0) throw new UsageFault(USAGE)
  const role = roles.find((known) => known === (values.role ?? DEFAULT_ROLE))
  if (!role) throw new UsageFault(`--role must be one of ${roles.join(', ')}`)
  return {
    name,
    role,
    workspaceId: numberOf('--workspace', values.workspace),
    days: numberOf('--days', values.days, DAYS_MAX),
  }
}

function parse(argv: readonly string[]) {
  const options = { role: { type: 'string' }, workspace: { type: 'string' }, days: { type: 'string' } } as const
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch {
    throw new UsageFault(USAGE)
  }
}

function numberOf(name: string, text: string | undefined, max = 2_147_483_647): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new UsageFault(`${name} must be a whole number from 1 to ${max}`)
  return value
}
