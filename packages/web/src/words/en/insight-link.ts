// English words of links to a single insight, and of what people see who have one.

/** Making and withdrawing links to an insight. */
export const insightLink = {
  share: 'Share',
  text: 'Whoever has the link sees this insight and nothing else of your workspace, without an account, always as it stands. What they comment stands in its discussion.',
  opens: {
    comments: 'Show what your people said in the discussion',
    work: 'Show how far it is, who is in charge and its scores',
  },
  part: { comments: 'with the discussion', work: 'with status and scores' },
  list: 'Links to this insight',
}

/** The page behind a link to an insight. */
export const sharedInsight = {
  wait: 'Shared insight',
  passwordTitle: 'This insight is shared with a password',
  about: 'What it is about',
  noAbout: 'No further description.',
  where: 'Where it arose',
  work: 'How far it is',
  status: 'Status',
  since: 'Since',
  priority: 'Priority',
  department: 'In charge',
  reach: 'Customers in 30 days',
  evidence: 'Evidence',
  unknown: 'not known',
  noPriority: 'none',
  nobody: 'nobody',
  talk: 'Discussion',
  noTalk: 'Nothing was said yet.',
  comment: 'Your comment',
  send: 'Send comment',
  nameFirst: 'Say your name first, then you can comment.',
  said: 'Your comment is there. The people in charge see it with this insight.',
  state: {
    new: 'New',
    backlog: 'In the backlog',
    accepted: 'Accepted',
    ticket: 'Ticket',
    inProgress: 'In progress',
    solved: 'Solved',
    verified: 'Verified',
    deferred: 'Put off',
    rejected: 'Rejected',
  },
  how: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' },
  level: { assumed: 'Assumed', stale: 'Stale', researched: 'Researched', measured: 'Measured' },
}
