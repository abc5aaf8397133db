// Runs other programs for the scripts: quietly with their output kept, or openly on the caller's terminal. Never through a shell.
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** What a person has to do before the command can go on. */
export class Missing extends Error {}

/**
 * Ends the process with what a command answers; says plainly what is missing, and lets everything else crash.
 *
 * @param {(args: string[]) => Promise<number>} command - gets the arguments, answers an exit code.
 */
export async function asCommand(command) {
  try {
    process.exitCode = await command(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** A span in words, e.g. `3.2 s` or `2 min 5 s`. */
export function spanOf(ms) {
  const seconds = ms / 1000
  if (seconds < 100) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {string[]} command - program and arguments; `node` means the running Node.
 * @returns {Promise<{ code: number, output: string, tookMs: number }>}
 */
export function runQuietly(command, environment = {}) {
  const startedAt = performance.now()
  return new Promise((done) => {
    const child = start(command, environment, ['ignore', 'pipe', 'pipe'])
    const output = []
    child.stdout.on('data', (data) => output.push(data))
    child.stderr.on('data', (data) => output.push(data))
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)))
    child.on('close', (code) =>
      done({ code: code ?? 1, output: Buffer.concat(output).toString(), tookMs: performance.now() - startedAt }),
    )
  })
}

/**
 * Runs a program on this terminal.
 *
 * @param {string[]} command - program and arguments; `node` means the running Node.
 * @returns {Promise<number>} its exit code; 1 when it was killed or could not start.
 */
export function runOpenly(command, environment = {}) {
  return new Promise((done) => {
    const child = start(command, environment, 'inherit')
    const stop = () => child.kill('SIGTERM')
    process.once('SIGTERM', stop)
    child.on('error', (error) => console.error(error.message))
    child.on('close', (code) => {
      process.off('SIGTERM', stop)
      done(code ?? 1)
    })
  })
}

function start([program, ...args], environment, stdio) {
  const path = program === 'node' ? process.execPath : program
  return spawn(path, args, { cwd: ROOT, stdio, env: { ...process.env, ...environment } })
}
