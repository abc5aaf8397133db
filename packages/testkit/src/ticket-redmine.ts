// A real Redmine for tests, as Debian packages it: its own copy of an SQLite file, a free port, ended with the test file. Holds nobody's data.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HOME = '/usr/share/redmine'
const EMPTY = '/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default'
const START_MS_MAX = 60_000
const STOP_MS_MAX = 10_000

/** Why there is none here; null: there is one. */
export function redmineMissing(): string | null {
  if (process.getuid?.() !== 0) return 'starting Redmine needs to be root, who may become www-data'
  if (!existsSync(join(HOME, 'config.ru')) || !existsSync('/usr/bin/puma'))
    return 'the Debian packages redmine, redmine-sqlite and puma are not installed'
  return existsSync(EMPTY) ? null : 'the Debian package redmine was not set up with SQLite'
}

/** A running Redmine. `key`: of its administrator. */
export type Redmine = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly key: string
  /** Changes settings of the server, such as `rest_api_enabled`: `0` or `1`. */
  set(settings: Readonly<Record<string, string>>): Promise<void>
  close(): Promise<void>
}

/** The interface on, logging in asked for (without it a wrong key is served as anonymous); a door for settings beside the application. */
const RACKUP = `
require '${HOME}/config/environment'
Setting.rest_api_enabled = '1'
Setting.login_required = '1'
admin = User.find_by_login('admin')
admin.must_change_passwd = false
admin.save!
File.write(File.join(__dir__, 'key'), admin.api_key)
application = Rails.application
run(lambda do |env|
  next application.call(env) unless env['PATH_INFO'] == '/settings-of-tests'
  Rack::Utils.parse_query(env['QUERY_STRING']).each { |name, value| Setting[name] = value }
  Setting.clear_cache
  [204, {}, []]
end)
`

/** Starts one. @throws Error where it does not come up within a minute; its last words are in the message. */
export async function startRedmine(): Promise<Redmine> {
  const folder = mkdtempSync(join(tmpdir(), 'lotse-redmine-'))
  const [uid, gid] = accountOf('www-data')
  copyFileSync(EMPTY, join(folder, 'redmine.sqlite3'))
  writeFileSync(join(folder, 'config.ru'), RACKUP)
  chmodSync(folder, 0o700)
  for (const path of [folder, join(folder, 'redmine.sqlite3'), join(folder, 'config.ru')]) chownSync(path, uid, gid)
  const port = await freePort()
  const environment = {
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: folder,
    DATABASE_URL: `sqlite3:${join(folder, 'redmine.sqlite3')}`,
    RAILS_ENV: 'production',
    REDMINE_INSTANCE: 'default',
  }
  const bind = ['-e', 'production', '-b', `tcp://127.0.0.1:${port}`, '-t', '1:4', '-w', '0']
  const child = spawn('/usr/bin/puma', [...bind, join(folder, 'config.ru')], { cwd: HOME, uid, gid, env: environment })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const close = async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
    await ended
    clearTimeout(late)
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await answers(`${url}/login`, () => child.exitCode === null))) {
    await close()
    throw new Error(`Redmine did not start: ${said.join('').slice(-1000)}`)
  }
  const set = async (settings: Readonly<Record<string, string>>) => {
    await fetch(`${url}/settings-of-tests?${new URLSearchParams(settings)}`)
  }
  return { url, key: readFileSync(join(folder, 'key'), 'utf8').trim(), set, close }
}

/** User and group of an account of the machine. */
function accountOf(name: string): readonly [number, number] {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return [Number(uid), Number(gid)]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

async function answers(url: string, lives: () => boolean): Promise<boolean> {
  const until = Date.now() + START_MS_MAX
  while (lives() && Date.now() < until) {
    const up = await fetch(url, { signal: AbortSignal.timeout(START_MS_MAX) }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (up) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}
