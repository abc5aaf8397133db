// Which of PostgreSQL's errors pass by themselves. Decides nothing about what to do then.
import { codeOf } from './pool.ts'

/** Serialization, deadlock, lock not available; connection lost or refused; shutting down, starting up; too many clients. */
const CODES = /^(40001|40P01|55P03|08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT)$/
const WORDS = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** Whether the same statement may succeed a little later. */
export function isPassing(error: unknown): boolean {
  return CODES.test(codeOf(error)) || (error instanceof Error && WORDS.test(error.message))
}
