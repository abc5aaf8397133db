// Runs a part of the server in a thread of its own and starts it again when it breaks, so that HTTP stays responsive. Knows nothing of what runs there.
import { setTimeout as wait } from 'node:timers/promises'
import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Config } from '../config.ts'
import { backoffMs } from './backoff.ts'
import { collectFrom, type MetricsAsJson, ownMetrics } from './metrics.ts'
import type { Role } from './role.ts'
import { startTracing } from './tracing.ts'
import { createWorld, type World } from './world.ts'

const RESTART_MS_FIRST = 200
const RESTART_MS_MAX = 30_000
/** A thread that ran this long before it broke is not counted as broken in a row. */
const HEALTHY_MS = 60_000
const ASK_TIMEOUT_MS = 2000
/** Batches live for some milliseconds; with a large nursery most of them die there, which is cheap. */
const NURSERY_MB = 96

type ThreadData = { readonly name: string; readonly config: Config }
type Question =
  | { readonly id: number; readonly ask: 'ready' | 'metrics' }
  | { readonly id: number; readonly ask: 'stop'; readonly deadlineMs: number }
type Answer = { readonly id: number; readonly value: unknown }

/**
 * Starts a thread and watches over it: one that breaks is logged and started again, after a growing pause; the process goes on.
 *
 * @param name - of the role; stands in the log.
 * @param moduleUrl - the thread's module as built (`new URL('./thread.js', import.meta.url)`); it calls `runInThread` at its top level.
 * @param world - hands its configuration on; the thread builds a world of its own.
 */
export function startThread(name: string, moduleUrl: URL, world: World): Role {
  const data: ThreadData = { name, config: world.config }
  let asker: Asker | null = null
  let stopping = false
  const life = keepAlive()

  async function keepAlive(): Promise<void> {
    for (let failures = 0; !stopping; ) {
      const began = performance.now()
      asker = startWorker(moduleUrl, data, world)
      const code = await asker.ended
      asker = null
      if (stopping) return
      failures = performance.now() - began > HEALTHY_MS ? 1 : failures + 1
      const pauseMs = backoffMs(failures, RESTART_MS_FIRST, RESTART_MS_MAX)
      world.log.error({ thread: name, code, failures, pauseMs }, 'a thread ended and will be started again')
      await wait(pauseMs, undefined, { ref: false })
    }
  }

  collectFrom(async () => ((await asker?.ask('metrics')) as MetricsAsJson | undefined) ?? [])
  return {
    name,
    ready: async () => (await asker?.ask('ready')) === true,
    stop: async (deadlineMs) => {
      stopping = true
      const stopped = await asker?.stop(deadlineMs)
      if (stopped === false)
        world.log.error({ thread: name, deadlineMs }, 'a thread did not stop in time and was ended')
      if (stopped !== undefined) await life
    },
  }
}

type Asker = {
  readonly ended: Promise<number>
  /** Undefined when the thread does not answer in time. */
  ask(what: 'ready' | 'metrics'): Promise<unknown>
  /** False when it had to be ended by force. */
  stop(deadlineMs: number): Promise<boolean>
}

function startWorker(moduleUrl: URL, data: ThreadData, world: World): Asker {
  const worker = new Worker(moduleUrl, {
    name: data.name,
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
  })
  const open = new Map<number, (value: unknown) => void>()
  let lastId = 0
  worker.on('error', (error) => world.log.error({ thread: data.name, err: error }, 'a thread broke'))
  worker.on('message', ({ id, value }: Answer) => open.get(id)?.(value))
  const ended = new Promise<number>((resolve) => worker.on('exit', resolve))
  const ask = (what: 'ready' | 'metrics'): Promise<unknown> => {
    const id = ++lastId
    const answer = new Promise<unknown>((resolve) => open.set(id, resolve))
    worker.postMessage({ id, ask: what } satisfies Question)
    return within(Promise.race([answer, ended.then(() => undefined)]), ASK_TIMEOUT_MS).finally(() => open.delete(id))
  }
  const stop = async (deadlineMs: number): Promise<boolean> => {
    worker.postMessage({ id: ++lastId, ask: 'stop', deadlineMs } satisfies Question)
    const code = await within(ended, deadlineMs)
    if (code === undefined) await worker.terminate()
    return code !== undefined
  }
  return { ended, ask, stop }
}

async function within<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  const late = new AbortController()
  const timeout = wait(timeoutMs, undefined, { signal: late.signal }).catch(() => undefined)
  return Promise.race([promise, timeout]).finally(() => late.abort())
}

/** The world of the thread we are in, built from what `startThread` handed over. */
export function worldInThread(): World {
  const { config, name } = workerData as ThreadData
  return createWorld(config, { name })
}

/**
 * The one call at the top level of a thread's module: builds the world, starts the role, answers the main thread until told to stop.
 *
 * @param start - starts the role; what it throws ends the thread, which is then started again.
 */
export async function runInThread(start: (world: World) => Promise<Role> | Role): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('runInThread works in a worker thread only')
  const world = worldInThread()
  const stopTracing = await startTracing(world.config, world.log)
  const role = await start(world)
  port.on('message', (question: Question) => {
    if (question.ask === 'stop')
      void stopThread(world, role, question.deadlineMs)
        .then(stopTracing)
        .finally(() => process.exit(0))
    else void answer(port, question.id, question.ask === 'ready' ? role.ready() : ownMetrics())
  })
}

async function answer(port: MessagePort, id: number, value: unknown): Promise<void> {
  port.postMessage({ id, value: await value } satisfies Answer)
}

async function stopThread(world: World, role: Role, deadlineMs: number): Promise<void> {
  await role.stop(deadlineMs)
  await world.pool.end()
}
