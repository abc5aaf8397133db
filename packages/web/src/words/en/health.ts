// English words of the installation's health: what was looked at, what was found, what to do, and what the figures for monitoring mean.

/** Words of the page. `found`: one sentence or two per finding, with what to do where something is to be done. */
export const health = {
  title: 'Health',
  lead: 'Lotse looks at itself. Where something needs you, it says what to do.',
  looked: 'Looked at',
  again: 'Look again',
  state: { well: 'OK', look: 'Check', wrong: 'Needs you' },
  whole: {
    well: 'All is well.',
    look: 'Everything works. Some things deserve a look.',
    wrong: 'Something needs you now.',
  },
  topic: {
    settings: 'Settings',
    database: 'Database',
    disk: 'Disk',
    clock: 'Clock',
    members: 'Members',
    engine: 'Decisions',
    mail: 'Mail server',
    messages: 'Messages',
    jobs: 'Clearing up',
    backups: 'Backups',
  },
  found: {
    settings_well: 'Customers reach this server at {{address}}.',
    address_local:
      'Links in mails lead to {{address}}, which only this machine reaches. Set LOTSE_URL to the public address.',
    secret_readable: 'Other users of this machine can read {{file}}. Make it yours alone: chmod 600 {{file}}',
    dkim_missing:
      'The signing key {{file}} is not there, so no mail can be signed. Set LOTSE_DKIM_KEY to the right file.',
    database_well: 'PostgreSQL {{version}}, {{bytes}}.',
    database_unsafe:
      'PostgreSQL runs with {{settings}} off: a power cut may lose accepted events. Switch it on in postgresql.conf.',
    autovacuum_off: 'PostgreSQL does not clean up by itself, so everything slows down in time. Switch autovacuum on.',
    connections_short:
      '{{used}} of {{most}} connections are taken. When none is left, events are refused. Raise max_connections.',
    transaction_long:
      '“{{name}}” has kept a transaction open for {{minutes}} min. Decisions wait behind it. End that session in PostgreSQL.',
    snapshot_long:
      '“{{name}}” has been reading the same view of the data for {{hours}} h, so deleted rows pile up. End it if it was forgotten.',
    slot_idle:
      '{{slots}} replication slots are not read from; PostgreSQL keeps its log for them until the disk is full. Connect the replica or drop them.',
    rows_dead: 'The table {{table}} holds {{rows}} deleted rows ({{percent}} %). Run in PostgreSQL: vacuum {{table}}',
    ids_short:
      'The database has gone {{millions}} million transactions without freezing old rows; at 2,000 it stops. Run: vacuum freeze',
    disk_well: '{{bytes}} free in {{folder}}.',
    disk_full: 'Only {{bytes}} free in {{folder}}. When it is full, events are refused. Make room now.',
    disk_soon_full:
      '{{bytes}} free in {{folder}}. At the pace of the last days that lasts {{days}} days. Plan for more, or keep events for less long.',
    clock_well: 'The clocks of this machine and of the database agree.',
    clock_off:
      'This machine and the database differ by {{seconds}} s, so waits end at the wrong time. Let both follow a time server.',
    members_well: '{{members}} can sign in.',
    members_none: 'Nobody can sign in yet. Start the server and open the link it prints.',
    engine_well: 'Every customer is attended to; the oldest event waits {{seconds}} s.',
    engine_absent:
      '{{buckets}} of 256 parts of the customers are not attended to. Is a server with the role engine running?',
    engine_late:
      'The oldest event has waited {{seconds}} s for its decision. If that lasts, start another server with the role engine.',
    inputs_aside:
      'Inputs set aside because a rule failed: {{inputs}}. Fix the orchestration, then apply them again under Events, Set aside.',
    mail_well: '{{host}} takes mails.',
    mail_absent: 'No mail server is set, so e-mails wait. Set LOTSE_SMTP_URL and LOTSE_MAIL_FROM.',
    mail_fails:
      '{{host}} cannot be used, so e-mails wait. It says: {{why}}. Check name, port, user and password in LOTSE_SMTP_URL.',
    messages_well: 'All messages leave in time.',
    messages_late:
      '{{messages}} messages should have left five minutes ago. Is a server with the role dispatch running?',
    messages_dead: '{{messages}} messages were given up. See Messages, where you can try again.',
    messages_unknown: 'Of {{messages}} messages nobody knows whether they left. See Messages and decide.',
    messages_held:
      '{{messages}} messages are on hold since a restore, because they may have left before. Decide under “Messages”.',
    jobs_well: 'What is no longer needed is removed in time.',
    jobs_absent: 'Nothing has been cleared up for {{hours}} h. Is a server with the role jobs running?',
    backups_well: 'The last one was made {{hours}} h ago: {{place}}',
    backups_none: 'There is none yet. Switch on nightly backups below.',
    backups_old: 'The last one is {{hours}} h old: {{place}}. Below you can have one made every night.',
    backups_failed: 'The last one failed. Why, and what helps, stands below: {{fault}}',
  },
  metrics: {
    title: 'For your monitoring',
    lead: 'Prometheus and others read these figures from this server at /metrics.',
    lotse_events_accepted_total: 'Events that are safely stored. A sudden stop: a source is silent.',
    lotse_events_refused_total: 'Events kept aside, by reason. A rise: somebody changed what a source sends.',
    lotse_accept_seconds: 'How long storing takes. Above 1 s: the disk or the database is the bottleneck.',
    lotse_engine_lag_seconds: 'How old the oldest undecided event is. Warn yourself above 30.',
    lotse_engine_set_aside_total: 'Inputs for which a rule failed. Anything above 0 wants a look.',
    lotse_messages_total: 'Messages by channel and state. Watch the share of dead, refused and bounced.',
    lotse_send_seconds: 'How long one hand-over to a provider takes.',
    lotse_http_seconds: 'How long requests take, by path and answer.',
    lotse_database_connections: 'Connections in use. Callers that wait for one: too few.',
  },
} as const
