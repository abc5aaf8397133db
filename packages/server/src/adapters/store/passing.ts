// Which of PostgreSQL's errors pass by themselves: the one table of them. Decides nothing about what to do then.
import { codeOf } from './pool.ts'

/**
 * Serialization, deadlock, lock not available; connection lost, refused or not found; shutting down, starting up, idle for too long;
 * out of clients, memory or space.
 */
const CODES =
  /^(40001|40P01|55P03|08...|53...|57P0[1235]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
/** What `pg` says without any code: a lost connection, none in time from the pool, none in time from the server. */
const WORDS =
  /Connection terminated|timeout exceeded when trying to connect|^timeout expired$|Client (has encountered a connection error|was closed)/

/** Whether the same statement may succeed a little later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return CODES.test(codeOf(error)) || isMissingSocket(error) || WORDS.test(error.message)
}

/** A server that listens on a socket of the file system is not there yet; any other missing file stays missing. */
function isMissingSocket(error: Error): boolean {
  return codeOf(error) === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
}
