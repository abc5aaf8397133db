// `lotse doctor`: tells what is found when everything is looked at, and what to do. Mends nothing; what is looked at stands in keeping/health.
import { examine } from '../keeping/health/examine.ts'
import { sentenceOf } from '../keeping/health/words.ts'
import { type Command, say } from './command.ts'
import { withWorld } from './world.ts'

const MARKS = { well: 'well ', look: 'LOOK ', wrong: 'WRONG' } as const
const CODES = { well: 0, look: 0, wrong: 1 } as const

export const doctor: Command = {
  name: 'doctor',
  help: 'looks at settings, database, disk, clock, engine, mail, jobs and backups, and says what to do',
  run: async (_argv, config) => {
    const findings = await withWorld(config, 'doctor', examine)
    for (const finding of findings) say(`${MARKS[finding.state]}  ${finding.topic.padEnd(9)} ${sentenceOf(finding)}`)
    return Math.max(...findings.map(({ state }) => CODES[state]))
  },
}
