// Signing in at a workspace's own OpenID provider: the way there and back. What must be remembered meanwhile lies sealed in the browser.
import { Problem } from '@lotse/core/base'
import type { Role } from '@lotse/protocol'
import type { FastifyReply } from 'fastify'
import { guardedFetch } from '../adapters/openid/fetch.ts'
import { createProviders, type Going, type Person, ProviderFault, type Providers } from '../adapters/openid/provider.ts'
import { type Db, findMember, insertMember, workspaceById, workspacesOf } from '../adapters/store/members.ts'
import {
  hasOtherAdmin,
  isLinked,
  linkedMember,
  linkMember,
  type ProviderPerson,
  providerOf,
  putClaimedRole,
  type StoredProvider,
} from '../adapters/store/providers.ts'
import { integerId } from '../base/ids.ts'
import type { OpenCall } from '../base/operation.ts'
import type { World } from '../base/world.ts'
import { beginSession, type Entrant } from './begin.ts'
import { consoleOrigin } from './origin.ts'
import { beginTries, endTries, pacedAddress } from './pace.ts'
import { admit, emailOf, roleFrom } from './person.ts'

const GOING_COOKIE = 'lotse_provider'
const GOING_PATH = '/api/v1/session/provider'
const GOING_MS = 600_000
const SECRET_PURPOSE = 'provider client secret'
const GOING_PURPOSE = 'on the way to a provider'

/** What a browser carries while its person is at the provider. */
type Carried = Going & { readonly workspaceId: number; readonly to: string | null; readonly until: number }

const ways = new WeakMap<World, Providers>()

/** The ways to providers of this process. */
export function providersOf(world: World): Providers {
  const made = ways.get(world) ?? createProviders(guardedFetch(world.config.providerAllow))
  ways.set(world, made)
  return made
}

/** Where a provider sends people back to. */
export const redirectUriOf = (origin: string): string => `${origin}/sign-in/provider`

/** Seals a client's secret, and opens it. */
export const sealSecret = ({ secrets }: World, secret: string): string => secrets.encrypt(SECRET_PURPOSE, secret)

/** Sends the browser to a provider. @throws Problem `not_found`, `auth.provider_unreachable`. */
export async function startProvider({ world, db, body, request, reply, now }: OpenCall<'startProviderSignIn'>) {
  await beginTries(world, [pacedAddress(world, request)])
  const provider = await providerOf(db, integerId(body.providerId))
  if (!provider) throw new Problem('not_found')
  const redirectUri = redirectUriOf(consoleOrigin(world, request))
  const { url, going } = await orRefused(() =>
    providersOf(world).go(clientOf(world, provider), redirectUri, body.again),
  )
  const { workspaceId } = provider
  const carried: Carried = { ...going, workspaceId, to: innerPath(body.to), until: now + GOING_MS }
  carry(world, reply, carried)
  await endTries(world, [pacedAddress(world, request)])
  return { url }
}

/**
 * Lets in whoever comes back from the provider.
 *
 * @throws Problem `auth.provider_refused` with `why`, `auth.provider_unreachable`.
 */
export async function finishProvider(
  call: OpenCall<'finishProviderSignIn'>,
): Promise<{ readonly entrant: Entrant; readonly to: string | null }> {
  const { world, db, body, request, reply, now } = call
  const keys = [pacedAddress(world, request)]
  await beginTries(world, keys)
  const carried = carriedBy(world, request.cookies[GOING_COOKIE], now)
  reply.clearCookie(GOING_COOKIE, { path: GOING_PATH })
  const provider = carried && (await providerOf(db, carried.workspaceId))
  if (!carried || !provider) throw refusedFor('not_begun')
  const returned = new URL(redirectUriOf(consoleOrigin(world, request)))
  returned.search = body.search
  const person = await orRefused(() => providersOf(world).arrive(clientOf(world, provider), returned, carried))
  const memberId = await world.db.transaction().execute((transaction) => letIn(transaction, { provider, person, now }))
  await endTries(world, keys)
  const entrant: Entrant = {
    memberId,
    workspaceId: provider.workspaceId,
    method: 'provider',
    strong: provider.strong,
    bound: true,
  }
  await beginSession(world, reply, entrant)
  return { entrant, to: carried.to }
}

