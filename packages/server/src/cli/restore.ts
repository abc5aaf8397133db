// `lotse restore`: reads the arguments, asks before anything is replaced, tells what came back. The work is done in keeping/.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '../adapters/store/database.ts'
import { type Hold, rememberHold } from '../adapters/store/keeping/hold.ts'
import { fitLog } from '../adapters/store/keeping/horizon.ts'
import { migrate, readMigrations } from '../adapters/store/migrate.ts'
import { createClient } from '../adapters/store/pool.ts'
import { createLog } from '../base/log.ts'
import { SECRET_FILE, secretIn } from '../base/secrets.ts'
import { createWorld } from '../base/world.ts'
import type { Config } from '../config.ts'
import { readBytes, readPassphrase } from '../keeping/files.ts'
import { type Restored, restoreBackup } from '../keeping/restore.ts'
import { eraseAgain } from '../privacy/erasure/again.ts'
import { type Command, say, UsageFault } from './command.ts'

const USAGE =
  'lotse restore FILE|- [--passphrase-file FILE] [--replace [--yes]] [--lose-sealed] [--hold-messages | --send-messages]'
const WORD = 'replace'
const STOP_MS = 60_000
const MB = 1e6

export const restore: Command = {
  name: 'restore',
  help: 'puts a backup into an empty database: restore FILE|- [--passphrase-file FILE] [--replace] [--lose-sealed] [--hold-messages | --send-messages]',
  run: async (argv, config) => {
    const wish = readArguments(argv)
    const passphrase = await readPassphrase(wish.passphraseFile)
    const bytes = readBytes(wish.file)
    if (wish.replace && !wish.yes) await confirm()
    const startedAt = Date.now()
    const restored = await run(config, wish, { bytes, passphrase })
    tell(restored, (Date.now() - startedAt) / 1000)
    return 0
  },
}

type Wish = {
  readonly file: string
  readonly passphraseFile: string | undefined
  readonly replace: boolean
  readonly yes: boolean
  readonly loseSealed: boolean
  readonly sendMessages: boolean
}

function readArguments(argv: readonly string[]): Wish {
  const flag = { type: 'boolean' } as const
  const options = {
    'passphrase-file': { type: 'string' },
    replace: flag,
    yes: flag,
    'lose-sealed': flag,
    'hold-messages': flag,
    'send-messages': flag,
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [file, ...rest] = positionals
    const [hold, send] = [values['hold-messages'] === true, values['send-messages'] === true]
    if (file === undefined || rest.length > 0 || (hold && send)) throw new UsageFault(USAGE)
    return {
      file,
      passphraseFile: values['passphrase-file'],
      replace: values.replace === true,
      yes: values.yes === true,
      loseSealed: values['lose-sealed'] === true,
      sendMessages: send,
    }
  } catch {
    throw new UsageFault(USAGE)
  }
}

async function confirm(): Promise<void> {
  if (!process.stdin.isTTY)
    throw new UsageFault('Say --yes with --replace where nobody can be asked. Everything in the database will be lost.')
  const line = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await line.question(`Everything in the database will be lost. Write "${WORD}" to go on: `)
  line.close()
  if (answer.trim() !== WORD) throw new UsageFault('Nothing was changed.')
}

type Input = { readonly bytes: AsyncIterable<Buffer>; readonly passphrase: string | null }
type Result = Restored & { readonly migrated: readonly string[]; readonly holding: boolean }

// The data folder is held all the time, so that no server starts on it meanwhile.
async function run(config: Config, wish: Wish, { bytes, passphrase }: Input): Promise<Result> {
  const database = await openDatabase(config, createLog(config.logLevel === 'info' ? 'warn' : config.logLevel))
  try {
    const holdUntil = wish.sendMessages ? null : Date.now()
    const restored = await restoreInto(database.url, config, { bytes, passphrase, wish, holdUntil })
    if (restored.secret !== null && config.secret === null) keepSecret(config.dataFolder, restored.secret)
    const migrated = await migrate(database.url)
    if (holdUntil !== null) await holdIn(database.url, { since: restored.head.createdAt, until: holdUntil })
    const fitted = await fitLog(database.url)
    const erased = await eraseAgainIn(config, database.url)
    if (erased > 0) process.stderr.write(`${erased} people who were erased after the backup were erased again\n`)
    return { ...restored, shifted: restored.shifted || fitted, migrated, holding: holdUntil !== null }
  } finally {
    await database.stop(STOP_MS)
  }
}

/** An older schema has a place for the span only after its migration. */
async function holdIn(url: string, span: Hold): Promise<void> {
  const client = createClient({ url, name: 'lotse restore' })
  await client.connect()
  await rememberHold(client, span).finally(() => client.end())
}

/** Who was erased since the backup was made is erased before anybody can look. */
async function eraseAgainIn(config: Config, databaseUrl: string): Promise<number> {
  const secret = config.secret ?? secretIn(config.dataFolder)
  const world = createWorld({ ...config, databaseUrl, secret }, { name: 'restore', connections: 3 })
  return eraseAgain(world).finally(() => world.pool.end())
}

async function restoreInto(
  url: string,
  config: Config,
  { bytes, passphrase, wish, holdUntil }: Input & { readonly wish: Wish; readonly holdUntil: number | null },
): Promise<Restored> {
  const client = createClient({ url, name: 'lotse restore' })
  await client.connect()
  try {
    return await restoreBackup(bytes, {
      client,
      migrations: await readMigrations(),
      passphrase,
      replace: wish.replace,
      loseSealed: wish.loseSealed,
      holdUntil,
      secret: config.secret ?? secretOf(config.dataFolder),
      onStep: (step, rows) => process.stderr.write(`${step}${rows > 0 ? ` (${rows} rows so far)` : ''}\n`),
    })
  } finally {
    await client.end().catch(() => {})
  }
}

function secretOf(dataFolder: string): string | null {
  try {
    return readFileSync(join(dataFolder, SECRET_FILE), 'utf8').trim()
  } catch {
    return null
  }
}

// Only where the folder had none: another one would have been refused before.
function keepSecret(dataFolder: string, secret: string): void {
  if (secretOf(dataFolder) !== null) return
  const file = join(dataFolder, SECRET_FILE)
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function tell({ head, end, migrated, shifted, held, holding }: Result, seconds: number): void {
  const rate = `${Math.round(end.rows / seconds)} rows/s, ${(end.bytes / MB / seconds).toFixed(1)} MB/s`
  say(
    `Restored ${end.rows} rows in ${end.tables} tables, ${(end.bytes / MB).toFixed(1)} MB, in ${seconds.toFixed(1)} s (${rate}).`,
  )
  say(`The data is as it was at ${new Date(head.createdAt).toISOString()}. Every row was compared with its checksum.`)
  if (migrated.length > 0) say(`Brought up to this program: ${migrated.join(', ')}.`)
  if (shifted) say('This database counts transactions from lower on; new events were made to come after the old ones.')
  say('Timers that came due meanwhile will fire when the server starts.')
  say(
    holding
      ? `${held} messages were waiting then and are held, as will be those that were due since: they may have left already. Release or discard them under Messages.`
      : 'Messages that were waiting then will be sent when the server starts, also those that had left meanwhile.',
  )
}
