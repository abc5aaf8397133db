// `lotse backup`: reads the arguments, shows how far it is, tells what was written. The work is done in keeping/.
import { parseArgs } from 'node:util'
import { borrowDatabase } from '../adapters/store/database.ts'
import { createLog } from '../base/log.ts'
import { secretIn } from '../base/secrets.ts'
import type { Config } from '../config.ts'
import { readBytes, readPassphrase, STANDARD } from '../keeping/files.ts'
import { type Summary, verifyBackup } from '../keeping/reading.ts'
import { type BackupDone, makeBackup } from '../keeping/record.ts'
import { type Command, say, UsageFault } from './command.ts'
import { createMeter } from './meter.ts'

const USAGE = 'lotse backup FILE|- [--passphrase-file FILE], or lotse backup --verify FILE|- [--passphrase-file FILE]'
const MB = 1e6
const STOP_MS = 5000

export const backup: Command = {
  name: 'backup',
  help: 'writes everything into one file while the system runs: backup FILE|- [--passphrase-file FILE] [--verify]',
  run: async (argv, config) => {
    const { place, verify, passphraseFile } = readArguments(argv)
    const passphrase = await readPassphrase(passphraseFile)
    if (verify) tellSummary(await verifyBackup(readBytes(place), passphrase))
    else tellDone(place, await write(config, place, passphrase))
    return 0
  },
}

type Arguments = { readonly place: string; readonly verify: boolean; readonly passphraseFile: string | undefined }

function readArguments(argv: readonly string[]): Arguments {
  const options = { verify: { type: 'boolean' }, 'passphrase-file': { type: 'string' } } as const
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [place, ...rest] = positionals
    if (place === undefined || rest.length > 0) throw new UsageFault(USAGE)
    return { place, verify: values.verify === true, passphraseFile: values['passphrase-file'] }
  } catch {
    throw new UsageFault(USAGE)
  }
}

// The database is taken as it is: a backup before an update must not bring the update along.
async function write(config: Config, place: string, passphrase: string | null): Promise<BackupDone> {
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const database = await borrowDatabase(config, log)
  const meter = createMeter(process.stderr)
  try {
    return await makeBackup({
      databaseUrl: database.url,
      secret: config.secret ?? secretIn(config.dataFolder),
      place,
      passphrase,
      automatic: false,
      managed: false,
      now: Date.now,
      onProgress: ({ share, table, rows, bytes }) =>
        meter.show(share, `${table}, ${rows} rows, ${Math.round(bytes / MB)} MB`),
    })
  } finally {
    meter.end()
    await database.stop(STOP_MS)
  }
}

function tellDone(place: string, { rows, copiedBytes, bytes, tookMs }: BackupDone): void {
  const seconds = Math.max(tookMs / 1000, 0.001)
  const rate = `${Math.round(rows / seconds)} rows/s, ${(copiedBytes / MB / seconds).toFixed(1)} MB/s`
  const line = `${rows} rows, ${mb(copiedBytes)} in ${mb(bytes)}, ${seconds.toFixed(1)} s (${rate})`
  if (place === STANDARD) process.stderr.write(`${line}\n`)
  else say(`${place}: ${line}`)
}

function tellSummary({ head, manifest, end }: Summary): void {
  say(`The backup is whole: ${end.rows} rows in ${end.tables} tables, ${mb(end.bytes)}.`)
  say(`Made ${new Date(head.createdAt).toISOString()} by Lotse ${head.program} on PostgreSQL ${manifest.postgres}.`)
  say(`Schema up to ${manifest.migrations.at(-1)?.name ?? 'nothing'}.`)
  say(
    manifest.secret === null
      ? 'It is not encrypted, and without the secret: keep LOTSE_SECRET or the file "secret" of the data folder apart from it.'
      : 'It is encrypted and holds the secret.',
  )
}

const mb = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`
