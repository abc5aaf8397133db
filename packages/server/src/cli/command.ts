// What every command of the command line is made of.
import type { Config } from '../config.ts'

export type Command = {
  readonly name: string
  /** One line for the list of commands. */
  readonly help: string
  /**
   * @param argv - what stands behind the command's name.
   * @returns the process's exit code, when the command has ended.
   * @throws UsageFault when the arguments are not understood.
   */
  run(argv: readonly string[], config: Config): Promise<number>
}

/** The arguments are not understood; the message says what is. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault'
}

/** Writes a line of a command's answer to standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
