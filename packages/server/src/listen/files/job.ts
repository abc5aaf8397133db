// Works on imports until none is left. Several servers may do so at once: each import has one worker, and a dead one's is taken over.
import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, HOUR_MS, Problem } from '@lotse/core/base'
import {
  endImport,
  forgetImports,
  leaveImport,
  type RunningImport,
  stepImport,
  takeImport,
} from '../../adapters/store/file-imports.ts'
import type { World } from '../../base/world.ts'
import { type Acceptor, createAcceptor } from '../acceptor.ts'
import { createSenders } from '../sources.ts'
import { storedRecords } from './content.ts'
import { importRecords, type Tally } from './run.ts'

const ROUND_MS = 1000
/** Longer than any chunk takes, even while the database is away. */
const SILENT_MS = 60_000
/** Who uploads a file and goes home starts anew tomorrow. */
const READY_MS = DAY_MS
const RECEIVING_MS = HOUR_MS

/** Works on everything that waits. Answers how many imports came to their end. */
export async function importAll(world: World, acceptor: Acceptor, stopping: AbortSignal): Promise<number> {
  for (let ended = 0; ; ) {
    const now = world.clock.now()
    const taken = stopping.aborted ? undefined : await takeImport(world.pool, { now, silent: now - SILENT_MS })
    if (taken === undefined) return ended
    try {
      if (await work(world, acceptor, { taken, stopping })) ended += 1
    } catch (error) {
      // A database that is away comes back; it waits until it counts as silent, so that it does not hold up the others.
      world.log.error({ err: error, import: taken.id }, 'an import failed and is tried again')
    }
  }
}

type Job = { readonly taken: RunningImport; readonly stopping: AbortSignal }

/** Imports one file. Answers whether it came to its end. */
async function work(world: World, acceptor: Acceptor, { taken, stopping }: Job): Promise<boolean> {
  const sender = await createSenders(world)
    .byId(taken.sourceId)
    .catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'not_found') return undefined
      throw error
    })
  if (sender === undefined) {
    await endImport(world.pool, taken.id, { state: 'failed', fault: 'not_found', now: world.clock.now() })
    return true
  }
  let read = 0
  const records = storedRecords(world, taken, (bytes) => {
    read = bytes
  })
  const note = async (tally: Tally) => {
    const share = Math.min(1, read / Math.max(1, taken.bytes))
    const goesOn = await stepImport(world.pool, { id: taken.id, ...tally, share, now: world.clock.now() })
    return goesOn && !stopping.aborted
  }
  const { mapping, zone, hash, live, createdAt: arrived } = taken
  const job = { world, acceptor, sender, hash, mapping, asMessages: false, zone, arrived, live, keepsRecords: true }
  const { complete } = await importRecords(job, records, { begun: taken, note })
  if (complete) await endImport(world.pool, taken.id, { state: 'done', fault: null, now: world.clock.now() })
  else await leaveImport(world.pool, taken.id)
  return complete
}

/** The same every second until stopped. */
export async function keepImporting(world: World, stopping: AbortSignal): Promise<void> {
  const acceptor = createAcceptor(world)
  while (!stopping.aborted) {
    await round(world, acceptor, stopping).catch((error: unknown) =>
      world.log.error({ err: error }, 'imports were not looked at'),
    )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
  await acceptor.close()
}

async function round(world: World, acceptor: Acceptor, stopping: AbortSignal): Promise<void> {
  await importAll(world, acceptor, stopping)
  const now = world.clock.now()
  await forgetImports(world.pool, { readyBefore: now - READY_MS, receivingBefore: now - RECEIVING_MS, now })
}
