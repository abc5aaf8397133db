// One e-mail, rendered: variables, signed links, tracking, Message-ID. Knows nothing about whether it may be sent.
import type { EmailRequest } from '@lotse/core/act'
import type { EmailMessage } from '@lotse/core/ports'
import { type CustomerState, stated } from '@lotse/core/understand'
import type { Json, JsonObject } from '@lotse/protocol'
import { domainOf, messageIdOf } from '../../adapters/channels/smtp/message-id.ts'
import type { WorkspaceFacts } from '../../adapters/store/consent.ts'
import type { ClaimedMessage } from '../../adapters/store/outbox.ts'
import { settingsOf } from '../../base/settings.ts'
import type { World } from '../../base/world.ts'
import { logoPath } from '../../brand/logo.ts'
import { addressMark, linkUrl } from '../pages/link.ts'
import { topicName } from '../pages/topics.ts'
import {
  type CompiledTemplate,
  contentFor,
  knownZone,
  type Reader,
  renderTemplate,
  type Variables,
  writtenIn,
} from '../template/index.ts'
import { tracked } from './tracking.ts'

/** All that one e-mail is made of. `state`: the customer's document, null before its first event was applied. */
export type EmailParts = {
  readonly claimed: ClaimedMessage
  readonly request: EmailRequest
  readonly template: CompiledTemplate
  readonly customerId: number
  readonly address: string
  readonly workspace: WorkspaceFacts
  readonly state: CustomerState | null
}

/** How long a confirmation link holds. */
export const CONFIRM_MS = 7 * 86_400_000

/**
 * Renders an e-mail.
 *
 * @throws Problem `template.invalid`.
 */
export function emailOf(world: World, parts: EmailParts): EmailMessage {
  const { claimed, request, template, address } = parts
  const { mail, publicUrl } = world.config
  if (mail === null) throw new Error('an e-mail was claimed without a mail server')
  const reader = readerOf(parts)
  const links = linksOf(world, parts)
  const { subject, html, text } = renderTemplate(template, variablesOf(parts, { reader, links, publicUrl }), reader)
  const { tracking, replyTo } = template.document
  return {
    channel: 'email',
    key: claimed.key,
    to: address,
    from: mail.from,
    ...(replyTo ? { replyTo } : {}),
    subject,
    html: tracked(html, tracking, { secrets: world.secrets, base: publicUrl, key: claimed.key }),
    text,
    messageId: messageIdOf(claimed.key, domainOf(mail.from)),
    ...(request.transactional ? {} : { unsubscribeUrl: links.unsubscribe }),
  }
}

function readerOf({ state, workspace }: EmailParts): Reader {
  const { languages } = settingsOf(workspace.settings)
  const language = writtenIn(stated(state?.locale), { settings: { languages }, locale: workspace.locale })
  return { ...language, zone: knownZone(stated(state?.zone), knownZone(workspace.zone, 'UTC')) }
}

type Links = { readonly unsubscribe: string; readonly preferences: string; readonly confirm: string }

function linksOf({ secrets, config }: World, { claimed, customerId, request, address: to }: EmailParts): Links {
  const { key, workspaceId } = claimed
  const { topic, facts } = request
  const base = config.publicUrl
  const statedAt = facts?.['statedAt']
  const confirm =
    typeof statedAt === 'number'
      ? {
          workspaceId,
          customerId,
          topic,
          statedAt,
          expiresAt: statedAt + CONFIRM_MS,
          address: addressMark(secrets, to),
          key,
        }
      : null
  return {
    unsubscribe: request.transactional
      ? ''
      : linkUrl(secrets, base, { kind: 'unsubscribe', facts: { workspaceId, customerId, topic, key } }),
    preferences: linkUrl(secrets, base, { kind: 'preferences', facts: { workspaceId, customerId, key } }),
    confirm: confirm === null ? '' : linkUrl(secrets, base, { kind: 'confirm', facts: confirm }),
  }
}

function variablesOf(
  parts: EmailParts,
  { reader, links, publicUrl }: { readonly reader: Reader; readonly links: Links; readonly publicUrl: string },
): Variables {
  const { state, customerId, address, workspace, request, template } = parts
  const language = contentFor(template, reader.locale, reader.otherwise).locale.split('-')[0] ?? 'en'
  return {
    customer: { ...traitsOf(state), id: String(customerId), email: address },
    event: eventOf(request),
    workspace: brandIn(workspace, publicUrl),
    unsubscribe_url: links.unsubscribe,
    preferences_url: links.preferences,
    confirm_url: links.confirm,
    topic: topicName(workspace.settings, request.topic, language),
  }
}

/** `color` and `logo` are empty where the workspace set none, so that templates can ask for them. */
function brandIn({ name, color, logoKey }: WorkspaceFacts, publicUrl: string): JsonObject {
  const logo = logoPath(logoKey)
  return { name, color: color ?? '', logo: logo === null ? '' : publicUrl + logo }
}

function traitsOf(state: CustomerState | null): JsonObject {
  const traits = Object.entries(state?.traits ?? {}).map(([name, dated]): [string, Json] => [name, dated[0]])
  return Object.fromEntries(traits)
}

function eventOf({ event }: EmailRequest): JsonObject | null {
  if (event === null) return null
  return { name: event.name, occurred_at: new Date(event.occurredAt).toISOString(), properties: event.properties }
}
