// The entrance of the process: reads the environment, finds the command, answers its faults in plain words. Does no work itself.
import { FolderInUse } from '../adapters/store/embedded/lock.ts'
import { MigrationFault } from '../adapters/store/migrate.ts'
import { ConfigFault, readConfig } from '../config.ts'
import { demo } from '../demo/command.ts'
import { BackupFault } from '../keeping/archive.ts'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { channels } from './channels.ts'
import { type Command, say, UsageFault } from './command.ts'
import { doctor } from './doctor.ts'
import { importCommand } from './import/command.ts'
import { restore } from './restore.ts'
import { start } from './start.ts'
import { sweep } from './sweep.ts'
import { token } from './token.ts'

const commands: readonly Command[] = [
  start,
  demo,
  token,
  doctor,
  audit,
  sweep,
  backup,
  restore,
  channels,
  importCommand,
]

/** Faults that the operator can mend: told as a sentence, without a stack. */
const PLAIN = [BackupFault, ConfigFault, FolderInUse, MigrationFault, UsageFault]

async function main([name = 'help', ...argv]: readonly string[]): Promise<number> {
  const command = commands.find((known) => known.name === name)
  if (command) return command.run(argv, readConfig())
  const asked = name === 'help' || name === '--help'
  if (!asked) process.stderr.write(`There is no command ${name}.\n`)
  say('npm run lotse -- COMMAND, where COMMAND is one of')
  for (const { name, help } of commands) say(`  ${name.padEnd(10)} ${help}`)
  return asked ? 0 : 1
}

function tell(error: unknown): number {
  const plain = PLAIN.some((kind) => error instanceof kind)
  process.stderr.write(`${plain && error instanceof Error ? error.message : inFull(error)}\n`)
  return 1
}

function inFull(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

process.exitCode = await main(process.argv.slice(2)).catch(tell)
