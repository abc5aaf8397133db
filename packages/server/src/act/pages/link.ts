// Signed links that customers get in messages: what they say is readable, what they say cannot be changed. Never stored.
import type { Secrets } from '../../base/secrets.ts'

/** What each kind of link says. Instants are UTC milliseconds; `key` is that of the message the link stood in. */
export type LinkFacts = {
  readonly unsubscribe: {
    readonly workspaceId: number
    readonly customerId: number
    readonly topic: string
    readonly key: string
  }
  readonly preferences: { readonly workspaceId: number; readonly customerId: number; readonly key: string }
  readonly confirm: {
    readonly workspaceId: number
    readonly customerId: number
    readonly topic: string
    readonly statedAt: number
    readonly expiresAt: number
    /** The {@link addressMark} of where the mail went: only that address is confirmed. */
    readonly address: string
    readonly key: string
  }
  readonly open: { readonly key: string }
  readonly click: { readonly key: string; readonly url: string; readonly position: number }
  /** Lets a mail provider tell about deliveries, bounces and complaints of a workspace's messages. */
  readonly report: { readonly workspaceId: number }
}
export type LinkKind = keyof LinkFacts

/** The path of each kind below the public address. */
export const linkPaths: Readonly<Record<LinkKind, string>> = {
  unsubscribe: '/m/u',
  preferences: '/m/p',
  confirm: '/m/c',
  open: '/m/o',
  click: '/m/l',
  report: '/m/r',
}

/** Longer ones are refused before they are checked; a click's address may have 2,000 characters. */
const TOKEN_MAX = 8000

/**
 * The address of a signed link.
 *
 * @param base - public address of this server, without a slash at the end.
 */
export function linkUrl<K extends LinkKind>(
  secrets: Secrets,
  base: string,
  { kind, facts }: { kind: K; facts: LinkFacts[K] },
): string {
  return `${base}${linkPaths[kind]}?t=${linkToken(secrets, kind, facts)}`
}

/** Stands for an address in a link, so that no link shows one. */
export const addressMark = (secrets: Secrets, address: string): string => secrets.sign('link address', address)

/** The token alone: what it says, a dot, the signature. */
export function linkToken<K extends LinkKind>(secrets: Secrets, kind: K, facts: LinkFacts[K]): string {
  const said = Buffer.from(JSON.stringify(facts)).toString('base64url')
  return `${said}.${secrets.sign(`link ${kind}`, said)}`
}

/** What a token says, or null where it was forged, altered, cut, or made for another kind of link. */
export function readLink<K extends LinkKind>(secrets: Secrets, kind: K, token: unknown): LinkFacts[K] | null {
  if (typeof token !== 'string' || token.length > TOKEN_MAX) return null
  const [said = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !secrets.verify(`link ${kind}`, said, signature)) return null
  // The signature says that we wrote it, so its form is known.
  const facts: LinkFacts[K] = JSON.parse(Buffer.from(said, 'base64url').toString('utf8'))
  return facts
}
