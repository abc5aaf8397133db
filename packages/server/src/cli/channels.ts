// `lotse channels`: whether the mail server answers, and what receivers of webhooks and mail providers need to be told. Changes nothing.

import { linkUrl } from '../act/pages/link.ts'
import { channelKinds, webhookSecret } from '../adapters/channels/index.ts'
import { listWorkspaces } from '../adapters/store/workspaces.ts'
import type { World } from '../base/world.ts'
import type { Config } from '../config.ts'
import { type Command, say } from './command.ts'
import { withWorld } from './world.ts'

export const channels: Command = {
  name: 'channels',
  help: 'shows whether the mail server answers, the secret that signs webhooks, and where mail providers report',
  run: async (_argv, config: Config) => {
    const { lines, ok } = await withWorld(config, 'channels', describeChannels)
    for (const line of lines) say(line)
    return ok ? 0 : 1
  },
}

/** What the command says; `ok` is false when a channel that is set up does not answer. */
export async function describeChannels(
  world: World,
): Promise<{ readonly lines: readonly string[]; readonly ok: boolean }> {
  const states = await Promise.all(channelKinds.map((kind) => stateOf(world, kind)))
  const workspaces = await listWorkspaces(world.db)
  const secrets = workspaces.flatMap(({ id, name }) => [
    `workspace ${id} (${name})`,
    `  webhook secret     ${webhookSecret(world, id)}`,
    `  providers report to ${linkUrl(world.secrets, world.config.publicUrl, { kind: 'report', facts: { workspaceId: id } })}`,
  ])
  return { lines: [...states.map((state) => state.line), ...secrets], ok: states.every((state) => state.ok) }
}

async function stateOf(world: World, kind: (typeof channelKinds)[number]): Promise<{ line: string; ok: boolean }> {
  const channel = kind.open(world)
  if (channel === null) return { line: `${kind.name}: not set up`, ok: true }
  const state = await channel.check()
  await channel.close()
  return { line: `${kind.name}: ${state.ok ? 'answers' : state.why}`, ok: state.ok }
}
