// Which source sends: its write key, and the rules by which its workspace reads identifiers. Remembers answers for a short while.
import { Problem } from '@lotse/core/base'
import type { IdentityRules } from '@lotse/core/listen'
import { LRUCache } from 'lru-cache'
import { type SendingSource, sourceOfId, sourceOfKey } from '../adapters/store/sources.ts'
import { settingsOf } from '../base/settings.ts'
import type { World } from '../base/world.ts'
import { phoneReader } from './phone.ts'

/** A source whose events are taken. `trusted`: it may say that somebody granted consent. */
export type Sender = {
  readonly workspaceId: number
  readonly sourceId: number
  readonly trusted: boolean
  readonly rules: IdentityRules
}

export type Senders = {
  /** @throws Problem `auth.missing` where no such key holds. */
  byKey(writeKey: string): Promise<Sender>
  /** @throws Problem `not_found` where the source is revoked or never was. */
  byId(sourceId: number): Promise<Sender>
}

/** A revoked key is refused after this long at the latest. */
const TTL_MS = 5000
const REMEMBERED_MAX = 10_000
const KEY_LENGTH_MAX = 200

/** Looks senders up, each at most once in five seconds. */
export function createSenders({ pool, clock }: Pick<World, 'pool' | 'clock'>): Senders {
  const known = new LRUCache<string, { readonly sender: Sender | null }>({ max: REMEMBERED_MAX, ttl: TTL_MS })
  const find = async (key: string, look: () => Promise<SendingSource | undefined>) => {
    const found = known.get(key)
    if (found) return found.sender
    const source = await look()
    const sender = source ? senderOf(source) : null
    known.set(key, { sender })
    return sender
  }
  return {
    byKey: async (writeKey) => {
      const fits = writeKey.length > 0 && writeKey.length <= KEY_LENGTH_MAX && !writeKey.includes('\0')
      const sender = fits ? await find(`key:${writeKey}`, () => sourceOfKey(pool, writeKey, clock.now())) : null
      if (!sender) throw new Problem('auth.missing', { detail: 'No source has this write key, or it was revoked' })
      return sender
    },
    byId: async (sourceId) => {
      const sender = await find(`id:${sourceId}`, () => sourceOfId(pool, sourceId))
      if (!sender) throw new Problem('not_found', { detail: 'The source was revoked' })
      return sender
    },
  }
}

/** Somebody who sends nothing yet: judges by a workspace's rules alone. */
export function senderOfWorkspace(workspace: {
  readonly id: number
  readonly settings: unknown
  readonly locale: string
}): Sender {
  const { id: workspaceId, settings, locale } = workspace
  return senderOf({ workspaceId, sourceId: 0, trusted: false, settings, locale })
}

function senderOf({ workspaceId, sourceId, trusted, settings, locale }: Omit<SendingSource, 'zone'>): Sender {
  const { contactsIdentify, blockedIdentities, country } = settingsOf(settings)
  const blocked = new Set(blockedIdentities.map((value) => value.toLowerCase()))
  return {
    workspaceId,
    sourceId,
    trusted,
    rules: { contactsIdentify, blocked, phone: phoneReader(country ?? countryOf(locale)) },
  }
}

const COUNTRY_OF_LANGUAGE: ReadonlyMap<string, string> = new Map([
  ['de', 'DE'],
  ['en', 'GB'],
])

function countryOf(locale: string): string | undefined {
  const [language = '', region] = locale.split(/[-_]/)
  return region?.toUpperCase() ?? COUNTRY_OF_LANGUAGE.get(language.toLowerCase())
}
