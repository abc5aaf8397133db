// A PostgreSQL for tests, measurements and scripts: quick, thrown away afterwards. Never holds anyone's data.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, HOST, NAME, startPostmaster } from './cluster.ts'
import { TEST_SETTINGS } from './settings.ts'

const STOP_MS = 5000

/**
 * Starts one with an empty database `postgres`.
 *
 * @param folder - an existing folder that every account may enter; the caller removes it at the end.
 * @param settings - PostgreSQL's settings; by default those that skip waiting for the disk.
 */
export async function temporaryPostgres(
  folder: string,
  settings: Readonly<Record<string, string>> = TEST_SETTINGS,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const account = serverAccount()
  const place = { binaries: findBinaries(account), account, folder: join(folder, 'postgres'), settings }
  const password = randomBytes(16).toString('hex')
  await ensureCluster(place, password, false)
  const postmaster = await startPostmaster(place)
  return {
    url: `postgres://${NAME}:${password}@${HOST}:${postmaster.port}/postgres`,
    stop: () => postmaster.stop(STOP_MS),
  }
}
