// The dispatcher's thread: `startThread('dispatch', new URL('./act/dispatch/thread.js', …), world)` runs this module.
import { runInThread } from '../../base/thread.ts'
import { startDispatch } from './start.ts'

await runInThread((world) => startDispatch(world))
