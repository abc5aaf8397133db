// `lotse start`: the server, until a signal ends it.
import { stopOnSignal } from '../base/shutdown.ts'
import { startServer } from '../main.ts'
import { type Command, say } from './command.ts'

export const start: Command = {
  name: 'start',
  help: 'starts the server (this is what npm start does)',
  run: async (_argv, config) => {
    const server = await startServer(config)
    stopOnSignal(server.stop, server.world.log)
    say(`Lotse is ready`)
    // Until a signal: its handler ends the process.
    return new Promise<number>(() => {})
  },
}
