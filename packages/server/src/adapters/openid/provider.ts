// Speaks OpenID Connect with one provider: discovery, the way there, and what it says of who comes back (code flow with PKCE, state and nonce). Decides about nobody.
import { LRUCache } from 'lru-cache'
import * as openid from 'openid-client'
import { type GuardedFetch, isLocal } from './fetch.ts'

/** How we are known to a provider. `clientSecret`: null for a public client. */
export type ProviderClient = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
}

/** What must be remembered until the browser comes back. */
export type Going = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** What a provider says of a person. `claims`: all of it. */
export type Person = {
  readonly subject: string
  readonly email: string | null
  readonly emailVerified: boolean
  readonly name: string | null
  readonly claims: Readonly<Record<string, unknown>>
}

/** The provider does not answer, or not as the protocol says. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault'
  /** Whether it did answer, and refused, or said what does not fit. */
  readonly refused: boolean

  constructor(message: string, refused: boolean) {
    super(message)
    this.refused = refused
  }
}

const SCOPE = 'openid email profile'
const TIMEOUT_S = 10
/** What was discovered is asked for again after so long. */
const KEPT_MS = 600_000

export type Providers = {
  /** Looks whether a provider answers as it should. @throws ProviderFault */
  check(issuer: string): Promise<void>
  /** Where to send the browser. @param again - the person must prove anew who they are. @throws ProviderFault */
  go(client: ProviderClient, redirectUri: string, again: boolean): Promise<{ url: string; going: Going }>
  /** Who came back. @param returned - the address with what the provider added. @throws ProviderFault */
  arrive(client: ProviderClient, returned: URL, going: Going): Promise<Person>
}

/** Ways to providers, with what was discovered kept for a while. */
export function createProviders(fetch: GuardedFetch): Providers {
  const known = new LRUCache<string, openid.Configuration>({ max: 100, ttl: KEPT_MS })
  const discover = async ({ issuer, clientId, clientSecret }: ProviderClient): Promise<openid.Configuration> => {
    const key = JSON.stringify([issuer, clientId, clientSecret])
    const found = known.get(key) ?? (await orFault(() => discoverAt(fetch, { issuer, clientId, clientSecret })))
    known.set(key, found)
    return found
  }
  return {
    check: async (issuer) => {
      const { authorization_endpoint, token_endpoint, jwks_uri } = (
        await orFault(() => discoverAt(fetch, { issuer, clientId: 'check', clientSecret: null }))
      ).serverMetadata()
      if (!authorization_endpoint || !token_endpoint || !jwks_uri)
        throw new ProviderFault('the provider names no endpoints for signing in', true)
    },
    go: async (client, redirectUri, again) => {
      const configuration = await discover(client)
      const going = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      }
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: going.state,
        nonce: going.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(going.verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login' } : {}),
      })
      return { url: url.href, going }
    },
    arrive: async (client, returned, going) => {
      const configuration = await discover(client)
      return orFault(() => personFrom(configuration, returned, going))
    },
  }
}

async function discoverAt(fetch: GuardedFetch, { issuer, clientId, clientSecret }: ProviderClient) {
  const server = new URL(issuer)
  const auth = clientSecret === null ? openid.None() : openid.ClientSecretPost(clientSecret)
  return openid.discovery(server, clientId, undefined, auth, {
    [openid.customFetch]: fetch,
    timeout: TIMEOUT_S,
    ...(server.protocol === 'http:' && isLocal(server.hostname) ? { execute: [openid.allowInsecureRequests] } : {}),
  })
}

async function personFrom(configuration: openid.Configuration, returned: URL, going: Going): Promise<Person> {
  const tokens = await openid.authorizationCodeGrant(configuration, returned, {
    expectedState: going.state,
    expectedNonce: going.nonce,
    pkceCodeVerifier: going.verifier,
    idTokenExpected: true,
  })
  const said = tokens.claims()
  if (!said) throw new ProviderFault('the provider sent no ID token', true)
  const { userinfo_endpoint: more } = configuration.serverMetadata()
  const told = more ? await openid.fetchUserInfo(configuration, tokens.access_token, said.sub) : {}
  const claims: Record<string, unknown> = { ...told, ...said }
  return {
    subject: said.sub,
    email: textOf(claims['email']),
    emailVerified: claims['email_verified'] === true,
    name: textOf(claims['name']),
    claims,
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Every fault of the library is the provider's; our own bugs are type errors and stay what they are. */
async function orFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProviderFault || !(error instanceof Error)) throw error
    const unreachable = UNREACHABLE.test(chainOf(error))
    throw new ProviderFault(error.message.slice(0, 200), !unreachable)
  }
}

const UNREACHABLE =
  /ECONN|ENOTFOUND|EAI_AGAIN|UND_ERR|LOTSE_FORBIDDEN|TimeoutError|AbortError|unexpected HTTP response status code|is not JSON|CERT|ERR_TLS/i

/** Names, codes and words of an error and its causes. */
function chainOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  const own = `${error.name} ${code} ${error.message}`
  return error.cause instanceof Error ? `${own} ${chainOf(error.cause)}` : own
}
