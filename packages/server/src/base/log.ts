// The structured log: one JSON line per fact. Ids, counts, codes and durations only; never what a person is or wrote.
import { type DestinationStream, type Logger, pino } from 'pino'

const PERSONAL = [
  'email',
  'phone',
  'address',
  'password',
  'token',
  'writeKey',
  'secret',
  'authorization',
  'cookie',
  'traits',
  'properties',
  'body',
]
const REMOVED = '[removed]'
const EMAIL = /[^\s"'<>@(),;:]{1,64}@[^\s"'<>@(),;:]{1,255}/g
const PHONE = /\+\d[\d ()/-]{6,18}\d/g

/**
 * Takes e-mail addresses and international phone numbers out of a text, so that a careless message cannot carry them into the log.
 *
 * @param text - any length; the same text comes back when there is nothing to remove.
 */
export function withoutPersonalData(text: string): string {
  return text.replace(EMAIL, REMOVED).replace(PHONE, REMOVED)
}

/**
 * The process's logger.
 *
 * @param level - pino's level name, or `silent`.
 * @param to - where lines go; standard error by default, because standard output belongs to the command line's answers.
 */
export function createLog(level: string, to: DestinationStream = standardError()): Logger {
  const paths = PERSONAL.flatMap((name) => [name, `*.${name}`])
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: REMOVED },
      hooks: { streamWrite: withoutPersonalData },
    },
    to,
  )
}

// Written at once, so that the last line of a thread or process that dies is not lost with it.
function standardError(): DestinationStream {
  const stream = pino.destination({ dest: 2, sync: true })
  // A reader that went away (a closed terminal) must not end the server.
  stream.on('error', () => {})
  return stream
}
