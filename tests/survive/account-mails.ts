// Every message once: what the mail server got against what the outbox says, to the millisecond. Reads only.
import type { ClientBase } from 'pg'
import { keyOfMessageId } from '../../packages/server/src/adapters/channels/smtp/message-id.ts'
import type { Figure, Known, Line } from './promises.ts'
import type { SunkMail } from './sink.ts'
import type { Witness } from './witness.ts'

type MessageRow = {
  key: string
  state: string
  reason: string | null
  answered_at: number | null
  attempts: number
  told: number
}

const MESSAGES = `
  with told as (select message_id, count(*) as n from event where name = 'Message Sent' group by 1)
  select m.key, m.state, m.reason, m.answered_at, m.attempts, coalesce(t.n, 0) as told
  from message m left join told t on t.message_id = m.key || ':accepted'`

/** States in which a message of this shop may end. */
const ENDS = new Set(['accepted', 'suppressed', 'cancelled'])

/** Compares mails with messages. */
export async function countMails(
  client: ClientBase,
  { mails, witness }: Known,
): Promise<{ readonly lines: Line[]; readonly figures: Figure[] }> {
  const { rows } = await client.query<MessageRow>(MESSAGES)
  const caught = byKey(mails)
  const accepted = rows.filter(({ state }) => state === 'accepted')
  const keys = new Set(rows.filter((row) => row.state === 'accepted' || wasHeldAtSecondTry(row)).map(({ key }) => key))
  const lines = [
    line('every message came to an end', rows, ({ key, state, reason }) =>
      ENDS.has(state) ? null : `${key} is ${state} (${reason})`,
    ),
    line('every accepted message reached the mail server', accepted, ({ key }) => (caught.has(key) ? null : key)),
    line('every mail belongs to an accepted message, or one held back at its second try', [...caught.keys()], (key) =>
      keys.has(key) ? null : key,
    ),
    line('no key was sent again after its answer was stored', accepted, (row) =>
      lateMail(row, caught.get(row.key) ?? [], witness),
    ),
    line('every accepted message was told to the log once', accepted, ({ key, told }) =>
      told === 1 ? null : `${key} was told ${told} times`,
    ),
  ]
  const twice = [...caught.values()].filter((all) => all.length > 1)
  return {
    lines,
    figures: [
      { name: 'mails', count: mails.length },
      { name: TWICE, count: twice.length },
    ],
  }
}

/** Caught between answer and storing, and consent was withdrawn or the run ended before it was tried again. */
function wasHeldAtSecondTry({ state, attempts }: MessageRow): boolean {
  return state === 'suppressed' && attempts > 1
}

const TWICE = 'keys that came more than once with the same Message-ID, caught between the answer and its storing'

function line<T>(promise: string, all: readonly T[], fault: (one: T) => string | null): Line {
  return { promise, checked: all.length, broken: all.map(fault).filter((found) => found !== null) }
}

/** A mail that came after its answer was stored, by the row's own time or by what a witness saw before. */
function lateMail({ key, answered_at }: MessageRow, mails: readonly SunkMail[], witness: Witness): string | null {
  const storedAt = Math.min(answered_at ?? 0, witness.acceptedSince(key) ?? Number.POSITIVE_INFINITY)
  const late = mails.find(({ receivedAt }) => receivedAt > storedAt)
  return late ? `${key}: stored at ${storedAt}, received again at ${late.receivedAt}` : null
}

function byKey(mails: readonly SunkMail[]): ReadonlyMap<string, readonly SunkMail[]> {
  const caught = new Map<string, SunkMail[]>()
  for (const mail of mails) {
    const key = keyOfMessageId(mail.messageId) ?? mail.messageId
    const known = caught.get(key)
    if (known) known.push(mail)
    else caught.set(key, [mail])
  }
  return caught
}
