// `lotse start`: the server, until a signal ends it.
import { createLog } from '../base/log.ts'
import { stopOnSignal } from '../base/shutdown.ts'
import { startServer } from '../main.ts'
import { type Command, say } from './command.ts'

export const start: Command = {
  name: 'start',
  help: 'starts the server (this is what npm start does)',
  run: async (_argv, config) => {
    const starting = startServer(config)
    // From the first moment on, because a start may take a while; a signal then lets it finish and stops in order.
    stopOnSignal(async () => (await starting).stop(), createLog(config.logLevel))
    const { url, world } = await starting
    world.log.info({ tookMs: Math.round(performance.now()) }, 'started')
    say(url === null ? 'Lotse is ready' : `Lotse is ready at ${url}`)
    // Until a signal: its handler ends the process.
    return new Promise<number>(() => {})
  },
}
