// The device that somebody signs in at: whether it is known for the account, and what browser and system it says it is. Keeps no address and no fingerprint.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../base/world.ts'

/** Names a browser that has signed in as somebody before; signed, so that nobody can claim to be one (OWASP, "device cookies"). */
const DEVICE_COOKIE = 'lotse_device'
const DEVICE_MS = 365 * 86_400_000
const DEVICE_PURPOSE = 'device'

/** The device's name, if it has signed in with this e-mail before. */
export function knownDevice(
  { secrets }: Pick<World, 'secrets'>,
  request: FastifyRequest,
  email: string,
): string | null {
  const [device, signature] = request.cookies[DEVICE_COOKIE]?.split('.') ?? []
  if (device === undefined || signature === undefined || device.length > 50) return null
  return secrets.verify(DEVICE_PURPOSE, `${device} ${email}`, signature) ? device : null
}

/** Makes this browser one that is known for the account. */
export function rememberDevice({ secrets }: Pick<World, 'secrets'>, reply: FastifyReply, email: string): void {
  const device = randomBytes(16).toString('base64url')
  reply.setCookie(DEVICE_COOKIE, `${device}.${secrets.sign(DEVICE_PURPOSE, `${device} ${email}`)}`, {
    path: '/api/v1/session',
    httpOnly: true,
    sameSite: 'lax',
    secure: reply.request.protocol === 'https',
    maxAge: DEVICE_MS / 1000,
  })
}

/** Names of browsers and systems by what they write into `User-Agent`; the first that fits counts, because most also name others. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** What the browser says of itself, as far as we know its words. */
export function describeDevice(userAgent: string | undefined): { browser: string | null; system: string | null } {
  const named = (names: readonly [RegExp, string][]) => names.find(([form]) => form.test(userAgent ?? ''))?.[1] ?? null
  return { browser: named(BROWSERS), system: named(SYSTEMS) }
}
