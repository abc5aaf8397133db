// The recorded click stream of a web shop, as sessions. Adds nothing to it and renames nothing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { COMPANY_FOLDER } from './company.ts'

/** One recorded event; `name` as recorded, `at` in UTC milliseconds since 1970. */
export type Recorded = { readonly name: string; readonly at: number }

/** One visit of one user. `first`: no visit of theirs was recorded before. */
export type Session = {
  readonly id: string
  readonly user: string
  readonly platform: string
  readonly acquisition: string
  readonly loyal: boolean
  readonly first: boolean
  readonly events: readonly Recorded[]
}

const COLUMNS = 'user_id,session_id,event,timestamp,platform,acquisition_channel,user_cohort,user_lifecycle'

/**
 * Reads the recording.
 *
 * @returns sessions by their start, each with its events in order.
 * @throws Error where the file has other columns.
 */
export function readRecording(folder: string = COMPANY_FOLDER): Session[] {
  const text = gunzipSync(readFileSync(join(folder, 'data/ecom.csv.gz'))).toString('utf8')
  const [head, ...lines] = text.trimEnd().split(/\r?\n/)
  if (head !== COLUMNS) throw new Error(`the recording has the columns ${head}`)
  const sessions = new Map<string, Open>()
  for (const line of lines) addLine(sessions, line)
  return markFirst([...sessions.values()].sort((a, b) => startOf(a) - startOf(b)))
}

/** When a session began. */
export function startOf({ events }: { readonly events: readonly Recorded[] }): number {
  return events[0]?.at ?? 0
}

type Open = Omit<Session, 'events' | 'first'> & { readonly events: Recorded[] }

// No field of the recording holds a comma or a quote.
function addLine(sessions: Map<string, Open>, line: string): void {
  const [user = '', id = '', name = '', time = '', platform = '', acquisition = '', , lifecycle = ''] = line.split(',')
  const open = sessions.get(id) ?? { id, user, platform, acquisition, loyal: lifecycle === 'loyal', events: [] }
  open.events.push({ name, at: Date.parse(`${time.replace(' ', 'T')}Z`) })
  sessions.set(id, open)
}

function markFirst(sorted: readonly Open[]): Session[] {
  const seen = new Set<string>()
  return sorted.map((session) => {
    const first = !seen.has(session.user)
    seen.add(session.user)
    return { ...session, first }
  })
}
