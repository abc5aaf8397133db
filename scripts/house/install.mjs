// Brings in what a fresh machine lacks: the npm packages and a browser for the tests. Needs nothing installed itself.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Missing, ROOT, runOpenly } from './run.mjs'

const NODE_MIN = [20, 19]
// The headless shell is the same browser without a window to draw, which the tests never look at: they end a fifth sooner.
const SHELL = 'chromium-headless-shell'
const BROWSERS = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const MAC_BROWSERS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @throws Missing where this Node is too old for us. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  throw new Missing(`Lotse needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}.`)
}

/**
 * Installs the packages of the lock file where they are missing or of other versions.
 *
 * @throws Missing when npm fails.
 */
export async function ensurePackages() {
  if (packagesAreCurrent()) return
  console.log('Installing the packages of package-lock.json (npm ci) ...')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const code = await runOpenly([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new Missing('npm ci failed; its reason stands above.')
}

/** npm keeps a second lock beside what it installed: both must name the same versions. */
function packagesAreCurrent() {
  const installedLock = join(ROOT, 'node_modules/.package-lock.json')
  if (!existsSync(installedLock)) return false
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages
  return Object.entries(wanted)
    .filter(
      ([path, { optional, devOptional, peer, link }]) =>
        path.includes('node_modules/') && !(optional || devOptional || peer || link),
    )
    .every(([path, { version }]) => installed[path]?.version === version)
}

/**
 * Finds a Chromium, or installs Debian's where that is allowed.
 *
 * @returns {Promise<string>} the path of the program.
 * @throws Missing with what to do.
 */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found !== undefined) return found
  if (!canInstall())
    throw new Missing('The browser tests need Chromium: install it, or set CHROME_PATH to the program.')
  console.log(`Installing Debian's ${SHELL} for the browser tests ...`)
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  await runOpenly(['apt-get', 'update', '-qq'], quiet)
  await runOpenly(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', SHELL, 'fonts-dejavu-core'], quiet)
  const installed = findBrowser()
  if (installed === undefined) throw new Missing(`apt-get could not install ${SHELL}; its reason stands above.`)
  return installed
}

function findBrowser() {
  const asked = process.env['CHROME_PATH']
  if (asked) {
    if (isProgram(asked)) return asked
    throw new Missing(`CHROME_PATH says ${asked}, but there is no program.`)
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name))), ...MAC_BROWSERS].find(isProgram)
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const canInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
