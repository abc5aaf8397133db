// One server as a process of its own on a port that stays the same, to be killed and started again. Knows nothing of what it serves.
import { createServer } from 'node:net'
import { type Process, runLotse, startLotse } from '../process.ts'

export type Site = {
  readonly url: string
  readonly env: Readonly<Record<string, string>>
  /** Starts it and waits until it is ready. */
  start(): Promise<void>
  /** Starts it and does not wait. */
  begin(): void
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM. */
  stop(): Promise<void>
  /** What all its lives wrote, newest last. */
  output(): string
}

const START_TIMEOUT_MS = 60_000
const OUTPUT_MAX = 200_000

/** A server that is not started yet. `env`: without the port. */
export async function siteOf(given: Readonly<Record<string, string>>): Promise<Site> {
  const port = await freePort()
  const env = { ...given, PORT: String(port) }
  let past = ''
  let life: Process | null = null
  const end = async (signal: NodeJS.Signals) => {
    if (life === null) return
    await life.end(signal)
    past = (past + life.output()).slice(-OUTPUT_MAX)
    life = null
  }
  return {
    url: `http://127.0.0.1:${port}`,
    env,
    start: async () => {
      life = await startLotse(env, START_TIMEOUT_MS)
    },
    begin: () => {
      life = runLotse(['start'], env)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    output: () => past + (life?.output() ?? ''),
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
