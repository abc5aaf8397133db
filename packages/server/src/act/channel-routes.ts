// Operations on the ways to reach customers: how they are set up, tests to oneself, what others have to be told. The setup itself is the operator's.
import { randomUUID } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import type { Delivery } from '@lotse/core/ports'
import type { ChannelSetup, ChannelTest } from '@lotse/protocol'
import { channelKinds, webhookSecret } from '../adapters/channels/index.ts'
import { sendMailOnce } from '../adapters/channels/mail-once.ts'
import { serverOf } from '../adapters/channels/smtp/settings.ts'
import { type Db, memberById, workspaceById } from '../adapters/store/members.ts'
import { html } from '../base/html.ts'
import { type Api, type EffectCall, effect, read, write } from '../base/operation.ts'
import type { World } from '../base/world.ts'
import { linkUrl } from './pages/link.ts'

/** Registers the operations. */
export function channelRoutes(api: Api): void {
  read(api, 'getChannels', async ({ world }) => setupOf(world))
  effect(api, 'sendChannelTest', sendTest)
  write(api, 'revealChannelKeys', async ({ world, caller: { workspaceId } }) => ({
    webhookSecret: webhookSecret(world, workspaceId),
    reportUrl: linkUrl(world.secrets, world.config.publicUrl, { kind: 'report', facts: { workspaceId } }),
  }))
}

function setupOf({ config: { mail, webhookAllow } }: World): ChannelSetup {
  const webhook = { allowed: [...webhookAllow] }
  if (mail === null) return { email: null, webhook }
  const { from, dkim, connections, perSecond } = mail
  const named = dkim && { domain: dkim.domain, selector: dkim.selector }
  return { email: { ...serverOf(mail.url), from, dkim: named, connections, perSecond }, webhook }
}

async function sendTest({ world, db, caller, body }: EffectCall<'sendChannelTest'>): Promise<ChannelTest> {
  const started = performance.now()
  const { to, delivery } =
    body.channel === 'email'
      ? await mailTo(world, db, caller)
      : { to: body.url, delivery: await callTo(world, caller.workspaceId, body.url) }
  const why = delivery.kind === 'accepted' ? null : delivery.why
  return { to, outcome: delivery.kind, why, tookMs: Math.round(performance.now() - started) }
}

type Whose = { readonly workspaceId: number; readonly memberId: number | null }

/** To whoever asks for it and nobody else. */
async function mailTo(world: World, db: Db, { workspaceId, memberId }: Whose) {
  const member = memberId === null ? undefined : await memberById(db, memberId)
  const workspace = await workspaceById(db, workspaceId)
  if (member === undefined || workspace === undefined) throw new Problem('message.test_needs_member')
  const german = (member.locale ?? workspace.locale).startsWith('de')
  const { subject, line } = german
    ? { subject: 'Test: E-Mails gehen hinaus', line: `So erreicht Lotse Kunden von ${workspace.name}.` }
    : { subject: 'Test: e-mail goes out', line: `This is how Lotse reaches customers of ${workspace.name}.` }
  const text = `${line}\n\n${world.config.publicUrl}`
  const page = html`<p style="font:16px/1.5 system-ui,sans-serif;white-space:pre-wrap">${text}</p>`
  const delivery = await sendMailOnce(world, { to: member.email, subject, text, html: page.html })
  if (delivery === null) throw new Problem('message.no_channel')
  return { to: member.email, delivery }
}

async function callTo(world: World, workspaceId: number, url: string): Promise<Delivery> {
  const channel = channelKinds.find(({ name }) => name === 'webhook')?.open(world)
  if (channel == null) throw new Problem('message.no_channel')
  const timestampMs = world.clock.now()
  const body = JSON.stringify({ type: 'lotse.test', timestamp: new Date(timestampMs).toISOString(), data: {} })
  try {
    return await channel.send({ channel: 'webhook', key: `test/${randomUUID()}`, workspaceId, url, body, timestampMs })
  } finally {
    await channel.close()
  }
}
