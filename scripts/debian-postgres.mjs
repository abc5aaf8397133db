// Starts an installed PostgreSQL (Debian's 15 by default) in a temporary folder, for running the tests against it:
//   node scripts/debian-postgres.mjs -- npx vitest run packages/server     runs a command with LOTSE_TEST_DATABASE_URL set
//   node scripts/debian-postgres.mjs                                       prints the address and waits for Ctrl-C
// POSTGRES_BIN names another folder of programs. Never touches a PostgreSQL that runs already.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asCommand, Missing, runOpenly } from './house/run.mjs'

const bin = process.env['POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin'
const NOBODY = 65_534
const READY_TIMEOUT_MS = 60_000
const asRoot = process.getuid?.() === 0
const account = asRoot ? { uid: NOBODY, gid: NOBODY } : {}

await asCommand(async (args) => {
  if (!existsSync(join(bin, 'postgres')))
    throw new Missing(`There is no PostgreSQL in ${bin}; POSTGRES_BIN names another folder.`)
  const folder = mkdtempSync(join(tmpdir(), 'lotse-debian-'))
  chmodSync(folder, 0o700)
  if (asRoot) chownSync(folder, NOBODY, NOBODY)
  const server = await start(folder)
  const command = args[0] === '--' ? args.slice(1) : args
  try {
    if (command.length > 0) return await runOpenly(command, { LOTSE_TEST_DATABASE_URL: server.url })
    console.log(server.url)
    await signalled()
    return 0
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

function signalled() {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
  })
}

async function start(folder) {
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (asRoot) chownSync(passwordFile, NOBODY, NOBODY)
  const data = join(folder, 'data')
  const init = [
    '-D',
    data,
    '-U',
    'lotse',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale',
    'C.UTF-8',
    '--no-sync',
  ]
  await finish(run('initdb', init))
  const port = await freePort()
  const options = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: 'off',
    full_page_writes: 'off',
  }
  const child = run('postgres', [
    '-D',
    data,
    ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const ended = new Promise((resolve) => child.process.on('exit', resolve))
  await untilReady(child, ended)
  const stop = () => {
    child.process.kill('SIGINT')
    return ended
  }
  return { url: `postgres://lotse:${password}@127.0.0.1:${port}/postgres`, stop }
}

function run(program, args) {
  // In a session of its own, so that Ctrl-C reaches us alone and the tests can end first.
  const child = spawn(join(bin, program), args, {
    ...account,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text = (text + data).slice(-10_000)))
  return { process: child, output: () => text }
}

function finish({ process: child, output }) {
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Missing(`${child.spawnfile} failed:\n${output()}`)),
    )
  })
}

async function untilReady(child, ended) {
  let over = false
  void ended.then(() => (over = true))
  for (
    const deadline = Date.now() + READY_TIMEOUT_MS;
    Date.now() < deadline;
    await new Promise((next) => setTimeout(next, 20))
  ) {
    if (child.output().includes('ready to accept connections')) return
    if (over) break
  }
  throw new Missing(`PostgreSQL did not start:\n${child.output()}`)
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
