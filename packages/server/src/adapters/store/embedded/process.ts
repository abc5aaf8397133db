// Facts about other processes: whether one still lives, and since when. Ends none.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** Fields of /proc/<pid>/stat after the program's name, which may hold spaces and brackets itself. */
const STATE = 0
const START_TICKS = 19

function stat(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** Whether there is such a process. One that is dead but not yet buried by its parent counts as gone. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, but belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return stat(pid)?.[STATE] !== 'Z'
}

/** Tells a process from a later one with the same number: boot and start time. Null where the system does not say (not Linux). */
export function startOf(pid: number): string | null {
  const ticks = stat(pid)?.[START_TICKS]
  if (ticks === undefined) return null
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`
}

/** Whether the process is a PostgreSQL server that works in this folder. */
export function isPostgresIn(folder: string, pid: number): boolean {
  if (!alive(pid)) return false
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes('postgres')
  } catch {
    return false
  }
}
