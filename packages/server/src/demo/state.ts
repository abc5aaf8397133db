// What the demo remembers between two starts, and the file by which programs find it. Both hold secrets, so only their owner may read them.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonObject } from '@lotse/protocol'
import { z } from 'zod'
import { freshSecret } from '../base/auth.ts'
import { type Company, houseSources } from './company.ts'

const state = z.strictObject({
  password: z.string(),
  apiToken: z.string().nullable(),
  /** The instant at which the past ends. */
  pastEndsAt: z.number(),
  pastTold: z.boolean(),
  /** Whether it was told what goes wrong. */
  faultsTold: z.boolean().default(false),
  /** Whether the journeys were written. */
  atlasTold: z.boolean().default(false),
  round: z.int(),
  played: z.int(),
  /** What the house was still to tell when the demo stopped, at `stoppedAt`. */
  waiting: z.array(
    z.strictObject({ source: z.enum(houseSources).default('warehouse'), at: z.number(), message: jsonObject }),
  ),
  stoppedAt: z.number(),
})
export type DemoState = z.infer<typeof state>

/** `demo.json`, for programs: where the demo listens and how to get in. `mailUrl`: where its mails are read. */
export type DemoFile = {
  readonly url: string
  readonly mailUrl: string
  readonly writeKey: string
  readonly apiToken: string
  readonly users: readonly { readonly email: string; readonly password: string; readonly role: string }[]
}

const STATE_FILE = 'state.json'
const PASSWORD_LENGTH = 10
const FIRST_ROUND = 1

/**
 * The state of a folder, or a fresh one.
 *
 * @param now - until which the past of a fresh one reaches.
 * @throws ZodError where the file is not ours.
 */
export function readState(folder: string, now: number): DemoState {
  const path = join(folder, STATE_FILE)
  if (existsSync(path)) return state.parse(JSON.parse(readFileSync(path, 'utf8')))
  const password = `Nordlicht-${freshSecret()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, PASSWORD_LENGTH)}`
  return {
    password,
    apiToken: null,
    pastEndsAt: now,
    pastTold: false,
    faultsTold: false,
    atlasTold: false,
    round: FIRST_ROUND,
    played: 0,
    waiting: [],
    stoppedAt: now,
  }
}

/** Keeps the state. */
export function writeState(folder: string, next: DemoState): void {
  writePrivate(folder, STATE_FILE, next)
}

/**
 * Writes `demo.json`.
 *
 * @param folder - the data folder that the operator named.
 */
export function writeDemoFile(
  folder: string,
  company: Company,
  facts: Omit<DemoFile, 'users'> & { readonly password: string },
) {
  const { password, ...rest } = facts
  const users = company.members.map(({ email, role }) => ({ email, password, role }))
  writePrivate(folder, 'demo.json', { ...rest, users } satisfies DemoFile)
}

// A whole file or the one before, whenever the process is killed.
function writePrivate(folder: string, name: string, value: object): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(`${path}.new`, 0o600)
  renameSync(`${path}.new`, path)
}
