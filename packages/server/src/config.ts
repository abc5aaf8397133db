// The only reader of the environment. Names every fault at once, then the process stops; it never guesses a value.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The parts of the server that may run in one process. */
export const ROLES = ['api', 'engine', 'dispatch', 'jobs'] as const
export type RoleName = (typeof ROLES)[number]

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** What the environment says. Plain data, so that it can be handed to worker threads. */
export type Config = {
  /** TCP port of HTTP; 0 takes any free one. */
  readonly port: number
  readonly host: string
  /** Absolute path: embedded database, files, keys. */
  readonly dataFolder: string
  /** `postgres://…`. Null: the server starts its own PostgreSQL. In a running `World` it is never null. */
  readonly databaseUrl: string | null
  readonly roles: readonly RoleName[]
  readonly admin: { readonly email: string; readonly password: string } | null
  /** The root of all keys. Null: created in the data folder. In a running `World` it is never null. */
  readonly secret: string | null
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Base address of an OTLP/HTTP collector; null: no traces. */
  readonly otlpEndpoint: string | null
  /** Address under which customers reach this server (links in messages), without a slash at the end. */
  readonly publicUrl: string
  /** The mail server; null: e-mails wait in the outbox. */
  readonly mail: MailConfig | null
  /** Addresses or ranges that webhooks may call although they are not public. */
  readonly webhookAllow: readonly string[]
  /** Addresses or ranges at which OpenID providers may be although they are not public. */
  readonly providerAllow: readonly string[]
}

/** `url`: `smtp://` or `smtps://`; `from`: sender as in the header; `perSecond`: most e-mails a second, null without limit. */
export type MailConfig = {
  readonly url: string
  readonly from: string
  readonly connections: number
  readonly perSecond: number | null
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | null
}

/** The environment does not say what it must. `faults` has one sentence for each. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `The environment has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    )
    this.faults = faults
  }
}

const SECRET_LENGTH_MIN = 32
const PASSWORD_LENGTH_MIN = 10
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

function wholeNumber(min: number, max: number) {
  const fault = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d{1,9}$/, fault)
    .transform(Number)
    .refine((number) => number >= min && number <= max, fault)
}

function isRange(range: string): boolean {
  const [net = '', bits, ...rest] = range.split('/')
  const most = isIP(net) === 4 ? 32 : 128
  return (
    isIP(net) !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  )
}

function rangeList() {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((range) => range.trim())
        .filter((range) => range !== ''),
    )
    .refine((ranges) => ranges.every(isRange), 'must be addresses or ranges such as 127.0.0.1, 10.1.0.0/16')
}

const shape = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .default(4600),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOTSE_DATA: z.string().min(1).default('.lotse'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'must begin with postgres:// or postgresql://')
    .optional(),
  LOTSE_ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform((text) => [...new Set(text.split(',').map((role) => role.trim()))])
    .pipe(z.array(z.enum(ROLES, `must be a list of ${ROLES.join(', ')}, separated by commas`)).min(1)),
  LOTSE_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  LOTSE_ADMIN_PASSWORD: z
    .string()
    .min(PASSWORD_LENGTH_MIN, `must have at least ${PASSWORD_LENGTH_MIN} characters`)
    .optional(),
  LOTSE_SECRET: z.string().min(SECRET_LENGTH_MIN, `must have at least ${SECRET_LENGTH_MIN} characters`).optional(),
  LOTSE_LOG: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  LOTSE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  LOTSE_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  LOTSE_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address such as "Shop <shop@example.org>"')
    .optional(),
  LOTSE_SMTP_CONNECTIONS: wholeNumber(1, 100).default(10),
  LOTSE_SMTP_PER_SECOND: wholeNumber(1, 100_000).optional(),
  LOTSE_DKIM_DOMAIN: z.string().min(1).optional(),
  LOTSE_DKIM_SELECTOR: z.string().min(1).optional(),
  LOTSE_DKIM_KEY: z.string().min(1).optional(),
  LOTSE_WEBHOOK_ALLOW: rangeList(),
  LOTSE_PROVIDER_ALLOW: rangeList(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
})

/** Names beginning so belong to tests and measurements, not to the server. */
const FOREIGN = /^LOTSE_(TEST|BENCH)_/

/**
 * Reads the environment. Empty values count as absent.
 *
 * @param env - names and values, as in `process.env`; relative folders count from the repository's root.
 * @throws ConfigFault with every fault found.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = shape.safeParse(set)
  const faults = [
    ...unknownNames(set),
    ...lonelyAdmin(set),
    ...incompleteMail(set),
    ...(read.success ? [] : read.error.issues.map(sentence)),
  ]
  if (!read.success || faults.length > 0) throw new ConfigFault([...new Set(faults)])
  return configOf(read.data)
}

function configOf(env: z.infer<typeof shape>): Config {
  const { LOTSE_ADMIN_EMAIL: email, LOTSE_ADMIN_PASSWORD: password } = env
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: resolve(ROOT, env.LOTSE_DATA),
    databaseUrl: env.DATABASE_URL ?? null,
    roles: env.LOTSE_ROLES,
    admin: email && password ? { email, password } : null,
    secret: env.LOTSE_SECRET ?? null,
    logLevel: env.LOTSE_LOG,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    publicUrl: env.LOTSE_URL ?? `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`,
    mail: mailOf(env),
    webhookAllow: env.LOTSE_WEBHOOK_ALLOW,
    providerAllow: env.LOTSE_PROVIDER_ALLOW,
  }
}

function mailOf(env: z.infer<typeof shape>): MailConfig | null {
  const {
    LOTSE_SMTP_URL: url,
    LOTSE_MAIL_FROM: from,
    LOTSE_DKIM_DOMAIN: domain,
    LOTSE_DKIM_SELECTOR: selector,
    LOTSE_DKIM_KEY: key,
  } = env
  if (!url || !from) return null
  return {
    url,
    from,
    connections: env.LOTSE_SMTP_CONNECTIONS,
    perSecond: env.LOTSE_SMTP_PER_SECOND ?? null,
    dkim: domain && selector && key ? { domain, selector, keyFile: resolve(ROOT, key) } : null,
  }
}

// A misspelt name would be ignored in silence, and the operator would look for the fault elsewhere.
function unknownNames(env: Readonly<Record<string, unknown>>): string[] {
  const known = new Set(Object.keys(shape.shape))
  const strange = Object.keys(env).filter(
    (name) => name.startsWith('LOTSE_') && !known.has(name) && !FOREIGN.test(name),
  )
  return strange.map((name) => `${name} is not known`)
}

function lonelyAdmin(env: Readonly<Record<string, unknown>>): string[] {
  const both = ['LOTSE_ADMIN_EMAIL', 'LOTSE_ADMIN_PASSWORD']
  const missing = both.filter((name) => env[name] === undefined)
  return missing.length === 1 ? [`${missing[0]} is missing: e-mail and password of the first admin go together`] : []
}

/** Settings that only make sense together. */
function incompleteMail(env: Readonly<Record<string, unknown>>): string[] {
  const groups = [
    ['LOTSE_SMTP_URL', 'LOTSE_MAIL_FROM'],
    ['LOTSE_DKIM_DOMAIN', 'LOTSE_DKIM_SELECTOR', 'LOTSE_DKIM_KEY'],
  ]
  return groups.flatMap((names) => {
    const missing = names.filter((name) => env[name] === undefined)
    return missing.length === names.length
      ? []
      : missing.map((name) => `${name} is missing: ${names.join(', ')} go together`)
  })
}

// The value is left out: it may be a password.
function sentence(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return `${String(issue.path[0])} ${issue.message}`
}
