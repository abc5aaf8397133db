// One PostgreSQL for the whole test run, started when the first test asks for a database, stopped at the end.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { temporaryPostgres } from '../packages/server/src/adapters/store/embedded/temporary.ts'
import { BROKER, createTemplate, EXTERNAL } from '../packages/server/src/adapters/store/testing.ts'

type Started = { readonly templateUrl: string; stop(): Promise<void> }

/** Called by vitest once per run. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'lotse-test-'))
  chmodSync(folder, 0o755)
  const socket = join(folder, 'broker')
  let started: Promise<Started> | undefined
  const server = createServer((asker) => {
    started ??= start(folder)
    started.then(
      ({ templateUrl }) => asker.end(templateUrl),
      (error: unknown) => asker.end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  process.env[BROKER] = socket
  return async () => {
    server.close()
    await started?.then(
      (it) => it.stop(),
      () => {},
    )
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string): Promise<Started> {
  const external = process.env[EXTERNAL]
  const server = external ? { url: external, stop: async () => {} } : await temporaryPostgres(folder)
  const template = await createTemplate(server.url)
  return {
    templateUrl: template.url,
    stop: async () => {
      await template.drop()
      await server.stop()
    },
  }
}
