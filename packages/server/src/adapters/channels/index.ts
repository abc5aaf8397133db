// The list of channels. A further one is a folder of its own and one line here.
import { readFileSync } from 'node:fs'
import type { Channel } from '@lotse/core/ports'
import type { World } from '../../base/world.ts'
import { smtpChannel } from './smtp/channel.ts'
import { webhookChannel } from './webhook/channel.ts'

/** How a channel is opened from the configuration; null where it is not set up, so that its messages wait. */
export type ChannelKind = { readonly name: Channel['name']; readonly open: (world: World) => Channel | null }

/** All channels. */
export const channelKinds: readonly ChannelKind[] = [
  { name: 'email', open: openEmail },
  { name: 'webhook', open: openWebhook },
]

function openEmail({ config }: World): Channel | null {
  if (config.mail === null) return null
  const { url, connections, dkim } = config.mail
  return smtpChannel({ url, connections, dkim: dkim && { ...dkim, privateKey: readFileSync(dkim.keyFile, 'utf8') } })
}

function openWebhook(world: World): Channel {
  return webhookChannel({
    secretOf: (workspaceId) => webhookSecret(world, workspaceId),
    exempt: world.config.webhookAllow,
  })
}

/** The secret with which a workspace's webhooks are signed, as receivers enter it (`whsec_…`, Standard Webhooks). */
export function webhookSecret({ secrets }: Pick<World, 'secrets'>, workspaceId: number): string {
  const bytes = Buffer.from(secrets.sign('webhook', `workspace ${workspaceId}`), 'base64url')
  return `whsec_${bytes.toString('base64')}`
}
