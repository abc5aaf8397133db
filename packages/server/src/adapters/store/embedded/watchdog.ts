// Ends PostgreSQL when our own process dies without a word (kill -9), so that no orphan blocks the next start.
import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

// `read` ends without success when the pipe closes, which the kernel does for a dead process; a line means: dismissed.
const SCRIPT = 'read -r line || kill -INT "$1" 2>/dev/null'

/**
 * Watches over a child until dismissed.
 *
 * @param pid - the child's process id.
 * @returns dismisses the watchdog; to be called when the child has ended.
 */
export function startWatchdog(pid: number, account: Account | null): () => void {
  if (process.platform === 'win32') return () => {}
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'lotse-watchdog', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    ...account,
  })
  // Without a shell there is no watchdog; the next start then ends the orphan itself.
  shell.on('error', () => {})
  shell.stdin.on('error', () => {})
  shell.unref()
  return () => shell.stdin.end('over\n')
}
