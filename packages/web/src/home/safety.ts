// What an administrator should know at a glance: five lines, each well or with the page that solves it. Pure.
import type { ApiToken, Backups, Finding, HealthState, HealthTopic, Member } from '@lotse/protocol'

const DAY_MS = 86_400_000
/** A nightly backup that takes its time is not late. */
const BACKUP_MS_MAX = 30 * 3_600_000
/** Whoever has to renew a token wants to know so long before. */
const TOKEN_MS = 14 * DAY_MS

/** What was asked. `more`: there are more members than these. */
export type SafetyFacts = {
  readonly findings: readonly Finding[]
  readonly backups: Pick<Backups, 'items'>
  readonly members: readonly Pick<Member, 'secondFactor'>[]
  readonly more: boolean
  readonly tokens: readonly Pick<ApiToken, 'name' | 'expiresAt' | 'revokedAt'>[]
  readonly now: number
}

/** A line: how it stands, where it is solved, and what its sentence is about. */
export type SafetyLine = { readonly state: HealthState; readonly to: string } & (
  | { readonly about: 'health' | 'channels'; readonly topics: readonly HealthTopic[] }
  | { readonly about: 'backups'; readonly lastAt: number | null; readonly failed: boolean }
  | { readonly about: 'factors'; readonly without: number; readonly all: number; readonly more: boolean }
  | { readonly about: 'tokens'; readonly names: readonly string[]; readonly endsAt: number | null }
)

const order: readonly HealthState[] = ['wrong', 'look', 'well']
const channelTopics: ReadonlySet<HealthTopic> = new Set(['mail', 'messages'])

/** The lines, what needs somebody first. */
export function safetyOf(facts: SafetyFacts): readonly SafetyLine[] {
  const { findings } = facts
  const channels = findings.filter(({ topic }) => channelTopics.has(topic))
  // Backups have a line of their own.
  const others = findings.filter(({ topic }) => !channelTopics.has(topic) && topic !== 'backups')
  const lines: readonly SafetyLine[] = [
    { about: 'health', to: '/settings/health', ...standingOf(others) },
    backupLine(facts),
    factorLine(facts),
    tokenLine(facts),
    { about: 'channels', to: channelPage(channels), ...standingOf(channels) },
  ]
  return lines.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

function standingOf(findings: readonly Finding[]): { state: HealthState; topics: readonly HealthTopic[] } {
  const troubled = findings.filter(({ state }) => state !== 'well')
  const state = order.find((one) => troubled.some((finding) => finding.state === one)) ?? 'well'
  return { state, topics: [...new Set(troubled.map(({ topic }) => topic))] }
}

/** Messages are looked after in the outbox, the mail server on the page of health. */
function channelPage(findings: readonly Finding[]): string {
  const names = new Set(findings.map(({ finding }) => finding))
  if (names.has('mail_fails') || names.has('mail_absent')) return '/settings/health'
  if (names.has('messages_held')) return '/messages?state=held'
  if (names.has('messages_dead')) return '/messages?state=dead'
  return names.has('messages_unknown') ? '/messages?state=unknown' : '/messages'
}

function backupLine({ backups: { items }, now }: SafetyFacts): SafetyLine {
  const whole = items.find(({ fault }) => fault === null)
  const lastAt = whole === undefined ? null : Date.parse(whole.startedAt)
  const failed = items[0] !== undefined && items[0].fault !== null
  const old = lastAt === null || now - lastAt > BACKUP_MS_MAX
  return { about: 'backups', to: '/settings/health', state: failed ? 'wrong' : old ? 'look' : 'well', lastAt, failed }
}

function factorLine({ members, more }: SafetyFacts): SafetyLine {
  const without = members.filter(({ secondFactor }) => secondFactor === false).length
  const all = members.length
  return { about: 'factors', to: '/settings/sign-in', state: without > 0 ? 'look' : 'well', without, all, more }
}

function tokenLine({ tokens, now }: SafetyFacts): SafetyLine {
  const ending = tokens
    .flatMap(({ name, expiresAt, revokedAt }) =>
      expiresAt === null || revokedAt !== null ? [] : [{ name, endsAt: Date.parse(expiresAt) }],
    )
    .filter(({ endsAt }) => endsAt > now && endsAt - now <= TOKEN_MS)
    .toSorted((a, b) => a.endsAt - b.endsAt)
  return {
    about: 'tokens',
    to: '/settings/tokens',
    state: ending.length > 0 ? 'look' : 'well',
    names: ending.map(({ name }) => name),
    endsAt: ending[0]?.endsAt ?? null,
  }
}
