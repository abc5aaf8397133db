// `lotse sweep`: writes the tables anew after erasures, so that the database's files hold nothing of erased people. Erases nobody itself.
import { sweepFiles } from '../privacy/erasure/sweep.ts'
import { type Command, say } from './command.ts'
import { withWorld } from './world.ts'

export const sweep: Command = {
  name: 'sweep',
  help: 'writes tables anew, so that no byte of erased people stays in files; each is locked meanwhile',
  run: async (_argv, config) => {
    await withWorld(config, 'sweep', (world) => sweepFiles(world, (table) => say(`writing ${table} anew`)))
    say('Done. The write-ahead log of PostgreSQL still holds old rows until it has been written over.')
    return 0
  },
}
