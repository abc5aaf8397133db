// The engine's thread: keeps rules and their database work away from HTTP.
import { runInThread } from '../../base/thread.ts'
import { startWorker } from './worker.ts'

await runInThread(startWorker)
