// Says a finding in English for the command line: what is so, and what to do. The console has its own words in both languages.
import type { Finding, HealthFinding } from '@lotse/protocol'

/** `{name}` stands for a figure. */
const SENTENCES: Readonly<Record<HealthFinding, string>> = {
  settings_well: 'customers reach this server at {address}',
  address_local:
    'links in mails lead to {address}, which nobody but this machine reaches. Set LOTSE_URL to the public address.',
  secret_readable: '{file} can be read by other users of this machine. Run: chmod 600 {file}',
  dkim_missing: 'the DKIM key {file} is not there, so no e-mail can be signed. Set LOTSE_DKIM_KEY to the right file.',
  database_well: 'PostgreSQL {version}, {bytes}',
  database_unsafe:
    'PostgreSQL runs with {settings} off: a power cut may lose events that were accepted. Switch it on in postgresql.conf.',
  autovacuum_off:
    'PostgreSQL does not clean up by itself (autovacuum is off): tables grow and everything becomes slower. Switch autovacuum on.',
  connections_short:
    '{used} of {most} connections are taken; when none is left, events are refused. Raise max_connections or end what holds them.',
  transaction_long:
    '"{name}" has kept a transaction open for {minutes} minutes; the engine cannot go on past it. End it: select pg_terminate_backend(pid) from pg_stat_activity.',
  snapshot_long:
    '"{name}" has been reading the same view of the data for {hours} hours; deleted rows pile up meanwhile. End it if it was forgotten.',
  slot_idle:
    '{slots} replication slots are not read from; PostgreSQL keeps its log for them until the disk is full. Connect the replica or drop the slots.',
  rows_dead:
    '{table} holds {rows} deleted rows ({percent} %) that take room. Run: vacuum {table}; look for long transactions if it does not help.',
  ids_short:
    'the database has gone {millions} million transactions without freezing old rows; at 2,000 it stops. Run: vacuum freeze.',
  disk_well: '{bytes} free in {folder}',
  disk_full:
    'only {bytes} are free in {folder}: events are refused when it is full. Make room or move the data folder.',
  disk_soon_full:
    '{bytes} free in {folder}; at the pace of the last days that lasts {days} days. Plan for a larger disk, or keep events for less long.',
  clock_well: 'agrees with the database',
  clock_off:
    'this machine and the database differ by {seconds} s: waits end too early or too late. Let both follow a time server (timedatectl set-ntp true).',
  members_well: '{members}',
  members_none: 'nobody can sign in yet: start the server and open the link it prints.',
  engine_well: 'all {buckets} buckets are worked on, {seconds} s behind',
  engine_absent:
    '{buckets} buckets are not worked on: their customers stand still. Is a server with the role engine running?',
  engine_late:
    'the oldest event has waited {seconds} s for its decision. See Mission Control; give the engine another process if it lasts.',
  inputs_aside:
    '{inputs} inputs made a rule throw and were set aside. See Mission Control, mend the flow, and replay them.',
  mail_well: '{host} takes mails',
  mail_absent: 'no mail server is set (LOTSE_SMTP_URL, LOTSE_MAIL_FROM): e-mails wait.',
  mail_fails:
    '{host} cannot be used: {why}. E-mails wait until it can. Check LOTSE_SMTP_URL: name, port, user, password.',
  messages_well: 'all leave in time',
  messages_late:
    '{messages} should have left five minutes ago. Is a server with the role dispatch running, and does the mail server answer?',
  messages_dead: '{messages} were given up after a day of tries; see Messages, where they can be tried again.',
  messages_unknown: '{messages} may have left or not, and wait for a person; see Messages.',
  messages_held:
    '{messages} are held since a restore, because they may have left before; release or discard them under Messages.',
  jobs_well: 'old rows are removed in time',
  jobs_absent: 'nothing was cleared up for {hours} hours. Is a server with the role jobs running?',
  backups_well: 'the last one was made {hours} hours ago ({place})',
  backups_none:
    'none was ever made. Switch nightly ones on under Settings, Health, or run: npm run lotse -- backup FILE',
  backups_old: 'the last one is {hours} hours old ({place}). Switch nightly ones on under Settings, Health.',
  backups_failed: 'the last one failed: {fault} See Settings, Health, where another one can be made.',
}

const GB = 1024 ** 3

/** The sentence of a finding. */
export function sentenceOf({ finding, figures }: Finding): string {
  return SENTENCES[finding].replace(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures[name] ?? ''
    return name === 'bytes' ? `${(Number(figure) / GB).toFixed(1)} GB` : String(figure)
  })
}
