// Processor time of processes, which tells the cost of an event even where other programs share the machine. Linux only; elsewhere NaN.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TICK_MS = 10

/** Milliseconds of processor time of a process so far. */
export function processorMs(pid: number): number {
  const stat = statOf(pid)
  return stat === undefined ? Number.NaN : (Number(stat[11]) + Number(stat[12])) * TICK_MS
}

/** The same for a PostgreSQL of a data folder with all its living connections. */
export function postgresMs(dataFolder: string): number {
  const file = join(dataFolder, 'postgres/postmaster.pid')
  if (!existsSync(file) || !existsSync('/proc')) return Number.NaN
  const main = Number(readFileSync(file, 'utf8').split('\n')[0])
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && Number(statOf(Number(name))?.[1]) === main,
  )
  return [main, ...children.map(Number)].reduce((sum, pid) => sum + (processorMs(pid) || 0), 0)
}

/** The fields of /proc/PID/stat behind the program's name: state, parent, … */
function statOf(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')
  } catch {
    return undefined
  }
}
