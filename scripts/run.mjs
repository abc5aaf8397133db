// `npm start`, `npm run demo`, `npm run lotse -- COMMAND`: installs and builds what is missing, then becomes the server. Needs only Node.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensurePackages, requireNode } from './house/install.mjs'
import { asCommand, ROOT } from './house/run.mjs'

const entrance = join(ROOT, 'packages/server/dist/cli/main.js')
// Batches of events live for some milliseconds; a larger nursery lets most of them die there (a fifth less processor time per event).
const nodeFlags = JSON.parse(readFileSync(join(ROOT, 'scripts/house/node-flags.json'), 'utf8'))
const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP']
const SIGNAL_CODES = { SIGKILL: 137, SIGTERM: 143, SIGINT: 130 }

await asCommand(async ([mode, ...args]) => {
  requireNode()
  await ensurePackages()
  await build()
  return becomeServer(mode === 'cli' ? args : [mode, ...args])
})

/**
 * Runs the server in our place: same terminal, same process group. A signal typed in the terminal reaches it directly; one sent to us
 * alone is passed on, and only once, because a second one means "at once".
 *
 * @returns {Promise<number>} its exit code.
 */
function becomeServer(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [...nodeFlags, entrance, ...args], { stdio: 'inherit' })
    for (const signal of FORWARDED) process.on(signal, () => forward(child, signal))
    child.on('exit', (code, signal) => done(code ?? SIGNAL_CODES[signal] ?? 1))
  })
}

function forward(child, signal) {
  // Ctrl-C reaches the whole group: the child has it already.
  if (signal === 'SIGINT' && process.stdin.isTTY) return
  child.kill(signal)
}
