// English words of what is done about insights: states, steps, priorities, evidence, what is changed and what is refused.

/** What every screen that shows or changes the work of insights says. */
export const insightWork = {
  state: {
    new: 'New',
    backlog: 'In the backlog',
    accepted: 'Released',
    ticket: 'Ticket',
    inProgress: 'In progress',
    solved: 'Solved',
    verified: 'Proved',
    deferred: 'Put off',
    rejected: 'Rejected',
  },
  step: {
    submit: 'To the backlog',
    accept: 'Release',
    defer: 'Put off',
    reject: 'Reject',
    resume: 'Back to the backlog',
    openTicket: 'Open a ticket',
    start: 'Start work',
    solve: 'Solved',
    reopen: 'Work on it again',
    verify: 'Proved',
  },
  verdict: { accept: 'Released', defer: 'Put off', reject: 'Rejected', pass: 'Passed, the filter was off' },
  priority: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low', none: 'No priority' },
  level: { assumed: 'Assumed', stale: 'Out of date', researched: 'Researched', measured: 'Measured' },
  why: {
    named: 'Named',
    concerned: 'Owns what it concerns',
    own: 'Owns the insight',
    several: 'Several own what it concerns: name one',
    nobody: 'Nobody is in charge yet',
  },
  conflict:
    'Somebody else changed this insight in the meantime. What you see now is the newest; look at it and try again.',
  refused_one: 'One insight was not changed: {{reason}}',
  refused_other: '{{count}} insights were not changed: {{reason}}',
}
