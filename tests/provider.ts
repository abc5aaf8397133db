// A real OpenID provider (oidc-provider) on this machine, with people who need no screen: whoever is set signs in at once. Only tests use it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What the provider says of somebody. */
export type Someone = { readonly sub: string; readonly [claim: string]: unknown }

export const CLIENT_ID = 'lotse'
export const CLIENT_SECRET = 'a secret between the provider and Lotse'

/** A provider that runs. `who`: whoever signs in next; null refuses. */
export class RunningProvider {
  who: Someone | null = null
  readonly issuer: string
  readonly #server: Server

  private constructor(server: Server, issuer: string) {
    this.#server = server
    this.issuer = issuer
  }

  /** Starts one on a free port. @param redirectUris - where it may send people back to. */
  static async start(redirectUris: readonly string[]): Promise<RunningProvider> {
    let listener: (request: never, response: never) => void = () => {}
    const server = createServer((request, response) => listener(request as never, response as never))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const running = new RunningProvider(server, `http://127.0.0.1:${port}`)
    const provider = running.#configure(redirectUris)
    const callback = provider.callback()
    listener = (request, response) => {
      const path = (request as { url?: string }).url ?? ''
      const work = path.startsWith('/interaction/')
        ? running.#interact(provider, request, response)
        : callback(request, response)
      Promise.resolve(work).catch(() => (response as { end(): void }).end())
    }
    return running
  }

  #configure(redirectUris: readonly string[]): Provider {
    return new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [...redirectUris],
          token_endpoint_auth_method: 'client_secret_post',
          // A console on this machine is no public web site.
          application_type: 'native',
        },
      ],
      pkce: { required: () => true },
      claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...this.who, sub: id }) }),
      cookies: { keys: ['only for tests'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    })
  }

  /** Signs whoever is set in and consents, as a person would on the provider's pages. */
  async #interact(provider: Provider, request: never, response: never): Promise<void> {
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
    if (this.who === null)
      return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'No' })
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: this.who.sub } })
    const grant =
      (grantId ? await provider.Grant.find(grantId) : undefined) ??
      new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) })
    grant.addOIDCScope('openid email profile')
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  }

  /** Follows the way through the provider as a browser does, and answers the address at which it comes out. */
  async walk(url: string): Promise<URL> {
    const jar = new Map<string, string>()
    let at = new URL(url)
    for (let steps = 0; steps < 10 && at.origin === new URL(this.issuer).origin; steps += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? []
        jar.set(name, value)
      }
      const location = answer.headers.get('location')
      if (location === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
      at = new URL(location, at)
    }
    return at
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