type Arrival = { readonly provider: StoredProvider; readonly person: Person; readonly now: number }

/** Finds, links or makes the member, and sets the role that the provider says. */
async function letIn(db: Db, { provider, person, now }: Arrival): Promise<number> {
  const { workspaceId, issuer } = provider
  const accepted = emailOf(provider, person)
  if ('refused' in accepted) throw refusedFor(accepted.refused)
  const at: ProviderPerson = { workspaceId, issuer, subject: person.subject }
  const admission = admit(provider, await knownPerson(db, at, accepted.email))
  if (admission.kind === 'refused') throw refusedFor(admission.why)
  const memberId = admission.memberId ?? (await newMember(db, { workspaceId, email: accepted.email, now }, person))
  const said = roleFrom(provider, person.claims)
  if (admission.kind === 'join')
    await putClaimedRole(db, { workspaceId, memberId, role: said ?? provider.joinRole, now })
  else if (said !== null) await giveRole(db, { workspaceId, memberId, role: said, now })
  if (admission.kind !== 'enter') await linkMember(db, at, memberId, now)
  return memberId
}

async function knownPerson(db: Db, at: ProviderPerson, email: string) {
  const belongs = async (id: number) => (await workspacesOf(db, id)).some((one) => one.id === at.workspaceId)
  const linkedId = await linkedMember(db, at)
  const found = await findMember(db, email)
  return {
    linked: linkedId === undefined ? null : { memberId: linkedId, isMember: await belongs(linkedId) },
    byEmail: found
      ? {
          memberId: found.id,
          isMember: await belongs(found.id),
          linkedToAnother: await isLinked(db, at.workspaceId, at.issuer, found.id),
        }
      : null,
  }
}

/** Speaks the workspace's language until they choose another. */
async function newMember(
  db: Db,
  { workspaceId, email, now }: { readonly workspaceId: number; readonly email: string; readonly now: number },
  { name }: Person,
): Promise<number> {
  const locale = (await workspaceById(db, workspaceId))?.locale ?? null
  const called = (name ?? email.split('@')[0] ?? email).trim().slice(0, 100) || email
  return insertMember(db, { email, name: called, passwordHash: null, locale, now })
}

/** A provider's claim takes the last admin's rights from nobody. */
async function giveRole(
  db: Db,
  given: { workspaceId: number; memberId: number; role: Role; now: number },
): Promise<void> {
  if (given.role === 'admin' || (await hasOtherAdmin(db, given.workspaceId, given.memberId)))
    await putClaimedRole(db, given)
}

/** How we are known to a stored provider. */
export function clientOf({ secrets }: World, { issuer, clientId, clientSecret }: StoredProvider) {
  const opened = clientSecret === null ? null : secrets.decrypt(SECRET_PURPOSE, clientSecret)
  return { issuer, clientId, clientSecret: opened }
}

/** A path of the console, or nothing: nobody is sent elsewhere after signing in. */
export function innerPath(to: string | undefined): string | null {
  return to !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : null
}

function carry({ secrets }: World, reply: FastifyReply, carried: Carried): void {
  reply.setCookie(GOING_COOKIE, secrets.encrypt(GOING_PURPOSE, JSON.stringify(carried)), {
    path: GOING_PATH,
    httpOnly: true,
    sameSite: 'lax',
    secure: reply.request.protocol === 'https',
    maxAge: GOING_MS / 1000,
  })
}

function carriedBy({ secrets }: World, cookie: string | undefined, now: number): Carried | null {
  const opened = cookie === undefined || cookie.length > 4000 ? null : secrets.decrypt(GOING_PURPOSE, cookie)
  // The seal says that we wrote it, so its form is known.
  const carried: Carried | null = opened === null ? null : JSON.parse(opened)
  return carried !== null && carried.until > now ? carried : null
}

const refusedFor = (why: string): Problem => new Problem('auth.provider_refused', { why })

async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    if (error.refused) throw new Problem('auth.provider_refused', { why: 'answer', detail: error.message })
    throw new Problem('auth.provider_unreachable', { detail: error.message })
  }
}
